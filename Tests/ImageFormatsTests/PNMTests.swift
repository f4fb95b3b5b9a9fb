import ImageFormats
import Tensors
import Testing

/// The bytes of a text, then further bytes.
func file(_ text: String, _ raster: [UInt8] = []) -> [UInt8] { Array(text.utf8) + raster }

@Suite("PNM pictures")
struct PNMTests {
  @Test("P1 reads 1 as black and 0 as white, with digits together or apart")
  func plainBitmap() throws {
    let picture = try Picture(decoding: file("P1\n3 2\n010\n1 \n1\t0\n"))
    #expect(picture.samples == Tensor(Shape(2, 3, 1), [1, 0, 1, 0, 0, 1]))
  }

  @Test("P2 reads decimal numbers and divides by maxval")
  func plainGrey() throws {
    let picture = try Picture(decoding: file("P2 2 2 10 0 5\r\n 10\t007"))
    #expect(picture.samples == Tensor(Shape(2, 2, 1), [0, 0.5, 1, 0.7]))
  }

  @Test("P3 reads red, green and blue of each pixel in turn")
  func plainColour() throws {
    let picture = try Picture(decoding: file("P3\n1 2\n4\n0 1 2\n3 4 0\n"))
    #expect(picture.samples == Tensor(Shape(2, 1, 3), [0, 0.25, 0.5, 0.75, 1, 0]))
  }

  @Test("P4 begins each row with a new byte, highest bit first")
  func packedBitmap() throws {
    let picture = try Picture(
      decoding: file("P4\n9 2\n", [0b1010_0000, 0b1111_1111, 0b0000_0001, 0b0111_1111]))
    let white = picture.samples.values.map { $0 == 1 }
    #expect(picture.samples.shape == Shape(2, 9, 1))
    #expect(
      white == [false, true, false, true, true, true, true, true, false]
        + [true, true, true, true, true, true, true, false, true])
  }

  @Test("P5 reads a byte a pixel")
  func rawGrey() throws {
    let picture = try Picture(decoding: file("P5\n3 1\n255\n", [0, 51, 255]))
    #expect(picture.samples == Tensor(Shape(1, 3, 1), [0, 0.2, 1]))
  }

  @Test("P6 reads three bytes a pixel, rows from the top")
  func rawColour() throws {
    let picture = try Picture(decoding: file("P6 1 2 255\n", [255, 0, 102, 51, 153, 204]))
    #expect(picture.samples == Tensor(Shape(2, 1, 3), [1, 0, 0.4, 0.2, 0.6, 0.8]))
  }

  @Test("a maxval above 255 gives two bytes a sample, the high one first")
  func wideSamples() throws {
    let picture = try Picture(decoding: file("P5 2 1 1000\n", [0x01, 0xF4, 0x03, 0xE8]))
    #expect(picture.samples.values == [0.5, 1])
    let colour = try Picture(decoding: file("P6 1 1 65535\n", [0, 0, 0xFF, 0xFF, 0x80, 0x00]))
    #expect(colour.samples.values == [0, 1, 32_768 / 65_535])
    let plain = try Picture(decoding: file("P2 1 1 65535 65535"))
    #expect(plain.samples.values == [1])
  }

  @Test("any maxval is allowed", arguments: [1, 2, 100, 254, 255, 256, 257, 65_534, 65_535])
  func everyMaximum(maximum: Int) throws {
    let half = maximum / 2
    let raster = maximum < 256 ? [UInt8(half)] : [UInt8(half >> 8), UInt8(half & 255)]
    let raw = try Picture(decoding: file("P5 1 1 \(maximum)\n", raster))
    let plain = try Picture(decoding: file("P2 1 1 \(maximum)\n\(half)\n"))
    #expect(raw.samples.values == [Float(half) / Float(maximum)])
    #expect(raw == plain)
  }

  @Test(
    "a comment can stand anywhere in the header and counts as nothing",
    arguments: [
      "P5# a comment\n\n2 1\n255\n", "P5\n# a comment\n2 1\n255\n", "P5\n2 # width\n1\n255\n",
      "P5\n2 1\n255# a comment\n\n", "P5\n2 1\n2#5\r5#9\n5\n", "P5 #\n#\n #3 3 3\r2\r1\t255 ",
    ])
  func comments(header: String) throws {
    let picture = try Picture(decoding: file(header, [0x23, 0x0A]))
    #expect(picture.samples.values == [35, 10].map { $0 / Float(255) })
  }

  @Test("a comment in a plain raster ends with its line, which separates samples")
  func commentsInRasters() throws {
    let grey = try Picture(decoding: file("P2 2 2 99\n1# one\n2 # 3\n# 4\n5 6#7"))
    #expect(grey.samples.values == [1, 2, 5, 6].map { $0 / Float(99) })
    let bits = try Picture(decoding: file("P1 4 1 0#1\r1 #1\n01#"))
    #expect(bits.samples.values == [1, 0, 1, 0])
  }

  @Test("exactly one white space character stands before a raw raster")
  func rasterDelimiter() throws {
    let picture = try Picture(decoding: file("P5 2 1 255\r", [0x0A, 0x20]))
    #expect(picture.samples.values == [10, 32].map { $0 / Float(255) })
  }

  @Test("what follows the first picture is passed over")
  func trailingBytes() throws {
    let raw = try Picture(decoding: file("P5 1 1 255\n", [7]) + file("P6 9 9 255\n"))
    #expect(raw.samples.values == [7 / 255])
    let plain = try Picture(decoding: file("P2 1 1 9\n3\nP2 nothing"))
    #expect(plain.samples.values == [3 / 9])
  }

  @Test("a picture that is not square keeps rows and columns apart")
  func notSquare() throws {
    let picture = try Picture(decoding: file("P2 3 2 9 1 2 3 4 5 6"))
    #expect(picture.height == 2 && picture.width == 3 && picture.channels == 1)
    #expect(picture.samples[1, 0, 0] == Float(4) / 9)
  }
}
