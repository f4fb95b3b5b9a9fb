/// What stands before the pixels of a JPEG picture (ITU-T T.81, annex B; Exif 2.3, 4.6).
struct JPEGHeader {
  let width: Int
  let height: Int
  /// The components of a pixel: 1 grey, 3 colour, 4 inks.
  let components: Int
  let orientation: Orientation

  /// Reads the markers up to the first scan, and checks that the file can hold its picture.
  ///
  /// Bytes between markers are passed over, as libjpeg does.
  init(_ bytes: [UInt8]) throws(PictureError) {
    var scanner = JPEGMarkers(bytes)
    var frame: JPEGFrame?
    var orientation: Orientation?
    while let segment = scanner.next() {
      if JPEGFrame.markers.contains(segment.marker), frame == nil {
        frame = try JPEGFrame(bytes, segment.content)
      } else if segment.marker == JPEGMarkers.exif, orientation == nil {
        orientation = Orientation(exif: bytes[segment.content])
      }
    }
    guard let frame else { throw .headerEnds(in: .height, offset: scanner.offset) }
    (width, height, components) = (frame.width, frame.height, frame.components)
    self.orientation = orientation ?? .upright
    try frame.check(fileSize: bytes.count)
  }
}

/// The frame header of a JPEG file: the size of the picture and how its components are sampled.
private struct JPEGFrame {
  let width: Int
  let height: Int
  let components: Int
  /// How many pixels share a sample of the finest component.
  let finestArea: Int

  /// The markers of frames: all SOF; not DHT, JPG and DAC, which lie between them.
  static let markers = Set<UInt8>(0xC0...0xCF).subtracting([0xC4, 0xC8, 0xCC])

  /// Reads precision, height, width, and of each component its sampling factors.
  init(_ bytes: [UInt8], _ content: Range<Int>) throws(PictureError) {
    let fixed = 6
    guard content.count >= fixed else { throw .headerEnds(in: .height, offset: content.upperBound) }
    let start = content.lowerBound
    height = try Self.side(.height, bytes, offset: start + 1)
    width = try Self.side(.width, bytes, offset: start + 3)
    components = Int(bytes[start + 5])
    let factors = stride(
      from: start + fixed + 1, to: min(content.upperBound, start + fixed + 3 * components), by: 3
    )
    .map { (Int(bytes[$0] >> 4), Int(bytes[$0] & 15)) }
    let most = (factors.map(\.0).max() ?? 1) * (factors.map(\.1).max() ?? 1)
    finestArea = factors.map { most / max(1, $0.0 * $0.1) }.min() ?? 1
  }

  /// Every block of 8 × 8 samples takes a bit at least.
  func check(fileSize: Int) throws(PictureError) {
    guard height * width <= Picture.pixelLimit else {
      throw .tooLarge(height: height, width: width, limit: Picture.pixelLimit)
    }
    guard height * width <= 8 * 64 * max(1, finestArea) * fileSize else {
      throw .impossibleSize(height: height, width: width, fileSize: fileSize)
    }
  }

  private static func side(
    _ field: PictureField, _ bytes: [UInt8], offset: Int
  ) throws(PictureError) -> Int {
    let found = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
    let allowed = 1...65_500  // JPEG_MAX_DIMENSION of libjpeg
    guard allowed.contains(found) else {
      throw .outOfRange(field, found: found, allowed: allowed, offset: offset)
    }
    return found
  }
}

/// The segments of a JPEG file up to its first scan.
struct JPEGMarkers {
  /// A marker and where its content stands.
  struct Segment {
    let marker: UInt8
    let content: Range<Int>
  }

  /// The marker APP1, whose content is Exif.
  static let exif: UInt8 = 0xE1

  private let bytes: [UInt8]
  /// How far the file was read.
  private(set) var offset = 2

  /// Starts behind the first marker.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a segment; `nil` at the first scan, or where the picture or the file ends.
  mutating func next() -> Segment? {
    while let marker = nextMarker() {
      switch marker {
      case 0x01, 0xD0...0xD8: continue  // alone, without a segment
      case 0xD9, 0xDA: return nil  // the end, the first scan
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
    return Segment(marker: marker, content: content)
  }
}
