import ImageFormats
import Tensors
import TestSupport
import Testing

@Suite("WebP pictures")
struct WebPTests {
  @Test(
    "every kind has exactly the samples that Pillow reads, turned upright",
    arguments: PictureFixture.names("webp"))
  func everyKind(name: String) throws {
    let fixture = try PictureFixture(name + ".webp", samples: name)
    let picture = try Picture(decoding: fixture.bytes)
    #expect(picture.samples.shape == Shape(fixture.extents))
    #expect(picture.samples.values == fixture.samples)
  }

  @Test("lossy and lossless files, with and without transparency, are among the fixtures")
  func fixtures() {
    let kinds = ["lossy", "lossy_alpha", "lossless", "lossless_alpha", "orientation_6"].map { $0 + "_webp" }
    #expect(Set(PictureFixture.names("webp")).isSuperset(of: kinds))
  }

  @Test("what follows the picture is passed over")
  func trailingBytes() throws {
    let fixture = try PictureFixture("lossy_webp.webp", samples: "lossy_webp")
    #expect(try Picture(decoding: fixture.bytes + [1, 2, 3]).samples.values == fixture.samples)
  }

  @Test("an animation is named, and not read")
  func animation() {
    // The header of an extended file with the bit of animation, of one pixel (RFC 9649, 2.7).
    let extended: [UInt8] = [0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    expect(webP([("VP8X", extended), ("ANIM", [0, 0, 0, 0, 0, 0])]), .notRead(.animatedWebP))
  }

  @Test("a file that is shorter than it says is incomplete, wherever it ends")
  func endsEarly() throws {
    for name in ["lossy_webp.webp", "lossless_webp.webp", "orientation_6_webp.webp"] {
      let bytes = try PictureFixture.file(name)
      for count in [12, 20, 40, bytes.count - 1] {
        expect(Array(bytes.prefix(count)), .endsEarly(.webp, size: count))
      }
    }
  }

  @Test("a header that promises more pixels than the limit is refused")
  func tooLarge() {
    // Fourteen bits each of width − 1 and height − 1 behind the mark of lossless files (RFC 9649, 3.4).
    let sides = UInt32(16_383) | 16_383 << 14
    let bits = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: sides >> $0) }
    expect(
      webP([("VP8L", [0x2F] + bits + [0, 0, 0, 0, 0])]),
      .tooLarge(height: 16_384, width: 16_384, limit: 1 << 26))
  }

  @Test("bits that contradict each other are damage")
  func damaged() throws {
    var bytes = try PictureFixture.file("lossless_webp.webp")
    for place in 40..<200 { bytes[place] ^= 0xFF }
    expect(bytes, .damaged(.webp, reason: "its bits contradict each other", offset: nil))
  }

  @Test("no header, however large its numbers, makes the decoder take memory for pixels")
  func memory() async {
    await #expect(processExitsWith: .success) {
      let sides = UInt32(8_191) | 8_191 << 14
      let bits = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: sides >> $0) }
      let bytes = webP([("VP8L", [0x2F] + bits + [UInt8](repeating: 0xFF, count: 60))])
      let target = try PictureTarget(Shape(1, 1, 3))
      MemoryLimit.set(additionalBytes: 32 << 20)
      #expect(throws: PictureError.noMemory(.webp)) { try PictureFile(bytes).input(target) }
    }
  }

  @Test("every prefix and a thousand broken copies end in an error or a picture, in little memory")
  func brokenCopies() async {
    await expectErrorsOrPictures(of: "lossy_alpha_webp.webp")
    await expectErrorsOrPictures(of: "lossless_few_colours_webp.webp")
    await expectErrorsOrPictures(of: "orientation_8_webp.webp")
  }

  private func expect(
    _ bytes: [UInt8], _ error: PictureError, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: error, sourceLocation: sourceLocation) { try PictureFile(bytes).input(onePixel) }
  }

  /// An input of one pixel.
  private var onePixel: PictureTarget {
    get throws { try PictureTarget(Shape(1, 1, 3)) }
  }
}

/// A WebP file of chunks, each of an even number of bytes.
private func webP(_ chunks: [(name: String, content: [UInt8])]) -> [UInt8] {
  let little = { (count: Int) in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: count >> $0) } }
  let body = chunks.flatMap { Array($0.name.utf8) + little($0.content.count) + $0.content }
  return Array("RIFF".utf8) + little(4 + body.count) + Array("WEBP".utf8) + body
}
