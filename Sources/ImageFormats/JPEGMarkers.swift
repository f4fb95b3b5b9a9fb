/// The segments of a JPEG file, up to the end of its picture (ITU-T T.81, B.1).
struct JPEGMarkers {
  /// A marker and where its content stands.
  struct Segment {
    let marker: UInt8
    /// Where the marker begins.
    let start: Int
    let content: Range<Int>
  }

  /// The marker APP0, whose content is JFIF.
  static let jfif: UInt8 = 0xE0
  /// The marker APP1, whose content is Exif.
  static let exif: UInt8 = 0xE1
  /// The marker APP14, whose content is Adobe's.
  static let adobe: UInt8 = 0xEE
  /// The marker SOS, behind whose segment a scan stands.
  static let scan: UInt8 = 0xDA
  private static let end: UInt8 = 0xD9

  private let bytes: [UInt8]
  /// How far the file was read.
  private(set) var offset = 2

  /// Starts behind the first marker.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a segment; `nil` where the picture or the file ends.
  ///
  /// Bytes between segments, those of scans among them, are passed over, as libjpeg does.
  mutating func next() -> Segment? {
    while let marker = nextMarker() {
      switch marker {
      case 0x01, 0xD0...0xD8: continue  // alone, without a segment
      case Self.end: return nil
      default: return segment(marker)
      }
    }
    return nil
  }

  /// Goes to the next byte that follows 0xFF and is neither 0 nor 0xFF.
  private mutating func nextMarker() -> UInt8? {
    var isBehindPrefix = false
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if isBehindPrefix, byte != 0, byte != 0xFF { return byte }
      isBehindPrefix = byte == 0xFF
    }
    return nil
  }

  private mutating func segment(_ marker: UInt8) -> Segment? {
    let start = offset - 2
    guard offset + 2 <= bytes.count else {
      offset = bytes.count
      return nil
    }
    let length = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
    let content = offset + 2..<max(offset + 2, offset + length)
    guard content.upperBound <= bytes.count else {
      offset = bytes.count
      return nil
    }
    offset = content.upperBound
    return Segment(marker: marker, start: start, content: content)
  }
}
