import ImageFormats
import Tensors
import TestSupport
import Testing

@Suite("writing PNG files")
struct PNGWriterTests {
  @Test("what is written is read back to the bit", arguments: [(1, 1), (1, 300), (40, 3), (17, 23)])
  func readBack(height: Int, width: Int) throws {
    var generator = SeededGenerator(seed: 5)
    let samples = (0..<height * width * 3).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let file = try #require(PNGWriter.encode(height: height, width: width, samples: samples))
    let picture = try Picture(decoding: file)
    #expect(picture.samples == Tensor(Shape(height, width, 3), samples.map { Float($0) / 255 }))
  }

  @Test("a picture without pixels is no file")
  func noPixels() {
    #expect(PNGWriter.encode(height: 0, width: 4, samples: []) == nil)
    #expect(PNGWriter.encode(height: 4, width: 0, samples: []) == nil)
  }
}
