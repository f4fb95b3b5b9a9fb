import ImageFormats
import Testing

@Suite("broken JPEG pictures")
struct JPEGErrorTests {
  /// The start of a file with a frame header of one component.
  private func frame(height: Int, width: Int) -> [UInt8] {
    let sides = [height >> 8, height & 255, width >> 8, width & 255].map { UInt8($0) }
    return [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8] + sides + [1, 1, 0x11, 0]
  }

  @Test("a header that promises more pixels than the limit is refused")
  func tooLarge() {
    expect(frame(height: 8_192, width: 8_193), .tooLarge(height: 8_192, width: 8_193, limit: 1 << 26))
  }

  @Test("a header that promises more than its file can hold is refused")
  func impossibleSize() {
    expect(
      frame(height: 8_000, width: 8_000), .impossibleSize(height: 8_000, width: 8_000, fileSize: 15))
  }

  @Test("a size of nothing, or beyond what the library reads, is refused with its offset")
  func outOfRange() {
    expect(frame(height: 0, width: 1), .outOfRange(.height, found: 0, allowed: 1...65_500, offset: 7))
    expect(
      frame(height: 1, width: 65_535), .outOfRange(.width, found: 65_535, allowed: 1...65_500, offset: 9))
  }

  @Test("a file without a frame header says so")
  func noFrame() {
    expect([0xFF, 0xD8, 0xFF], .headerEnds(in: .height, offset: 3))
    expect([0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8], .headerEnds(in: .height, offset: 7))
    expect([0xFF, 0xD8, 0xFF, 0xC0, 0, 3, 8], .headerEnds(in: .height, offset: 7))
    expect([0xFF, 0xD8, 0xFF, 0xDA, 0, 3, 8], .headerEnds(in: .height, offset: 4))
  }

  @Test("a file that ends in its pixels says so")
  func endsEarly() throws {
    let bytes = try PictureFixture.file("baseline_420_sampled.jpg")
    let prefix = Array(bytes.prefix(bytes.count * 3 / 4))
    expect(prefix, .endsEarly(.jpeg, size: prefix.count))
  }

  @Test("a kind that can't be decoded gives the library's words")
  func unsupported() throws {
    var bytes = try PictureFixture.file("baseline_grey.jpg")
    let place = try #require((2..<bytes.count).first { bytes[$0] == 0xC0 && bytes[$0 - 1] == 0xFF })
    bytes[place] = 0xC3
    expect(bytes, .damaged(.jpeg, reason: "Unsupported JPEG process: SOF type 0xc3", offset: nil))
  }

  @Test("every prefix and a thousand broken copies end in an error or a picture, in little memory")
  func brokenCopies() async {
    await expectErrorsOrPictures(of: "baseline_420_sampled.jpg")
    await expectErrorsOrPictures(of: "progressive_cmyk.jpg")
    await expectErrorsOrPictures(of: "orientation_6.jpg")
  }

  /// Expects an error of the bytes.
  private func expect(
    _ bytes: [UInt8], _ error: PictureError, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: error, sourceLocation: sourceLocation) { try Picture(decoding: bytes) }
  }
}
