internal import Tensors

extension Picture {
  /// Whether bytes begin like a PNG file.
  static func isPNG(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
  }

  /// Decodes a PNG file of any kind, depth and order of rows.
  ///
  /// A sample is the stored one ÷ the largest of its depth, rounded once to `Float`. Gamma, colour profiles and
  /// transparency are passed over; a palette becomes RGB, and grey stays grey.
  init(decodingPNG bytes: [UInt8]) throws(PictureError) {
    let raster = try PNGRaster(bytes)
    let header = raster.header
    self.init(
      samples: Tensor(Shape(header.height, header.width, header.kind.channels), raster.samples()))
  }
}

/// The rows of a PNG picture as they are stored.
private struct PNGRaster {
  let header: PNGHeader
  private let rows: [UInt8]
  private let palette: [UInt8]

  /// Unpacks the rows of a file.
  init(_ bytes: [UInt8]) throws(PictureError) {
    let read: Result<PNGRaster, PictureError> = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(PictureError) in try PNGRaster(PNGReader(buffer)) }
    }
    self = try read.get()
  }

  private init(_ reader: borrowing PNGReader) throws(PictureError) {
    header = try reader.header()
    palette = header.kind == .palette ? reader.palette() : []
    rows = try reader.rows(header)
  }

  /// The samples of the picture by row, column and channel.
  func samples() -> [Float] {
    var samples: [Float] = []
    samples.reserveCapacity(header.height * header.width * header.kind.channels)
    for row in 0..<header.height {
      for column in 0..<header.width {
        append(row: row, column: column, to: &samples)
      }
    }
    return samples
  }

  private func append(row: Int, column: Int, to samples: inout [Float]) {
    let kind = header.kind
    let first = column * kind.storedChannels
    if kind == .palette {
      let entry = 3 * stored(row: row, index: first)
      for channel in 0..<3 { samples.append(Float(palette[entry + channel]) / 255) }
    } else {
      let largest = Float(1 << header.bitDepth - 1)
      for channel in 0..<kind.channels {
        samples.append(Float(stored(row: row, index: first + channel)) / largest)
      }
    }
  }

  /// A number of a row; those of fewer than 8 bits are packed, the first in the highest bits.
  private func stored(row: Int, index: Int) -> Int {
    let start = row * header.rowSize
    let depth = header.bitDepth
    if depth == 8 { return Int(rows[start + index]) }
    if depth == 16 { return Int(rows[start + 2 * index]) << 8 | Int(rows[start + 2 * index + 1]) }
    let (byte, place) = (index * depth).quotientAndRemainder(dividingBy: 8)
    return Int(rows[start + byte]) >> (8 - depth - place) & (1 << depth - 1)
  }
}
