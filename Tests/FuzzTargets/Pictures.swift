import Foundation
import ImageFormats
import Tensors
import TestSupport
import Workbench

/// Files of pictures.
enum Pictures {
  /// Pictures of more pixels aren't decoded.
  static let largest = 1 << 20

  /// The pictures of the fixtures and the samples with these endings.
  static func files(_ endings: [String]) throws -> [[UInt8]] {
    try [Repository.fixtures.appending(path: "pictures"), Repository.assets.appending(path: "images")]
      .flatMap { folder in
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      }
      .filter { endings.contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
      .map(Repository.bytes) + (endings.contains("ppm") ? written : [])
  }

  /// A small file of each kind of PNM.
  private static let written = [
    "P1\n# bits\n5 3\n01010\n10101\n11 0 11", "P2\n4 2 # size\n15\n0 1 2 3\n12 13 14 15",
    "P3\n2 2\n255\n0 1 2  3 4 5\n250 251 252  253 254 255", "P4\n# bits\n13 3\nabcdef",
    "P5\n3 3\n30000\n0a1b2c3d4e5f6g7h8i", "P6\n# colours\n4 1\n255\nabcdefghijkl",
  ].map { Array($0.utf8) }

  /// Decodes a file, which gives an error in words or samples in 0…1.
  static func decode(_ bytes: [UInt8]) {
    do throws(PictureError) {
      let picture = try Picture(decoding: bytes)
      require(picture.height * picture.width <= Picture.pixelLimit, "\(picture.samples.shape)")
      require(picture.samples.values.allSatisfy { (0...1).contains($0) }, "a sample beyond 0…1")
    } catch {
      requireHarmless(CommandError.picture(path: "picture", error).message)
    }
  }

  /// Decodes a PNG file whose chunks got their right checksums, which few changes leave.
  static func decodeMendedPNG(_ bytes: [UInt8]) {
    var mended = bytes
    var start = 8
    while start + 12 <= mended.count {
      let length = number(mended[start..<start + 4])
      let end = start + 8 + length
      guard end + 4 <= mended.count else { break }
      let checksum = StoredZip.checksum(Array(mended[start + 4..<end]))
      for index in 0..<4 { mended[end + index] = UInt8(truncatingIfNeeded: checksum >> (24 - 8 * index)) }
      start = end + 4
    }
    decode(mended)
  }

  /// The pixels that a file of any form declares; its first bytes tell the form, whichever it was made from.
  static func pixels(of bytes: [UInt8]) -> Int {
    switch bytes.first {
    case 0x89: pixels(ofPNG: bytes)
    case 0xFF: pixels(ofJPEG: bytes)
    case UInt8(ascii: "R"): pixels(ofWebP: bytes)
    default: 8 * bytes.count
    }
  }

  /// The pixels that the header of a PNG file declares.
  private static func pixels(ofPNG bytes: [UInt8]) -> Int {
    guard bytes.count >= 24 else { return 0 }
    let (pixels, overflow) = number(bytes[16..<20]).multipliedReportingOverflow(by: number(bytes[20..<24]))
    return overflow ? .max : pixels
  }

  /// The most pixels that a header in a JPEG file may declare: whatever stands behind what looks like its marker.
  private static func pixels(ofJPEG bytes: [UInt8]) -> Int {
    let places = bytes.indices.dropLast(8).filter {
      bytes[$0] == 0xFF && (0xC0...0xCF).contains(bytes[$0 + 1])
    }
    return places.map { number(bytes[$0 + 5..<$0 + 7]) * number(bytes[$0 + 7..<$0 + 9]) }.max() ?? 0
  }

  /// The pixels that the first chunk of a WebP file declares, in one of its three forms.
  private static func pixels(ofWebP bytes: [UInt8]) -> Int {
    guard bytes.count >= 30 else { return 0 }
    func integer(_ place: Int, _ count: Int) -> Int {
      number(ArraySlice(bytes[place..<place + count].reversed()))
    }
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8X": return (integer(24, 3) + 1) * (integer(27, 3) + 1)
    case "VP8L": return ((integer(21, 4) & 0x3FFF) + 1) * ((integer(21, 4) >> 14 & 0x3FFF) + 1)
    default: return (integer(26, 2) & 0x3FFF) * (integer(28, 2) & 0x3FFF)
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
