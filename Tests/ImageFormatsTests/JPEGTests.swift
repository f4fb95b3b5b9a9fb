import ImageFormats
import Tensors
import Testing

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
