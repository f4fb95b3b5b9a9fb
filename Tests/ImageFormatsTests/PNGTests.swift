import ImageFormats
import Tensors
import TestSupport
import Testing

@Suite("PNG pictures")
struct PNGTests {
  @Test(
    "every kind, depth and order of rows has exactly the samples that another program reads",
    arguments: PictureFixture.names("png"))
  func everyKind(name: String) throws {
    let fixture = try PictureFixture(
      name + ".png", samples: name.replacing("_interlaced", with: ""))
    let picture = try Picture(decoding: fixture.bytes)
    #expect(picture.samples.shape == Shape(fixture.extents))
    #expect(picture.samples.values == fixture.samples)
  }

  @Test("all fifteen kinds and depths are among the fixtures, each with and without interlacing")
  func fixtures() {
    let depths = ["grey": [1, 2, 4, 8, 16], "rgb": [8, 16], "palette": [1, 2, 4, 8]]
      .merging(["grey_alpha": [8, 16], "rgb_alpha": [8, 16]]) { first, _ in first }
    let names = Set(PictureFixture.names("png"))
    for (kind, depths) in depths {
      for depth in depths {
        #expect(names.isSuperset(of: ["\(kind)_\(depth)", "\(kind)_\(depth)_interlaced"]))
      }
    }
  }

  @Test("an index that the palette lacks is black")
  func shortPalette() throws {
    let picture = try Picture(
      decoding: PNGFile.bytes(
        width: 2, height: 1, depth: 8, kind: 3, palette: [255, 51, 0], rows: [0, 0, 7]))
    #expect(picture.samples.values == [1, 0.2, 0, 0, 0, 0])
  }

  @Test("what follows the pixels is passed over")
  func trailingBytes() throws {
    let fixture = try PictureFixture("rgb_8.png", samples: "rgb_8")
    let picture = try Picture(decoding: fixture.bytes + file("P6 1 1 255\n"))
    #expect(picture.samples.values == fixture.samples)
    #expect(try Picture(decoding: Array(fixture.bytes.dropLast(12))) == picture)
  }
}

/// PNG files made by hand, their rows stored without compression.
enum PNGFile {
  /// A file whose rows, each behind the number of its filter, are given as bytes.
  static func bytes(
    width: Int, height: Int, depth: UInt8, kind: UInt8, palette: [UInt8] = [], rows: [UInt8]
  ) -> [UInt8] {
    let header = big(width) + big(height) + [depth, kind, 0, 0, 0]
    let colours = palette.isEmpty ? [] : chunk("PLTE", palette)
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header) + colours
      + chunk("IDAT", stored(rows)) + chunk("IEND", [])
  }

  /// A chunk with its checksum.
  static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let content = Array(name.utf8) + data
    return big(data.count) + content + big(Int(StoredZip.checksum(content)))
  }

  /// A zlib stream of fewer than 65,536 bytes as they are (RFC 1950 and 1951).
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let low = [UInt8(bytes.count & 0xFF), UInt8(bytes.count >> 8)]
    var (first, second) = (1, 0)
    for byte in bytes {
      first = (first + Int(byte)) % 65_521
      second = (second + first) % 65_521
    }
    return [0x78, 0x01, 0x01] + low + low.map { ~$0 } + bytes + big(second << 16 | first)
  }

  private static func big(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
