import ImageFormats
import Tensors
import TestSupport
import Testing

@Suite("broken PNM pictures")
struct PNMErrorTests {
  @Test(
    "a file that begins like no picture gives its first bytes",
    arguments: [
      "", "P", "P6", "P0 1 1", "P8\nWIDTH 1", "p6 1 1 255\n", "P61 1 255\n", "\u{89}PNG\r\n\u{1A}\n…",
    ])
  func notAPicture(text: String) {
    #expect(throws: PictureError.notAPicture(firstBytes: Array(text.utf8.prefix(8)))) {
      try Picture(decoding: file(text))
    }
  }

  @Test("a header that ends early names the number that is missing")
  func headerEnds() {
    expect(file("P6 "), .headerEnds(in: .width, offset: 3))
    expect(file("P6 12"), .headerEnds(in: .width, offset: 5))
    expect(file("P6 12 # height"), .headerEnds(in: .height, offset: 14))
    expect(file("P6 1 1\n"), .headerEnds(in: .maximum, offset: 7))
    expect(file("P6 1 1\n255"), .headerEnds(in: .maximum, offset: 10))
    expect(file("P4 8 1"), .headerEnds(in: .height, offset: 6))
  }

  @Test("a byte that is no digit is given with its offset")
  func unexpectedByte() {
    expect(file("P6 -1 1 255\n"), .unexpectedByte(0x2D, in: .width, offset: 3))
    expect(file("P6 1 1x 255\n"), .unexpectedByte(0x78, in: .height, offset: 6))
    expect(file("P6 1 1 0.5\n"), .unexpectedByte(0x2E, in: .maximum, offset: 8))
    expect(file("P2 2 1 9\n1 #\n-2"), .unexpectedByte(0x2D, in: .sample, offset: 13))
    expect(file("P1 2 1\n02\n"), .unexpectedByte(0x32, in: .sample, offset: 8))
  }

  @Test("a number of the header outside its range is refused")
  func outOfRange() {
    let side = 1...Int(Int32.max)
    expect(file("P6 0 1 255\n"), .outOfRange(.width, found: 0, allowed: side, offset: 3))
    expect(file("P6 1 0 255\n"), .outOfRange(.height, found: 0, allowed: side, offset: 5))
    expect(file("P6 1 1 0\n"), .outOfRange(.maximum, found: 0, allowed: 1...65_535, offset: 7))
    expect(file("P6 1 1 65536\n"), .outOfRange(.maximum, found: 65_536, allowed: 1...65_535, offset: 7))
    expect(
      file("P5 1 99999999999999999999999 255\n"),
      .outOfRange(.height, found: 1_000_000_000_000_000, allowed: side, offset: 5))
  }

  @Test("a header that promises more pixels than the limit is refused")
  func tooLarge() {
    expect(file("P4 8193 8192\n"), .tooLarge(height: 8_192, width: 8_193, limit: 1 << 26))
    expect(
      file("P6 2147483647 2147483647 255\n"),
      .tooLarge(height: 2_147_483_647, width: 2_147_483_647, limit: 1 << 26))
  }

  @Test("a raster that ends early tells expected and found")
  func truncated() {
    expect(file("P6 2 2 255\n", [1, 2, 3]), .truncated(.bytes, expected: 12, found: 3, offset: 11))
    expect(file("P5 2 2 256\n", [1, 2, 3]), .truncated(.bytes, expected: 8, found: 3, offset: 11))
    expect(file("P4 9 2\n", [1, 2, 3]), .truncated(.bytes, expected: 4, found: 3, offset: 7))
    expect(file("P1 3 1\n01"), .truncated(.bytes, expected: 3, found: 2, offset: 7))
    expect(file("P1 3 1\n0 1 "), .truncated(.samples, expected: 3, found: 2, offset: 7))
    expect(file("P2 2 2 9\n1 2 3 "), .truncated(.bytes, expected: 7, found: 6, offset: 9))
    expect(file("P3 1 1 9\n1  2  "), .truncated(.samples, expected: 3, found: 2, offset: 9))
    expect(file("P6 8192 8192 255\n"), .truncated(.bytes, expected: 3 << 26, found: 0, offset: 17))
  }

  @Test("a sample above maxval is refused with its offset")
  func sampleTooLarge() {
    expect(file("P5 2 1 9\n", [9, 10]), .sampleTooLarge(found: 10, maximum: 9, offset: 10))
    expect(file("P5 1 1 256\n", [1, 1]), .sampleTooLarge(found: 257, maximum: 256, offset: 11))
    expect(file("P3 1 1 9 1 10 2"), .sampleTooLarge(found: 10, maximum: 9, offset: 11))
  }

  @Test("every prefix of a small file is an error or a picture", arguments: samples)
  func prefixes(sample: [UInt8]) throws {
    let whole = try Picture(decoding: sample)
    for length in 0..<sample.count {
      let prefix = Array(sample.prefix(length))
      guard let picture = decoded(prefix) else { continue }
      #expect(picture.samples.shape == whole.samples.shape, "of \(length) bytes")
    }
    #expect(decoded(Array(sample.dropLast(4))) == nil)
  }

  @Test(
    "a thousand corruptions of a small file are errors or pictures that the bytes can hold",
    arguments: samples)
  func corruptions(sample: [UInt8]) {
    var corruption = Corruption(seed: 2_024)
    for _ in 0..<1_000 {
      let bytes = corruption.corrupted(sample)
      guard let picture = decoded(bytes) else { continue }
      #expect(picture.samples.shape.count <= 8 * bytes.count)
      #expect(picture.samples.values.allSatisfy { (0...1).contains($0) })
    }
  }

  @Test("no header, however large its numbers, makes the decoder take memory")
  func memory() async {
    await #expect(processExitsWith: .success) {
      MemoryLimit.set(additionalBytes: 64 << 20)
      for kind in 1...6 {
        for sides in ["8192 8192", "67108864 1", "1 67108864", "2147483647 2147483647"] {
          _ = try? Picture(decoding: file("P\(kind) \(sides) 65535\n", [0x30, 0x20, 0x31, 0x20]))
        }
      }
    }
  }

  @Test("the memory limit of these tests holds")
  func memoryLimit() async {
    await #expect(processExitsWith: .failure) {
      MemoryLimit.set(additionalBytes: 64 << 20)
      _ = Picture(samples: Tensor(Shape(8_192, 8_192, 1), repeating: 1))
    }
  }

  /// A small file of each kind, none with spare bytes at its end.
  static let samples: [[UInt8]] = [
    file("P1\n# bits\n5 3\n01010\n10101\n11 0 11"),
    file("P2\n4 2 # size\n15\n0 1 2 3\n12 13 14 15"),
    file("P3\n2 2\n255\n0 1 2  3 4 5\n250 251 252  253 254 255"),
    file("P4\n# bits\n13 3\n", [1, 2, 3, 4, 255, 6]),
    file("P5\n3 3\n300\n", (0..<18).map { $0 % 2 == 0 ? 1 : UInt8($0) }),
    file("P6\n# colours\n4 3\n255\n", (0..<36).map { UInt8($0 * 7) }),
  ]

  /// The picture of the bytes, or `nil` where they give an error of a picture.
  private func decoded(_ bytes: [UInt8]) -> Picture? {
    do throws(PictureError) { return try Picture(decoding: bytes) } catch { return nil }
  }

  /// Expects an error of the bytes.
  private func expect(
    _ bytes: [UInt8], _ error: PictureError, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: error, sourceLocation: sourceLocation) { try Picture(decoding: bytes) }
  }
}
