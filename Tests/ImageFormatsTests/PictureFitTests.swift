import Tensors
import Testing

@testable import ImageFormats

@Suite("ways of bringing a picture to another aspect")
struct PictureFitTests {
  private let wide = Picture(samples: Tensor(Shape(1, 4, 1), [0.2, 0.4, 0.6, 0.8]))
  private let tall = Picture(samples: Tensor(Shape(4, 1, 1), [0.2, 0.4, 0.6, 0.8]))

  @Test("a padded picture is whole, in the middle, and black is around it")
  func pad() throws {
    #expect(
      try wide.input(Shape(4, 4, 1), fit: .pad).values == [0, 0, 0, 0] + wide.samples.values + zeros(8))
    let column: [Float] = tall.samples.values.flatMap { sample -> [Float] in [0, sample, 0, 0] }
    #expect(try tall.input(Shape(4, 4, 1), fit: .pad).values == column)
    let colours = try wide.input(Shape(3, 4, 3), fit: .pad).values
    #expect(colours == zeros(12) + wide.samples.values.flatMap { [$0, $0, $0] } + zeros(12))
  }

  @Test("a stretched picture fills the input, each axis by itself")
  func stretch() throws {
    let values = try wide.input(Shape(2, 2, 1), fit: .stretch).values
    let means = [
      Float((Double(Float(0.2)) + Double(Float(0.4))) / 2),
      Float((Double(Float(0.6)) + Double(Float(0.8))) / 2),
    ]
    #expect(values == means + means)
    #expect(
      try tall.input(Shape(4, 3, 1), fit: .stretch).values == tall.samples.values.flatMap { [$0, $0, $0] })
  }

  @Test("a picture of the input's aspect comes out the same in every way", arguments: PictureFit.allCases)
  func sameAspect(fit: PictureFit) throws {
    let picture = Picture(samples: .init(Shape(4, 6, 3), (0..<72).map { Float($0) / 72 }))
    #expect(try picture.input(Shape(2, 3, 3), fit: fit) == picture.input(Shape(2, 3, 3)))
    #expect(try picture.input(Shape(8, 12, 1), fit: fit) == picture.input(Shape(8, 12, 1)))
  }

  @Test(
    "with pad one axis of the input is filled, and the middle of the other",
    arguments: [
      // height, width, input height, input width, rows, columns
      (100, 37, 32, 32, 0..<32, 10..<22), (37, 100, 32, 32, 10..<22, 0..<32),
      (33, 32, 32, 32, 0..<32, 0..<31),
      (1, 1_000, 32, 32, 15..<16, 0..<32), (5, 5, 1, 2, 0..<1, 0..<1), (5, 5, 9, 1, 4..<5, 0..<1),
    ])
  func placements(
    _ height: Int, _ width: Int, _ rows: Int, _ columns: Int, _ filled: Range<Int>,
    _ filledColumns: Range<Int>
  ) {
    let picture = Picture(samples: Tensor(Shape(height, width, 1), repeating: 0.5))
    let placement = picture.placement(height: rows, width: columns, fit: .pad)
    #expect(placement == PictureRegion(rows: filled, columns: filledColumns))
    let whole = PictureRegion(rows: 0..<height, columns: 0..<width)
    #expect(picture.region(height: rows, width: columns, fit: .pad) == whole)
    #expect(picture.region(height: rows, width: columns, fit: .stretch) == whole)
  }

  private func zeros(_ count: Int) -> [Float] { [Float](repeating: 0, count: count) }
}
