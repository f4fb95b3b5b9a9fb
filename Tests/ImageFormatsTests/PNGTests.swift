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

  @Test("an orientation counts wherever its chunk stands, and not where its checksum differs")
  func orientation() throws {
    let fixture = try PictureFixture("exif_6.png", samples: "exif_6")
    let name = try #require(
      fixture.bytes.indices.first { Array(fixture.bytes[$0...].prefix(4)) == Array("eXIf".utf8) })
    let length = Int(fixture.bytes[name - 1])
    let chunk = name - 4..<name + 8 + length
    let plain = Array(fixture.bytes[..<chunk.lowerBound] + fixture.bytes[chunk.upperBound...])
    let late = plain.dropLast(12) + fixture.bytes[chunk] + plain.suffix(12)
    #expect(try Picture(decoding: Array(late)).samples.values == fixture.samples)
    var broken = fixture.bytes
    broken[chunk.upperBound - 1] ^= 1
    #expect(try Picture(decoding: broken) == Picture(decoding: plain))
  }

  @Test("a chunk that no pixel depends on may be damaged")
  func harmlessDamage() throws {
    let fixture = try PictureFixture("rgb_8_gamma.png", samples: "rgb_8_gamma")
    let gamma = try #require(
      fixture.bytes.indices.first { Array(fixture.bytes[$0...].prefix(4)) == Array("gAMA".utf8) })
    var bytes = fixture.bytes
    bytes[gamma + 8] ^= 1
    #expect(try Picture(decoding: bytes).samples.values == fixture.samples)
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

  /// A black square of 16-bit RGB with alpha whose side is a multiple of 8: every 258 bytes of its rows take 13 bits.
  static func black(side: Int, isInterlaced: Bool) -> [UInt8] {
    let header = big(side) + big(side) + [16, 6, 0, 0, isInterlaced ? 1 : 0]
    // Interlaced there are 1/8 + 1/8 + 1/8 + 1/4 + 1/4 + 1/2 + 1/2 as many rows, all with the number of a filter.
    let rows = isInterlaced ? side * 15 / 8 : side
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
      + chunk("IDAT", zeros(8 * side * side + rows)) + chunk("IEND", [])
  }

  /// A zlib stream of so many zeros, at least one, in fixed Huffman codes (RFC 1951, 3.2.6): one as a literal, then
  /// runs of 258 at distance 1, then the rest as literals.
  private static func zeros(_ count: Int) -> [UInt8] {
    let (runs, rest) = (count - 1).quotientAndRemainder(dividingBy: 258)
    let block = [1, 1, 0]
    let literal = [0, 0, 1, 1, 0, 0, 0, 0]
    let run = [1, 1, 0, 0, 0, 1, 0, 1] + [0, 0, 0, 0, 0]
    let end = [0, 0, 0, 0, 0, 0, 0]
    var bits = block + literal
    for _ in 0..<runs { bits += run }
    for _ in 0..<rest { bits += literal }
    bits += end
    let bytes = stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<min(bits.count, start + 8)].reversed().reduce(UInt8(0)) { $0 << 1 | UInt8($1) }
    }
    return [0x78, 0x01] + bytes + big((count % 65_521) << 16 | 1)
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
