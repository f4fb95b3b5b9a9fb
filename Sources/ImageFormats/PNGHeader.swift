/// What stands before the rows of a PNG picture.
struct PNGHeader: Sendable {
  let width: Int
  let height: Int
  /// The bits of a sample, or of an index into the palette: 1, 2, 4, 8 or 16.
  let bitDepth: Int
  let kind: PNGKind
  /// The bytes of a row.
  let rowSize: Int
  /// Whether the rows come in seven passes.
  let isInterlaced: Bool
  let orientation: Orientation

  /// The passes in which the rows come, without those that have no pixels.
  var passes: [PNGPass] {
    isInterlaced
      ? PNGPass.interlaced.filter { $0.rows(of: height) > 0 && $0.columns(of: width) > 0 }
      : [PNGPass(firstRow: 0, firstColumn: 0, rowStep: 1, columnStep: 1)]
  }
}

extension PNGHeader {
  /// Reads the header of a file, and checks that the file can hold its picture.
  init(_ bytes: [UInt8]) throws(PictureError) {
    let chunks = PNGChunks(bytes)
    guard !chunks.isAppleVariant else { throw .notRead(.applePNG) }
    self = try bytes.withUnsafeBufferPointer { (buffer) throws(PictureError) in
      try PNGReader(buffer).header(chunks.orientation ?? .upright)
    }
  }
}

/// Some rows and columns of a picture, every so many from the first on.
struct PNGPass {
  let firstRow: Int
  let firstColumn: Int
  let rowStep: Int
  let columnStep: Int

  /// The seven passes of an interlaced picture (PNG specification, 3rd edition, 8.1).
  static let interlaced = [
    (0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1),
  ].map { PNGPass(firstRow: $0, firstColumn: $1, rowStep: $2, columnStep: $3) }

  /// How many rows of a picture it has.
  func rows(of height: Int) -> Int { (height - firstRow + rowStep - 1) / rowStep }
  /// How many columns of a picture it has.
  func columns(of width: Int) -> Int { (width - firstColumn + columnStep - 1) / columnStep }
}

/// The five kinds of pixel, by their number in the header (PNG specification, 3rd edition, 11.2.1).
enum PNGKind: UInt8 {
  case grey = 0
  case colour = 2
  case palette = 3
  case greyWithAlpha = 4
  case colourWithAlpha = 6

  /// The numbers that are stored of a pixel.
  var storedChannels: Int {
    switch self {
    case .grey, .palette: 1
    case .greyWithAlpha: 2
    case .colour: 3
    case .colourWithAlpha: 4
    }
  }

  /// The samples of a pixel of the picture, without alpha.
  var channels: Int { self == .grey || self == .greyWithAlpha ? 1 : 3 }
}
