extension Picture {
  /// Whether bytes begin like a PNG file.
  static func isPNG(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
  }
}

extension PNGHeader: StoredPicture {
  var channels: Int { kind.channels }
  var largest: Int { kind == .palette ? 255 : 1 << bitDepth - 1 }

  /// Hands on the samples of a PNG file of any kind, depth and order of rows.
  ///
  /// Gamma, colour profiles and transparency are passed over; a palette becomes RGB, and grey stays grey.
  func unpack(_ bytes: [UInt8], _ receive: PixelReceiver) throws(PictureError) {
    try bytes.withUnsafeBufferPointer { (buffer) throws(PictureError) in
      let reader = try PNGReader(buffer)
      _ = try reader.header(orientation)
      let palette = kind == .palette ? reader.palette() : []
      try reader.beginRows()
      for pass in passes {
        for index in 0..<pass.rows(of: height) {
          let row = try reader.nextRow(size: rowSize)
          let place = RowPlace(
            row: pass.firstRow + index * pass.rowStep, firstColumn: pass.firstColumn,
            columnStep: pass.columnStep)
          try send(row, palette, place, count: pass.columns(of: width), receive)
        }
      }
    }
  }

  private func send(
    _ row: UnsafeBufferPointer<UInt8>, _ palette: [UInt8], _ place: RowPlace, count: Int,
    _ receive: PixelReceiver
  ) throws(PictureError) {
    if kind == .palette {
      try place.send(count: count, channels: channels, to: receive) { pixel, channel in
        UInt16(palette[3 * Int(stored(row, pixel)) + channel])
      }
    } else {
      try place.send(count: count, channels: channels, to: receive) { pixel, channel in
        stored(row, pixel * kind.storedChannels + channel)
      }
    }
  }

  /// A number of a row; those of fewer than 8 bits are packed, the first in the highest bits.
  private func stored(_ row: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt16 {
    if bitDepth == 8 { return UInt16(row[index]) }
    if bitDepth == 16 { return UInt16(row[2 * index]) << 8 | UInt16(row[2 * index + 1]) }
    let (byte, place) = (index * bitDepth).quotientAndRemainder(dividingBy: 8)
    return UInt16(row[byte]) >> (8 - bitDepth - place) & (1 << bitDepth - 1)
  }
}
