internal import CWebP

extension Picture {
  /// Whether bytes begin like a WebP file.
  static func isWebP(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 12 && bytes.starts(with: Array("RIFF".utf8)) && bytes[8..<12].elementsEqual("WEBP".utf8)
  }
}

/// What stands before the pixels of a WebP picture (RFC 9649, 2).
struct WebPHeader: Sendable {
  let width: Int
  let height: Int
  let orientation: Orientation

  /// Reads the header of a file, and checks that the file is as long as it says, and its picture no larger than any
  /// that is read.
  ///
  /// Nothing else is known from the size of a file: a few bytes may hold a large area of one colour.
  init(_ bytes: [UInt8]) throws(PictureError) {
    let chunks = RIFFChunks(bytes)
    guard chunks.end <= bytes.count else { throw .endsEarly(.webp, size: bytes.count) }
    var found = cwebp_header()
    try Self.check(cwebp_read_header(bytes, bytes.count, &found), size: bytes.count)
    (width, height) = (Int(found.width), Int(found.height))
    guard found.is_animated == 0 else { throw .notRead(.animatedWebP) }
    try Picture.check(height: height, width: width)
    orientation = chunks.content(of: "EXIF").flatMap { Orientation(exif: bytes[$0]) } ?? .upright
  }

  private static func check(_ status: cwebp_status, size: Int) throws(PictureError) {
    switch status {
    case CWEBP_OK: return
    case CWEBP_ENDS: throw .endsEarly(.webp, size: size)
    case CWEBP_NO_MEMORY: throw .noMemory(.webp)
    case CWEBP_UNSUPPORTED: throw .damaged(.webp, reason: "of no known version", offset: nil)
    default: throw .damaged(.webp, reason: "its bits contradict each other", offset: nil)
    }
  }
}

extension WebPHeader: StoredPicture {
  var channels: Int { 3 }
  var largest: Int { 255 }

  /// Hands on red, green and blue, lossy or lossless; transparency is passed over.
  func unpack(_ bytes: [UInt8], _ receive: PixelReceiver) throws(PictureError) {
    var samples: UnsafeMutablePointer<UInt8>?
    defer { cwebp_release(samples) }
    let status = cwebp_decode(bytes, bytes.count, Int32(height), Int32(width), &samples)
    try Self.check(status, size: bytes.count)
    let unpacked = UnsafeBufferPointer(start: samples, count: height * width * channels)
    try sendRows(to: receive) { pixel, channel in UInt16(unpacked[pixel * channels + channel]) }
  }
}

/// The chunks of a RIFF file (RFC 9649, 2.2 to 2.4): names, sizes with the low byte first, contents padded to even.
private struct RIFFChunks {
  private let bytes: [UInt8]
  /// Where the file ends, as its header says.
  let end: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = 8 + Self.number(bytes[4..<8])
  }

  /// Where the content of the first chunk of a name stands; `nil` where there is none.
  func content(of name: String) -> Range<Int>? {
    var offset = 12
    while offset + 8 <= min(end, bytes.count) {
      let content = offset + 8..<offset + 8 + Self.number(bytes[offset + 4..<offset + 8])
      guard content.upperBound <= min(end, bytes.count) else { return nil }
      if bytes[offset..<offset + 4].elementsEqual(name.utf8) { return content }
      offset = content.upperBound + content.count % 2
    }
    return nil
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
