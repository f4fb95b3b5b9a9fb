import ImageFormats
import Testing

@Suite("pictures of kinds that are known and not read")
struct UnreadPictureTests {
  @Test("each is known by its first bytes", arguments: beginnings)
  func named(kind: UnreadPicture, beginning: [UInt8]) {
    let bytes = beginning + [UInt8](repeating: 0, count: 40)
    #expect(throws: PictureError.notRead(kind)) { try PictureFile(bytes) }
    #expect(!Picture.isRecognised(beginning: bytes))
  }

  @Test("all kinds that have a beginning of their own are tried")
  func allTried() {
    let variants: [UnreadPicture] = [
      .applePNG, .animatedWebP, .losslessJPEG, .hierarchicalJPEG, .deepJPEG, .twoComponentJPEG,
    ]
    let tried = Self.beginnings.map(\.0) + variants
    #expect(UnreadPicture.allCases.allSatisfy { tried.contains($0) })
  }

  @Test(
    "what only begins alike is no picture at all",
    arguments: [
      "BMW makes cars and no bitmaps", "II* was a king of the second line", "<notes>none</notes>",
      "GIF is pronounced", "P7 is a pawn's place", "\0\0\0\u{18}ftypisom\0\0\0\0isommp42",
    ])
  func others(text: String) {
    let bytes = Array(text.utf8)
    #expect(throws: PictureError.notAPicture(firstBytes: Array(bytes.prefix(8)))) { try PictureFile(bytes) }
  }

  @Test("every beginning of such a file, however short, is an error")
  func prefixes() {
    for (_, beginning) in Self.beginnings {
      for count in 0...beginning.count {
        #expect(throws: PictureError.self) { try PictureFile(Array(beginning.prefix(count))) }
      }
    }
  }

  static let beginnings: [(UnreadPicture, [UInt8])] =
    [
      (.avif, box("avif", ["mif1", "miaf"])), (.avif, box("mif1", ["avif"])), (.heic, box("heic", ["mif1"])),
      (.heic, box("mif1", ["heic"])), (.heic, box("hevc", [])), (.cameraRaw, box("crx ", ["isom"])),
      (.icon, [0, 0, 1, 0, 1, 0]), (.openEXR, [0x76, 0x2F, 0x31, 0x01, 2, 0, 0, 0]), (.jpegXL, [0xFF, 0x0A]),
      (.jpeg2000, [0xFF, 0x4F, 0xFF, 0x51, 0]), (.bmp, bitmap(40)), (.bmp, bitmap(124)), (.bmp, bitmap(12)),
      (.archive, Array("PK\u{3}\u{4}\u{14}\0".utf8)), (.hdf5, [0x89] + Array("HDF\r\n\u{1A}\n\0".utf8)),
      (.svg, [0xEF, 0xBB, 0xBF] + Array("<svg xmlns=''/>".utf8)),
    ]
    + texts.map { ($0, Array($1.utf8)) }

  private static let texts: [(UnreadPicture, String)] = [
    (.gif, "GIF87a"), (.gif, "GIF89a"), (.tiff, "II*\0\u{8}\0\0\0"), (.tiff, "MM\0*\0\0\0\u{8}"),
    (.tiff, "II+\0\u{8}"), (.cameraRaw, "II*\0\u{10}\0\0\0CR\u{2}\0"), (.cameraRaw, "FUJIFILMCCD-RAW 0201"),
    (.cameraRaw, "IIRO\u{8}"), (.cameraRaw, "IIU\0\u{18}"), (.jpegXL, "\0\0\0\u{C}JXL \r\n"),
    (.jpeg2000, "\0\0\0\u{C}jP  \r\n"), (.pdf, "%PDF-1.7\n"), (.photoshop, "8BPS\0\u{1}"),
    (.radiance, "#?RADIANCE\n"), (.radiance, "#?RGBE\n"), (.pam, "P7\nWIDTH 1\n"), (.pfm, "PF\n1 1\n-1.0\n"),
    (.pfm, "Pf\n1 1\n-1.0\n"), (.svg, "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    (.svg, "<?xml version='1.0'?>\n<!-- a drawing -->\n<svg/>"), (.webPage, "<!DOCTYPE html>\n<html>"),
    (.webPage, "\n\n<HTML lang='en'>"),
  ]

  /// The first box of a file of ISO base media, with its brands.
  private static func box(_ major: String, _ compatible: [String]) -> [UInt8] {
    let brands = major + "\0\0\0\0" + compatible.joined()
    return [0, 0, 0, UInt8(8 + brands.utf8.count)] + Array("ftyp".utf8) + Array(brands.utf8)
  }

  /// The start of a Windows bitmap with a header of some size.
  private static func bitmap(_ size: UInt8) -> [UInt8] {
    Array("BM".utf8) + [138, 0, 0, 0, 0, 0, 0, 0, 26, 0, 0, 0, size, 0, 0, 0]
  }
}
