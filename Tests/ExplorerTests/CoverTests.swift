import ConvNet
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// Covers of evidence, beside the change that a person types.
struct CoverTests {
  @Test("a covered picture is the painted one, to the bit", arguments: [1, 3])
  func painted(channels: Int) throws {
    let picture = Tensor.random(Shape(5, 7, channels), seed: 6).map(abs)
    for fill in OcclusionFill.allCases {
      for place in 0..<35 {
        let square = OcclusionSquare(side: 3, row: place / 7, column: place % 7, of: picture.shape)
        let area = PixelArea(
          rows: square.rows.lowerBound...square.rows.upperBound - 1,
          columns: square.columns.lowerBound...square.columns.upperBound - 1)
        let change = try PictureChange(
          Change("paint \(area.text) \(fill.rawValue)"), ofPicture: picture.shape)
        let painted = try #require(change).applied(to: picture)
        #expect(square.covering(picture, with: fill).isIdentical(to: painted), "\(fill) at \(place)")
      }
    }
  }
}
