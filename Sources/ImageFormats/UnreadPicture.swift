/// A kind of picture that is known and not read.
public enum UnreadPicture: CaseIterable, Equatable, Sendable {
  /// AV1 Image File Format.
  case avif
  /// High Efficiency Image File Format, HEIC.
  case heic
  /// Graphics Interchange Format.
  case gif
  /// Windows bitmap.
  case bmp
  /// Tagged Image File Format; raw pictures of many cameras are written so too.
  case tiff
  /// JPEG XL.
  case jpegXL
  /// JPEG 2000.
  case jpeg2000
  /// Scalable Vector Graphics.
  case svg
  /// Portable Document Format.
  case pdf
  /// Adobe Photoshop's.
  case photoshop
  /// Windows icon.
  case icon
  /// OpenEXR.
  case openEXR
  /// Radiance HDR.
  case radiance
  /// Portable Arbitrary Map, `P7`.
  case pam
  /// Portable Float Map.
  case pfm
  /// A raw picture of a camera, where it is told from TIFF.
  case cameraRaw
  /// A web page, which servers send in place of a picture.
  case webPage
  /// A zip archive, as models of Keras 3 are.
  case archive
  /// An HDF5 file, as models of Keras 2 are.
  case hdf5
  /// The variant of PNG in iPhone applications, `CgBI`.
  case applePNG
  /// A WebP file of several frames.
  case animatedWebP
  /// JPEG without loss.
  case losslessJPEG
  /// JPEG in several sizes.
  case hierarchicalJPEG
  /// JPEG of 12 bits a sample.
  case deepJPEG
  /// JPEG of two components.
  case twoComponentJPEG

  /// Whether the kind is one of pictures, of which another program can make one that is read.
  public var isPicture: Bool {
    ![.webPage, .archive, .hdf5].contains(self)
  }

  /// The kind of a file that is no picture of a kind that is read, by its first bytes, of which `beginning` are enough;
  /// `nil` where it is not known.
  public init?(recognising bytes: [UInt8]) {
    let signature = Self.signatures.first { bytes.dropFirst($0.offset).starts(with: $0.bytes) }
    guard let kind = signature?.kind ?? Self.ofBrands(bytes) ?? Self.ofBitmap(bytes) ?? Self.ofText(bytes)
    else {
      return nil
    }
    self = kind
  }

  /// So many bytes tell what a file is.
  public static let beginning = 4_096

  /// What files of a kind begin with.
  private struct Signature {
    let kind: UnreadPicture
    let offset: Int
    let bytes: [UInt8]

    init(_ kind: UnreadPicture, _ text: String, at offset: Int = 0) {
      self.init(kind, Array(text.utf8), at: offset)
    }

    init(_ kind: UnreadPicture, _ bytes: [UInt8], at offset: Int = 0) {
      (self.kind, self.bytes, self.offset) = (kind, bytes, offset)
    }
  }

  /// Of several that fit the first counts.
  private static let signatures = [
    Signature(.gif, "GIF87a"), Signature(.gif, "GIF89a"), Signature(.cameraRaw, "CR", at: 8),
    Signature(.cameraRaw, "FUJIFILMCCD-RAW"), Signature(.cameraRaw, "IIRO"), Signature(.cameraRaw, "IIRS"),
    Signature(.cameraRaw, "IIU\0"), Signature(.tiff, "II*\0"), Signature(.tiff, "MM\0*"),
    Signature(.tiff, "II+\0"), Signature(.tiff, "MM\0+"), Signature(.jpegXL, [0xFF, 0x0A]),
    Signature(.jpegXL, Array("JXL \r".utf8), at: 4), Signature(.jpeg2000, Array("jP  \r".utf8), at: 4),
    Signature(.jpeg2000, [0xFF, 0x4F, 0xFF, 0x51]), Signature(.pdf, "%PDF-"), Signature(.photoshop, "8BPS"),
    Signature(.icon, [0, 0, 1, 0]), Signature(.openEXR, "v/1\u{1}"), Signature(.radiance, "#?RADIANCE"),
    Signature(.radiance, "#?RGBE"), Signature(.pam, "P7\n"), Signature(.pfm, "PF\n"), Signature(.pfm, "Pf\n"),
    Signature(.archive, "PK\u{3}\u{4}"), Signature(.hdf5, [0x89] + Array("HDF\r\n\u{1A}\n".utf8)),
  ]

  /// The kinds that are ISO base media: the brands of their first box say what is in them (ISO/IEC 14496-12, 4.3).
  private static func ofBrands(_ bytes: [UInt8]) -> UnreadPicture? {
    guard bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) else { return nil }
    let size = min(bytes.count, bytes[..<4].reduce(0) { $0 << 8 | Int($1) })
    let brands = stride(from: 8, through: size - 4, by: 4).map {
      String(decoding: bytes[$0..<$0 + 4], as: UTF8.self)
    }
    if brands.contains("avif") || brands.contains("avis") { return .avif }
    if brands.first == "crx " { return .cameraRaw }
    let isHEIC = brands.contains { ["hei", "hev", "mif", "msf"].contains($0.prefix(3)) }
    return isHEIC ? .heic : nil
  }

  /// A Windows bitmap: `BM` alone begins many texts, so the size of the header behind it counts too.
  private static func ofBitmap(_ bytes: [UInt8]) -> UnreadPicture? {
    let isBitmap =
      bytes.count >= 16 && bytes.starts(with: Array("BM".utf8)) && bytes[15] == 0
      && [12, 16, 40, 52, 56, 64, 108, 124].contains(bytes[14])
    return isBitmap ? .bmp : nil
  }

  /// The kinds that are text, whose first element comes behind white space, declarations and comments.
  private static func ofText(_ bytes: [UInt8]) -> UnreadPicture? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]  // of the order of bytes
    let start = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    let visible = start.prefix(beginning).drop { ASCII.isWhiteSpace($0) }
    guard visible.first == ASCII.lessThan else { return nil }
    let text = String(decoding: visible, as: UTF8.self).lowercased()
    let isPage = text.hasPrefix("<!doctype html") || text.hasPrefix("<html")
    if isPage { return .webPage }
    return text.contains("<svg") ? .svg : nil
  }
}
