internal import CPNG

/// What stands before the rows of a PNG picture.
struct PNGHeader {
  let width: Int
  let height: Int
  /// The bits of a sample, or of an index into the palette: 1, 2, 4, 8 or 16.
  let bitDepth: Int
  let kind: PNGKind
  /// The bytes of a row.
  let rowSize: Int
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

/// Reads a PNG file through libpng, as it is stored: no gamma, no colour profile, nothing expanded.
struct PNGReader: ~Copyable {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let reader: OpaquePointer

  /// Begins to read bytes that stay where they are as long as the reader lives.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(PictureError) {
    self.bytes = bytes
    guard let address = bytes.baseAddress, let reader = cpng_open(address, bytes.count) else {
      throw .damaged(.png, reason: "no memory to read it", offset: 0)
    }
    self.reader = reader
  }

  deinit { cpng_close(reader) }

  /// Reads what stands before the rows, and checks that the file can hold its picture.
  func header() throws(PictureError) -> PNGHeader {
    var found = cpng_header()
    try check(cpng_read_header(reader, &found))
    let (width, height) = (Int(found.width), Int(found.height))
    guard height * width <= Picture.pixelLimit else {
      throw .tooLarge(height: height, width: width, limit: Picture.pixelLimit)
    }
    guard let kind = PNGKind(rawValue: found.colour_type) else {
      throw .damaged(.png, reason: "colour type \(found.colour_type)", offset: offset)
    }
    guard height * found.row_size <= Self.largestExpansion * bytes.count else {
      throw .impossibleSize(height: height, width: width, fileSize: bytes.count)
    }
    return PNGHeader(
      width: width, height: height, bitDepth: Int(found.bit_depth), kind: kind, rowSize: found.row_size)
  }

  /// The 256 entries of the palette, three bytes each; those that the file lacks are black.
  func palette() -> [UInt8] {
    var entries = [UInt8](repeating: 0, count: CPNG_PALETTE_SIZE)
    cpng_copy_palette(reader, &entries)
    return entries
  }

  /// Reads the rows, one behind the other, as they are stored.
  func rows(_ header: PNGHeader) throws(PictureError) -> [UInt8] {
    var rows = [UInt8](repeating: 0, count: header.height * header.rowSize)
    try check(cpng_read_rows(reader, &rows))
    return rows
  }

  private var offset: Int { cpng_offset(reader) }

  private func check(_ status: cpng_status) throws(PictureError) {
    switch status {
    case CPNG_OK: return
    case CPNG_ENDS: throw .endsEarly(.png, size: bytes.count)
    default: throw .damaged(.png, reason: String(cString: cpng_message(reader)), offset: offset)
    }
  }

  /// The most bytes that one byte of compressed data can become (zlib's technical details: 1032 to 1).
  private static let largestExpansion = 1_032
}
