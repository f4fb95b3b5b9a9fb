import Tensors
import TestSupport
import Testing

@testable import ImageFormats

@Suite("the input that is made while a file is unpacked")
struct PictureFileTests {
  private static let shapes = [
    Shape(4, 3, 3), Shape(9, 20, 3), Shape(40, 70, 1), Shape(1, 1, 3), Shape(24, 7, 1),
  ]
  private static let files = ["png", "jpg", "webp"].flatMap { kind in
    PictureFixture.names(kind).map { "\($0).\(kind)" }
  }

  @Test("it is that of the whole picture, of every kind of file, however it is fitted", arguments: files)
  func sameAsWhole(name: String) throws {
    let bytes = try PictureFixture.file(name)
    let (file, whole) = (try PictureFile(bytes), try Picture(decoding: bytes))
    #expect([file.height, file.width, file.channels] == [whole.height, whole.width, whole.channels])
    for shape in Self.shapes {
      for fit in PictureFit.allCases {
        let input = try file.input(PictureTarget(shape), fit: fit)
        let expected = try whole.input(shape, fit: fit)
        #expect(input.shape == shape)
        #expect(
          zip(input.values, expected.values).allSatisfy { abs($0 - $1) <= 1e-7 }, "\(shape), \(fit)")
      }
    }
  }

  @Test(
    "a picture that lies otherwise in its file has the same bits as one that lies upright", arguments: 2...8)
  func orientations(orientation: Int) throws {
    let names = ["exif_\(orientation).png", "orientation_\(orientation).jpg"]
    for name in names {
      let bytes = try PictureFixture.file(name)
      let upright = try PictureFile(colours(of: Picture(decoding: bytes)))
      for shape in Self.shapes {
        for fit in PictureFit.allCases {
          let target = try PictureTarget(shape)
          #expect(
            try PictureFile(bytes).input(target, fit: fit) == upright.input(target, fit: fit),
            "\(name), \(shape), \(fit)")
        }
      }
    }
  }

  @Test("an interlaced file has the same bits as one that isn't")
  func interlaced() throws {
    for name in ["palette_4", "grey_1", "rgb_16", "exif_7"] {
      let plain = try PictureFile(PictureFixture.file(name + ".png"))
      let laced = try PictureFile(PictureFixture.file(name + "_interlaced.png"))
      for shape in Self.shapes {
        let target = try PictureTarget(shape)
        #expect(try laced.input(target) == plain.input(target), "\(name), \(shape)")
      }
    }
  }

  @Test("rows longer than what is handed on at once are read whole")
  func longRows() throws {
    let width = 3_001
    let samples = (0..<width).map { UInt8($0 % 251) }
    let file = try PictureFile(file("P5 \(width) 1 255\n", samples))
    let input = try file.input(PictureTarget(Shape(1, width, 1)))
    #expect(input.values == samples.map { Float($0) / 255 })
    let bits = try PictureFile(
      ImageFormatsTests.file("P4 \(width) 1\n", [UInt8](repeating: 0x0F, count: 376)))
    let half = try bits.input(PictureTarget(Shape(1, width, 1)))
    #expect(half.values == (0..<width).map { $0 % 8 < 4 ? 1 : 0 })
  }

  @Test("a mean is that of the stored samples, rounded once")
  func exactMean() throws {
    let samples: [UInt8] = [1, 2, 4, 8, 16, 32, 64, 128, 255]
    let input = try PictureFile(file("P5 3 3 255\n", samples)).input(PictureTarget(Shape(1, 1, 1)))
    #expect(input.values == [Float(510.0 / (9 * 255))])
  }

  @Test("pixels that can't be unpacked are an error of the input, not of the header")
  func lateError() throws {
    let bytes = try PictureFixture.file("rgb_8.png")
    let cut = try PictureFile(Array(bytes.prefix(bytes.count / 2)))
    #expect(throws: PictureError.endsEarly(.png, size: bytes.count / 2)) {
      try cut.input(PictureTarget(Shape(2, 2, 3)))
    }
  }

  @Test("unpacking of every kind of file is given up as soon as it isn't to go on")
  func givenUp() throws {
    let kinds = ["rgb_8.png", "palette_4_interlaced.png", "baseline_grey.jpg", "lossless_alpha_webp.webp"]
    let texts = [file("P3 1 3 9\n1 2 3\n4 5 6\n7 8 9\n"), file("P4 1 3\n", [0, 0, 0])]
    for bytes in try kinds.map(PictureFixture.file) + texts {
      for most in 1...3 {
        var asked = 0
        let picture = try PictureFile(bytes)
        #expect(throws: PictureError.givenUp) {
          try picture.input(PictureTarget(Shape(2, 2, 3))) {
            asked += 1
            return asked < most
          }
        }
        #expect(asked == most)
      }
    }
  }

  @Test("the memory of an input is a sum for each channel of the picture, and a number for each of its own")
  func memory() throws {
    let colours = try PictureFile(file("P6 1 1 255\n", [1, 2, 3]))
    let grey = try PictureFile(file("P5 1 1 255\n", [1]))
    #expect(try colours.bytes(ofInput: PictureTarget(Shape(5, 7, 1))) == (3 * 8 + 4) * 35)
    #expect(try colours.bytes(ofInput: PictureTarget(Shape(5, 7, 3))) == (3 * 8 + 3 * 4) * 35)
    #expect(try grey.bytes(ofInput: PictureTarget(Shape(5, 7, 3))) == (8 + 3 * 4) * 35)
  }

  @Test("what is made of some positions is found among the new ones, however many these are")
  func uses() {
    for (length, count) in [(1, 1), (1, 9), (3, 2), (7, 7), (10, 3), (3, 10), (64, 5), (5, 64)] {
      let sampling = AxisSampling(4..<4 + length, to: count)
      for first in 0..<length + 8 {
        for end in first + 1..<length + 9 {
          let expected = sampling.taps.indices.filter { sampling.taps[$0].positions.overlaps(first..<end) }
          let found = Array(sampling.uses(of: first..<end))
          #expect(found == expected, "\(length) to \(count), \(first)..<\(end)")
        }
      }
    }
  }

  /// A colour picture of 8 bits as a file whose rows lie upright.
  private func colours(of picture: Picture) -> [UInt8] {
    file(
      "P6 \(picture.width) \(picture.height) 255\n",
      picture.samples.values.map { UInt8(($0 * 255).rounded()) })
  }
}
