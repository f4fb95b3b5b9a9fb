internal import CJPEG
internal import Tensors

extension Picture {
  /// Whether bytes begin like a JPEG file.
  static func isJPEG(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0xD8, 0xFF])
  }

  /// Decodes a JPEG file, baseline or progressive, grey, colour or inks, and turns it upright.
  ///
  /// Grey stays grey; inks become RGB by what each leaves of the light: ink · black ÷ 255, rounded, both stored
  /// inverted as Adobe does, which is how Pillow has it.
  init(decodingJPEG bytes: [UInt8]) throws(PictureError) {
    let header = try JPEGHeader(bytes)
    self.init(try JPEGRaster(bytes, header))
  }

  private init(_ raster: JPEGRaster) {
    if let samples = raster.samplesAsStored {
      let shape = Shape(raster.header.height, raster.header.width, raster.pictureChannels)
      self.init(samples: Tensor(shape, samples))
      return
    }
    let header = raster.header
    let sides = header.orientation.swapsAxes ? [header.width, header.height] : [header.height, header.width]
    var samples: [Float] = []
    samples.reserveCapacity(sides[0] * sides[1] * raster.pictureChannels)
    for row in 0..<sides[0] {
      for column in 0..<sides[1] {
        let stored = header.orientation.stored(
          row: row, column: column, height: header.height, width: header.width)
        raster.append(row: stored.row, column: stored.column, to: &samples)
      }
    }
    self.init(samples: Tensor(Shape(sides[0], sides[1], raster.pictureChannels), samples))
  }
}

/// The samples of a JPEG picture as they lie in the file, unpacked.
private struct JPEGRaster {
  let header: JPEGHeader
  /// The bytes of a pixel.
  private let channels: Int
  private let samples: [UInt8]

  /// Unpacks a file.
  init(_ bytes: [UInt8], _ header: JPEGHeader) throws(PictureError) {
    self.header = header
    channels = header.components == 1 ? 1 : header.components == 4 ? 4 : 3
    var samples = [UInt8](repeating: 0, count: header.height * header.width * channels)
    var message = [CChar](repeating: 0, count: CJPEG_MESSAGE_SIZE)
    let status = cjpeg_decode(
      bytes, bytes.count, Int32(header.height), Int32(header.width), Int32(channels), &samples, &message)
    switch status {
    case CJPEG_OK: self.samples = samples
    case CJPEG_ENDS: throw .endsEarly(.jpeg, size: bytes.count)
    default: throw .damaged(.jpeg, reason: Self.text(message), offset: nil)
    }
  }

  /// The samples of a pixel of the picture.
  var pictureChannels: Int { channels == 1 ? 1 : 3 }

  /// The samples of the picture where it stands upright in the file, in light; else `nil`.
  var samplesAsStored: [Float]? {
    guard header.orientation == .upright, channels != 4 else { return nil }
    return samples.map { Self.shares[Int($0)] }
  }

  /// What a sample is of the largest one.
  private static let shares = (0...255).map { Float($0) / 255 }

  /// Appends a pixel.
  func append(row: Int, column: Int, to result: inout [Float]) {
    let first = (row * header.width + column) * channels
    for channel in 0..<pictureChannels {
      let sample = Int(samples[first + channel])
      let light = channels == 4 ? (2 * sample * Int(samples[first + 3]) + 255) / 510 : sample
      result.append(Self.shares[light])
    }
  }

  private static func text(_ message: [CChar]) -> String {
    String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
