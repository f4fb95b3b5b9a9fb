import Foundation
import ImageFormats
import Tensors
import TestSupport
import Testing

@Suite("broken PNG pictures")
struct PNGErrorTests {
  private static let pixels: [UInt8] = [0, 10, 20, 0, 30, 40]

  private func grey(width: Int = 2, height: Int = 2, rows: [UInt8] = pixels) -> [UInt8] {
    PNGFile.bytes(width: width, height: height, depth: 8, kind: 0, rows: rows)
  }

  @Test("a header that promises more pixels than the limit is refused")
  func tooLarge() {
    expect(grey(width: 8_193, height: 8_192), .tooLarge(height: 8_192, width: 8_193, limit: 1 << 26))
    let side = 2_147_483_647
    expect(grey(width: side, height: side), .tooLarge(height: side, width: side, limit: 1 << 26))
  }

  @Test("a side beyond what is read of JPEG is refused, however little its rows take")
  func longSides() throws {
    let most = 65_500
    let row = [UInt8](repeating: 0, count: 1 + most / 8 + 1)
    let longest = PNGFile.bytes(width: most, height: 1, depth: 1, kind: 0, rows: row)
    #expect(try Picture(decoding: longest).width == most)
    for side in [most + 1, Picture.pixelLimit] {
      expect(
        PNGFile.bytes(width: side, height: 1, depth: 1, kind: 0, rows: row),
        .outOfRange(.width, found: side, allowed: 1...most, offset: 16))
      expect(
        PNGFile.bytes(width: 1, height: side, depth: 1, kind: 0, rows: row),
        .outOfRange(.height, found: side, allowed: 1...most, offset: 20))
    }
  }

  @Test("a header that promises more than its file can hold is refused")
  func impossibleSize() {
    let bytes = grey(width: 512, height: 512)
    expect(bytes, .impossibleSize(height: 512, width: 512, fileSize: bytes.count))
  }

  @Test("a file that ends in its header or in its pixels says so")
  func endsEarly() {
    let bytes = grey()
    expect(Array(bytes.prefix(6)), .endsEarly(.png, size: 6))
    expect(Array(bytes.prefix(20)), .endsEarly(.png, size: 20))
    expect(Array(bytes.prefix(50)), .endsEarly(.png, size: 50))
  }

  @Test("a changed byte is found by its checksum, and the library's words are given")
  func checksum() {
    var bytes = grey()
    bytes[18] ^= 1
    expect(bytes, .damaged(.png, reason: "IHDR: CRC error", offset: 33))
    bytes = grey()
    bytes[50] ^= 1
    expect(bytes, .damaged(.png, reason: "IDAT: incorrect data check", offset: 58))
  }

  @Test("too few pixels are an error")
  func tooFewPixels() {
    expect(
      grey(rows: [0, 10, 20]), .damaged(.png, reason: "Not enough image data", offset: 67))
  }

  @Test("a size of nothing and an unknown kind are errors")
  func badHeader() {
    expect(grey(width: 0), .damaged(.png, reason: "Invalid IHDR data", offset: 33))
    let kind = PNGFile.bytes(width: 1, height: 1, depth: 8, kind: 5, rows: [0, 1])
    expect(kind, .damaged(.png, reason: "Invalid IHDR data", offset: 33))
    let palette = PNGFile.bytes(width: 1, height: 1, depth: 8, kind: 3, rows: [0, 1])
    expect(palette, .damaged(.png, reason: "IDAT: Missing PLTE before IDAT", offset: 41))
  }

  @Test("an iPhone's variant is named, and not called damaged")
  func appleVariant() {
    let plain = grey()
    let bytes = plain[..<8] + PNGFile.chunk("CgBI", [0x50, 0, 0x20, 2]) + plain[8...]
    expect(Array(bytes), .notRead(.applePNG))
  }

  @Test(
    "however many pixels a file has, interlaced or not, memory is taken for a few rows only",
    arguments: [false, true])
  func memory(isInterlaced: Bool) async {
    // Unpacked it has 34 MB, and its samples would take 50; the rest is for threads that the test may start.
    await #expect(processExitsWith: .success) { [isInterlaced = isInterlaced as Bool] in
      let bytes = PNGFile.black(side: 2_048, isInterlaced: isInterlaced)
      let target = try PictureTarget(Shape(2, 2, 3))
      MemoryLimit.set(additionalBytes: 64 << 20)
      #expect(try PictureFile(bytes).input(target) == Tensor(Shape(2, 2, 3)))
    }
  }

  @Test("a row for which there is no memory is an error")
  func noMemory() async {
    await #expect(processExitsWith: .success) {
      // A row takes 524,000 bytes.
      let bytes = PNGFile.bytes(
        width: 65_500, height: 1, depth: 16, kind: 6, rows: [UInt8](repeating: 0, count: 65_000))
      let file = try PictureFile(bytes)
      let target = try PictureTarget(Shape(1, 1, 1))
      var blocks: [UnsafeMutableRawPointer] = []
      let most = 1 << 13
      blocks.reserveCapacity(most)
      MemoryLimit.set(additionalBytes: 1 << 20)
      // What is left are gaps shorter than a block; a freed one, with those around it, is shorter than a row.
      while blocks.count < most, let block = malloc(1 << 16) { blocks.append(block) }
      free(blocks.removeLast())
      #expect(throws: PictureError.noMemory(.png)) { try file.input(target) }
      for block in blocks { free(block) }
    }
  }

  @Test("every prefix and a thousand broken copies end in an error or a picture, in little memory")
  func brokenCopies() async {
    await expectErrorsOrPictures(of: "palette_4_transparent_interlaced.png")
    await expectErrorsOrPictures(of: "rgb_8.png")
  }

  /// Expects an error of the bytes.
  private func expect(
    _ bytes: [UInt8], _ error: PictureError, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: error, sourceLocation: sourceLocation) { try Picture(decoding: bytes) }
  }
}
