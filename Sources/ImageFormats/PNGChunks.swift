/// The chunks of a PNG file, as far as they are read here and not by libpng (PNG specification, 3rd edition, 5.3).
struct PNGChunks {
  /// Whether the file is of the variant that Apple's tools make for iPhones, whose first chunk is `CgBI`: its
  /// pixels are packed otherwise, with blue first and multiplied by alpha, and no PNG decoder reads them.
  let isAppleVariant: Bool
  /// The orientation that the first chunk of Exif gives, wherever it stands; `nil` where none gives any, or its
  /// checksum differs.
  let orientation: Orientation?

  /// Goes through the chunks of a file, up to the last whole one.
  init(_ bytes: [UInt8]) {
    let name = { (start: Int) in String(decoding: bytes[start + 4..<start + 8], as: UTF8.self) }
    var offset = 8
    isAppleVariant = bytes.count >= offset + 8 && name(offset) == "CgBI"
    var exif: Orientation?
    while offset + 12 <= bytes.count, exif == nil {
      let length = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      guard offset + 12 + length <= bytes.count, name(offset) != "IEND" else { break }
      if name(offset) == "eXIf", Self.isIntact(bytes[offset + 4..<offset + 12 + length]) {
        exif = Orientation(exif: bytes[offset + 8..<offset + 8 + length])
        break
      }
      offset += 12 + length
    }
    orientation = exif
  }

  /// Whether the checksum behind a name and its data is theirs (PNG specification, 3rd edition, 5.5 and annex D).
  private static func isIntact(_ chunk: ArraySlice<UInt8>) -> Bool {
    let sum = chunk.dropLast(4).reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
    }
    return ~sum == chunk.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }
}
