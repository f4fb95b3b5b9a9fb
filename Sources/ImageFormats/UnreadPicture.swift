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
    guard
      let kind = Self.ofSignature(bytes) ?? Self.ofBrands(bytes) ?? Self.ofBitmap(bytes) ?? Self.ofText(bytes)
    else { return nil }
    self = kind
  }

  /// So many bytes tell what a file is.
  public static let beginning = 4_096

  /// What files of a kind have at an offset, a byte a character; of several that fit the first counts.
  private static let signatures: [(kind: UnreadPicture, offset: Int, text: String)] = [
    (.gif, 0, "GIF87a"), (.gif, 0, "GIF89a"), (.cameraRaw, 8, "CR"), (.cameraRaw, 0, "FUJIFILMCCD-RAW"),
    (.cameraRaw, 0, "IIRO"), (.cameraRaw, 0, "IIRS"), (.cameraRaw, 0, "IIU\0"), (.tiff, 0, "II*\0"),
    (.tiff, 0, "MM\0*"), (.tiff, 0, "II+\0"), (.tiff, 0, "MM\0+"), (.jpegXL, 0, "\u{FF}\n"),
    (.jpegXL, 4, "JXL \r"), (.jpeg2000, 4, "jP  \r"), (.jpeg2000, 0, "\u{FF}O\u{FF}Q"), (.pdf, 0, "%PDF-"),
    (.photoshop, 0, "8BPS"), (.icon, 0, "\0\0\u{1}\0"), (.openEXR, 0, "v/1\u{1}"),
    (.radiance, 0, "#?RADIANCE"), (.radiance, 0, "#?RGBE"), (.pam, 0, "P7\n"), (.pfm, 0, "PF\n"),
    (.pfm, 0, "Pf\n"), (.archive, 0, "PK\u{3}\u{4}"), (.hdf5, 0, "\u{89}HDF\r\n\u{1A}\n"),
  ]

  private static func ofSignature(_ bytes: [UInt8]) -> UnreadPicture? {
    signatures.first { signature in
      bytes.dropFirst(signature.offset).lazy.map { Unicode.Scalar($0) }.starts(
        with: signature.text.unicodeScalars)
    }?.kind
  }

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
    let visible = start.prefix(beginning).drop { $0.isWhiteSpace }
    guard visible.first == UInt8(ascii: "<") else { return nil }
    let text = String(decoding: visible, as: UTF8.self).lowercased()
    if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") { return .webPage }
    return text.contains("<svg") ? .svg : nil
  }
}
