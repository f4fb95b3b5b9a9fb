import Tensors
import Testing

@testable import ImageFormats

@Suite("JPEG pictures")
struct JPEGTests {
  @Test(
    "every kind has exactly the samples that Pillow reads, turned upright",
    arguments: PictureFixture.names("jpg"))
  func everyKind(name: String) throws {
    let fixture = try PictureFixture(name + ".jpg", samples: name)
    let picture = try Picture(decoding: fixture.bytes)
    #expect(picture.samples.shape == Shape(fixture.extents))
    #expect(picture.samples.values == fixture.samples)
  }

  @Test("bytes between segments, and what follows the picture, are passed over")
  func strayBytes() throws {
    let fixture = try PictureFixture("baseline_grey.jpg", samples: "baseline_grey")
    let table = try #require(
      (2..<fixture.bytes.count).first { Array(fixture.bytes[$0..<$0 + 2]) == [0xFF, 0xDB] })
    var bytes = fixture.bytes + [1, 2, 3]
    bytes.insert(contentsOf: [0x11, 0x22, 0x33], at: table)
    #expect(try Picture(decoding: bytes).samples.values == fixture.samples)
  }

  @Test("bytes between many segments are passed over, and each of the others is copied once")
  func manyStrayBytes() throws {
    let fixture = try PictureFixture("baseline_grey.jpg", samples: "baseline_grey")
    let table = try #require(
      (2..<fixture.bytes.count).first { Array(fixture.bytes[$0..<$0 + 2]) == [0xFF, 0xDB] })
    let count = 1_000
    let strays = (0..<count).flatMap { _ in [0x11, 0xFF, 0xFE, 0, 2] as [UInt8] }
    let bytes = fixture.bytes[..<table] + strays + fixture.bytes[table...]
    let kept = try JPEGHeader(Array(bytes)).tidying.kept(of: bytes.count)
    #expect(kept.count == count + 1)
    #expect(zip(kept, kept.dropFirst()).allSatisfy { $0.upperBound + 1 == $1.lowerBound })
    #expect(kept.reduce(0) { $0 + $1.count } == bytes.count - count)
    #expect(try Picture(decoding: Array(bytes)).samples.values == fixture.samples)
  }

  @Test("bytes between the last scan and the end are passed over")
  func padding() throws {
    for name in ["baseline_420_sampled", "progressive_420_sampled"] {
      let fixture = try PictureFixture(name + ".jpg", samples: name)
      let bytes = fixture.bytes.dropLast(2) + [0, 0, 0, 0xFF, 0xD9]
      #expect(try Picture(decoding: Array(bytes)).samples.values == fixture.samples, "\(name)")
    }
  }

  @Test("where only the mark of the end is missing, or half of it, the picture is whole")
  func withoutEnd() throws {
    for name in ["baseline_420_sampled", "progressive_420_sampled", "progressive_grey", "baseline_cmyk"] {
      let fixture = try PictureFixture(name + ".jpg", samples: name)
      for missing in 1...2 {
        let bytes = Array(fixture.bytes.dropLast(missing))
        #expect(try Picture(decoding: bytes).samples.values == fixture.samples, "\(name)")
      }
    }
  }

  @Test("an unknown version of JFIF, and numbers of a scan without meaning, are passed over")
  func unknownVersion() throws {
    let fixture = try PictureFixture("baseline_422_sampled.jpg", samples: "baseline_422_sampled")
    var bytes = fixture.bytes
    let version =
      try #require(bytes.indices.first { Array(bytes[$0...].prefix(4)) == Array("JFIF".utf8) }) + 5
    let scan = try #require((2..<bytes.count).first { bytes[$0] == 0xDA && bytes[$0 - 1] == 0xFF })
    bytes[version] = 7
    (bytes[scan + 10], bytes[scan + 11]) = (1, 5)
    #expect(try Picture(decoding: bytes).samples.values == fixture.samples)
  }

  @Test("an unknown colour code of Adobe's is taken for luma and chroma, as libjpeg does")
  func unknownColours() throws {
    let fixture = try PictureFixture("ycck.jpg", samples: "ycck")
    var bytes = fixture.bytes
    let code = try #require(bytes.indices.first { Array(bytes[$0...].prefix(5)) == Array("Adobe".utf8) }) + 11
    #expect(bytes[code] == 2)
    bytes[code] = 9
    #expect(try Picture(decoding: bytes).samples.values == fixture.samples)
  }

  @Test("an orientation written in the other order of bytes, or cut short, is read or passed over")
  func exif() throws {
    let fixture = try PictureFixture("orientation_6.jpg", samples: "orientation_6")
    let upright = try Picture(decoding: fixture.bytes)
    let plain = Array(fixture.bytes[2...])
    let start: [UInt8] = [0xFF, 0xD8]
    let little = Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]
    let header: [UInt8] = [0xFF, 0xE1, 0, UInt8(little.count + 2)]
    #expect(try Picture(decoding: start + header + little + plain) == upright)
    for count in 0..<little.count - 3 {
      let cut = [0xFF, 0xE1, 0, UInt8(count + 2)] + little.prefix(count)
      let bytes = start + cut + plain
      let picture = try Picture(decoding: bytes)
      let expected = count < 6 ? [upright.height, upright.width] : [upright.width, upright.height]
      #expect([picture.height, picture.width] == expected || picture == upright, "\(count) bytes")
    }
  }
}
