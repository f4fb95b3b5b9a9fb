internal import CJPEG

/// The frame header of a JPEG file: the size of the picture, and how its components are coded and sampled.
struct JPEGFrame {
  let width: Int
  let height: Int
  let components: Int
  /// How the file is coded, as its marker says.
  let process: UInt8
  /// How many pixels share a sample of the finest component.
  private let finestArea: Int

  /// The markers of frames: all SOF; not DHT, JPG and DAC, which lie between them.
  static let markers = Set<UInt8>(0xC0...0xCF).subtracting([0xC4, 0xC8, 0xCC])
  /// Lossless processes, which hold no coefficients.
  private static let lossless: Set<UInt8> = [0xC3, 0xCB]
  /// Processes of which several frames make one picture.
  private static let hierarchical: Set<UInt8> = [0xC5, 0xC6, 0xC7, 0xCD, 0xCE, 0xCF]

  /// Reads precision, height, width, and of each component its sampling factors.
  init(_ bytes: [UInt8], _ segment: JPEGMarkers.Segment) throws(PictureError) {
    let content = segment.content
    let fixed = 6
    guard content.count >= fixed else { throw .headerEnds(in: .height, offset: content.upperBound) }
    let start = content.lowerBound
    process = segment.marker
    components = Int(bytes[start + 5])
    try Self.checkKind(process, bits: bytes[start], components: components)
    height = try Self.side(.height, bytes, offset: start + 1)
    width = try Self.side(.width, bytes, offset: start + 3)
    let end = min(content.upperBound, start + fixed + 3 * components)
    let factors = stride(from: start + fixed + 1, to: end, by: 3).map {
      (Int(bytes[$0] >> 4), Int(bytes[$0] & 15))
    }
    let most = (factors.map(\.0).max() ?? 1) * (factors.map(\.1).max() ?? 1)
    finestArea = factors.map { most / max(1, $0.0 * $0.1) }.min() ?? 1
  }

  /// Whether later scans refine earlier ones.
  var isProgressive: Bool { process == 0xC2 || process == 0xCA }
  /// Whether bits are written by arithmetic, of which one may stand for many blocks.
  var isArithmetic: Bool { process >= 0xC8 }

  /// The most scans that are read: 2³⁰ pixels' worth, up to `CJPEG_SCAN_LIMIT`.
  ///
  /// Each scan costs a walk over all blocks, however few bytes it takes. Usual files of one picture have 1, 3 or 10.
  var scanLimit: Int { min(CJPEG_SCAN_LIMIT, (1 << 30) / (height * width)) }

  /// Whether a file of a size can hold the picture: every block of 8 × 8 samples takes a bit at least.
  func check(fileSize: Int) throws(PictureError) {
    try Picture.check(height: height, width: width)
    guard isArithmetic || height * width <= 8 * 64 * max(1, finestArea) * fileSize else {
      throw .impossibleSize(height: height, width: width, fileSize: fileSize)
    }
  }

  /// Refuses what libjpeg-turbo can't decode, by name.
  private static func checkKind(_ process: UInt8, bits: UInt8, components: Int) throws(PictureError) {
    if lossless.contains(process) { throw .notRead(.losslessJPEG) }
    if hierarchical.contains(process) { throw .notRead(.hierarchicalJPEG) }
    if bits == 12 { throw .notRead(.deepJPEG) }
    if components == 2 { throw .notRead(.twoComponentJPEG) }
  }

  private static func side(
    _ field: PictureField, _ bytes: [UInt8], offset: Int
  ) throws(PictureError) -> Int {
    let found = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
    return try field.checked(found, in: 1...Picture.sideLimit, offset: offset)
  }
}
