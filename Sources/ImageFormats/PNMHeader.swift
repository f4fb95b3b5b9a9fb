/// The six kinds of PNM file, by the digit of their magic number (pbm(5), pgm(5), ppm(5) of Netpbm).
enum PNMKind: UInt8 {
  case plainBitmap = 1
  case plainGrey = 2
  case plainColour = 3
  case packedBitmap = 4
  case rawGrey = 5
  case rawColour = 6

  /// The kind of file that begins with the given bytes: `P`, a digit, then white space or a comment.
  init?(recognising bytes: [UInt8]) {
    guard bytes.count >= 3, bytes[0] == UInt8(ascii: "P"), bytes[1] >= UInt8(ascii: "0"),
      bytes[2].isWhiteSpace || bytes[2] == UInt8(ascii: "#")
    else { return nil }
    self.init(rawValue: bytes[1] - UInt8(ascii: "0"))
  }

  /// The samples of a pixel.
  var channels: Int { self == .plainColour || self == .rawColour ? 3 : 1 }

  /// Whether the samples are single bits, so that the header names no largest sample.
  var isBitmap: Bool { self == .plainBitmap || self == .packedBitmap }
}

/// What stands before the raster of a PNM file.
struct PNMHeader: Sendable {
  let kind: PNMKind
  let width: Int
  let height: Int
  /// The largest sample that is allowed.
  let maximum: Int
  /// The offset of the raster's first byte.
  let rasterOffset: Int

  /// The number of samples.
  var sampleCount: Int { height * width * kind.channels }

  /// The bytes that the raster takes; for the plain kinds, the fewest that it can take.
  var rasterSize: Int {
    switch kind {
    case .plainBitmap: sampleCount
    case .plainGrey, .plainColour: 2 * sampleCount - 1
    case .packedBitmap: height * ((width + 7) / 8)
    case .rawGrey, .rawColour: maximum < 256 ? sampleCount : 2 * sampleCount
    }
  }

  /// Reads the header, and checks that the file is long enough for its picture.
  ///
  /// - Precondition: The bytes begin with the kind's magic number.
  init(_ bytes: [UInt8], kind: PNMKind) throws(PictureError) {
    var scanner = PNMScanner(bytes, from: 2, commentEnd: .throughLineEnd)
    self.kind = kind
    width = try Self.number(.width, in: 1...Self.longestSide, from: &scanner)
    height = try Self.number(.height, in: 1...Self.longestSide, from: &scanner)
    maximum = kind.isBitmap ? 1 : try Self.number(.maximum, in: 1...65_535, from: &scanner)
    rasterOffset = scanner.offset
    try Picture.check(height: height, width: width)
    let found = bytes.count - rasterOffset
    guard found >= rasterSize else {
      throw .truncated(.bytes, expected: rasterSize, found: found, offset: rasterOffset)
    }
  }

  /// The largest width or height; the product of two such numbers fits in `Int`.
  private static let longestSide = Int(Int32.max)

  /// Reads a number of the header and the white space behind it.
  private static func number(
    _ field: PictureField, in allowed: ClosedRange<Int>, from scanner: inout PNMScanner
  ) throws(PictureError) -> Int {
    guard let number = try scanner.number(field), number.isTerminated else {
      throw .headerEnds(in: field, offset: scanner.bytes.count)
    }
    return try field.checked(number.value, in: allowed, offset: number.offset)
  }
}
