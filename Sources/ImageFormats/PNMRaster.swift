extension PNMHeader: StoredPicture {
  var channels: Int { kind.channels }
  var largest: Int { maximum }
  var orientation: Orientation { .upright }

  /// Hands on the samples of a file; in a bitmap 1 is black, so 0, and 0 is white, so 1.
  func unpack(_ bytes: [UInt8], _ receive: PixelReceiver) throws(PictureError) {
    switch kind {
    case .plainBitmap: try plainBits(bytes, receive)
    case .plainGrey, .plainColour: try plainSamples(bytes, receive)
    case .packedBitmap: try packedBits(bytes, receive)
    case .rawGrey, .rawColour: try rawSamples(bytes, receive)
    }
  }

  /// The samples of P1: digits 0 and 1, with or without white space between them.
  private func plainBits(_ bytes: [UInt8], _ receive: PixelReceiver) throws(PictureError) {
    var scanner = PNMScanner(bytes, from: rasterOffset, commentEnd: .beforeLineEnd)
    try sendRuns(receive) { (index: Int) throws(PictureError) in
      switch scanner.nextVisibleByte() {
      case UInt8(ascii: "0"): return 1
      case UInt8(ascii: "1"): return 0
      case nil: throw tooFew(index)
      case let byte?: throw .unexpectedByte(byte, in: .sample, offset: scanner.offset - 1)
      }
    }
  }

  /// The samples of P2 and P3: decimal numbers between white space.
  private func plainSamples(_ bytes: [UInt8], _ receive: PixelReceiver) throws(PictureError) {
    var scanner = PNMScanner(bytes, from: rasterOffset, commentEnd: .beforeLineEnd)
    try sendRuns(receive) { (index: Int) throws(PictureError) in
      guard let number = try scanner.number(.sample) else { throw tooFew(index) }
      return try checked(number.value, offset: number.offset)
    }
  }

  /// The samples of P4: a bit a pixel, the first in the highest bit; a row begins with a new byte.
  private func packedBits(_ bytes: [UInt8], _ receive: PixelReceiver) throws(PictureError) {
    let rowSize = (width + 7) / 8
    for row in 0..<height {
      let start = rasterOffset + row * rowSize
      try RowPlace(row: row).send(count: width, channels: 1, to: receive) { pixel, _ in
        bytes[start + pixel / 8] >> (7 - pixel % 8) & 1 == 1 ? 0 : 1
      }
    }
  }

  /// The samples of P5 and P6: a byte each, or two with the high one first where `maxval` is above 255.
  private func rawSamples(_ bytes: [UInt8], _ receive: PixelReceiver) throws(PictureError) {
    let size = maximum < 256 ? 1 : 2
    try sendRuns(receive) { (index: Int) throws(PictureError) in
      let offset = rasterOffset + index * size
      let stored = size == 1 ? Int(bytes[offset]) : Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
      return try checked(stored, offset: offset)
    }
  }

  /// Hands on all pixels, asking for each sample in the order of the file.
  private func sendRuns(
    _ receive: PixelReceiver, sample: (_ index: Int) throws(PictureError) -> UInt16
  ) throws(PictureError) {
    for row in 0..<height {
      for start in stride(from: 0, to: width, by: PixelRun.longest) {
        let first = (row * width + start) * channels
        let count = min(PixelRun.longest, width - start) * channels
        var samples: [UInt16] = []
        samples.reserveCapacity(count)
        for index in first..<first + count { samples.append(try sample(index)) }
        try receive(PixelRun(place: RowPlace(row: row, firstColumn: start), samples: samples))
      }
    }
  }

  /// A stored sample, which may not be above the largest.
  private func checked(_ stored: Int, offset: Int) throws(PictureError) -> UInt16 {
    guard stored <= maximum else {
      throw .sampleTooLarge(found: stored, maximum: maximum, offset: offset)
    }
    return UInt16(stored)
  }

  /// The error of a raster that ends after some of its samples.
  private func tooFew(_ found: Int) -> PictureError {
    .truncated(.samples, expected: sampleCount, found: found, offset: rasterOffset)
  }
}
