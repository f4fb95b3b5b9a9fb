internal import Tensors

extension Picture {
  /// Decodes a PNM file of the given kind.
  ///
  /// A sample is the stored one ÷ `maxval`, rounded once to `Float`; in a bitmap 1 is black, so 0, and 0 is
  /// white, so 1.
  init(decodingPNM bytes: [UInt8], kind: PNMKind) throws(PictureError) {
    let header = try PNMHeader(bytes, kind: kind)
    let samples =
      switch kind {
      case .plainBitmap: try header.plainBits(bytes)
      case .plainGrey, .plainColour: try header.plainSamples(bytes)
      case .packedBitmap: header.packedBits(bytes)
      case .rawGrey, .rawColour: try header.rawSamples(bytes)
      }
    self.init(samples: Tensor(Shape(header.height, header.width, kind.channels), samples))
  }
}

extension PNMHeader {
  /// The samples of P1: digits 0 and 1, with or without white space between them.
  fileprivate func plainBits(_ bytes: [UInt8]) throws(PictureError) -> [Float] {
    var scanner = PNMScanner(bytes, from: rasterOffset, commentEnd: .beforeLineEnd)
    var samples: [Float] = []
    samples.reserveCapacity(sampleCount)
    while samples.count < sampleCount {
      guard let byte = scanner.nextVisibleByte() else { throw tooFew(samples.count) }
      guard byte == ASCII.zero || byte == ASCII.one else {
        throw .unexpectedByte(byte, in: .sample, offset: scanner.offset - 1)
      }
      samples.append(byte == ASCII.one ? 0 : 1)
    }
    return samples
  }

  /// The samples of P2 and P3: decimal numbers between white space.
  fileprivate func plainSamples(_ bytes: [UInt8]) throws(PictureError) -> [Float] {
    var scanner = PNMScanner(bytes, from: rasterOffset, commentEnd: .beforeLineEnd)
    var samples: [Float] = []
    samples.reserveCapacity(sampleCount)
    while samples.count < sampleCount {
      guard let number = try scanner.number(.sample) else { throw tooFew(samples.count) }
      samples.append(try sample(number.value, offset: number.offset))
    }
    return samples
  }

  /// The samples of P4: a bit a pixel, the first in the highest bit; a row begins with a new byte.
  fileprivate func packedBits(_ bytes: [UInt8]) -> [Float] {
    let rowSize = (width + 7) / 8
    var samples: [Float] = []
    samples.reserveCapacity(sampleCount)
    for row in 0..<height {
      for column in 0..<width {
        let byte = bytes[rasterOffset + row * rowSize + column / 8]
        samples.append(byte >> (7 - column % 8) & 1 == 1 ? 0 : 1)
      }
    }
    return samples
  }

  /// The samples of P5 and P6: a byte each, or two with the high one first where `maxval` is above 255.
  fileprivate func rawSamples(_ bytes: [UInt8]) throws(PictureError) -> [Float] {
    let step = maximum < 256 ? 1 : 2
    var samples: [Float] = []
    samples.reserveCapacity(sampleCount)
    for offset in stride(from: rasterOffset, to: rasterOffset + rasterSize, by: step) {
      let stored = step == 1 ? Int(bytes[offset]) : Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
      samples.append(try sample(stored, offset: offset))
    }
    return samples
  }

  /// A stored sample as a share of the largest.
  private func sample(_ stored: Int, offset: Int) throws(PictureError) -> Float {
    guard stored <= maximum else {
      throw .sampleTooLarge(found: stored, maximum: maximum, offset: offset)
    }
    return Float(stored) / Float(maximum)
  }

  /// The error of a raster that ends after some of its samples.
  private func tooFew(_ found: Int) -> PictureError {
    .truncated(.samples, expected: sampleCount, found: found, offset: rasterOffset)
  }
}
