internal import CPNG

/// Reads a PNG file through libpng, as it is stored: no gamma, no colour profile, nothing expanded.
struct PNGReader: ~Copyable {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let reader: OpaquePointer

  /// Begins to read bytes that stay where they are as long as the reader lives.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(PictureError) {
    self.bytes = bytes
    guard let address = bytes.baseAddress, let reader = cpng_open(address, bytes.count) else {
      throw .noMemory(.png)
    }
    self.reader = reader
  }

  deinit { cpng_close(reader) }

  /// Reads what stands before the rows, and checks that the picture is no larger than any that is read, and the file
  /// can hold it.
  func header(_ orientation: Orientation) throws(PictureError) -> PNGHeader {
    var found = cpng_header()
    try check(cpng_read_header(reader, &found))
    let (width, height) = (Int(found.width), Int(found.height))
    try Picture.check(height: height, width: width)
    _ = try PictureField.width.checked(width, in: 1...Picture.sideLimit, offset: 16)
    _ = try PictureField.height.checked(height, in: 1...Picture.sideLimit, offset: 20)
    guard let kind = PNGKind(rawValue: found.colour_type) else {
      throw .damaged(.png, reason: "colour type \(found.colour_type)", offset: offset)
    }
    guard height * found.row_size <= Self.largestExpansion * bytes.count else {
      throw .impossibleSize(height: height, width: width, fileSize: bytes.count)
    }
    return PNGHeader(
      width: width, height: height, bitDepth: Int(found.bit_depth), kind: kind, rowSize: found.row_size,
      isInterlaced: found.is_interlaced != 0, orientation: orientation)
  }

  /// The 256 entries of the palette, three bytes each; those that the file lacks are black.
  func palette() -> [UInt8] {
    var entries = [UInt8](repeating: 0, count: CPNG_PALETTE_SIZE)
    cpng_copy_palette(reader, &entries)
    return entries
  }

  /// Gets ready for the rows, behind the header.
  func beginRows() throws(PictureError) {
    try check(cpng_begin_rows(reader))
  }

  /// Reads the next row, as it is stored, which stays until the one after it is read.
  func nextRow(size: Int) throws(PictureError) -> UnsafeBufferPointer<UInt8> {
    var row: UnsafePointer<UInt8>?
    try check(cpng_next_row(reader, &row))
    return UnsafeBufferPointer(start: row, count: size)
  }

  private var offset: Int { cpng_offset(reader) }

  private func check(_ status: cpng_status) throws(PictureError) {
    switch status {
    case CPNG_OK: return
    case CPNG_ENDS: throw .endsEarly(.png, size: bytes.count)
    case CPNG_NO_MEMORY: throw .noMemory(.png)
    default: throw .damaged(.png, reason: String(cString: cpng_message(reader)), offset: offset)
    }
  }

  /// The most bytes that one byte of compressed data can become (zlib's technical details: 1032 to 1).
  private static let largestExpansion = 1_032
}
