import ConvNet
import Tensors
import TestSupport
import Testing

struct Cropping2DTests {
  @Test("every small border has the shape that was inferred and the numbers of its places")
  func sweep() throws {
    for border in Border.small {
      let input = Tensor.random(Shape(5, 6, 2), seed: 1)
      let layer = Cropping2D(border)
      try expectExplained(layer, input)
      let output = layer.preActivation(of: [input])
      #expect(output.shape == Shape(5 - border.top - border.bottom, 6 - border.left - border.right, 2))
      #expect(output[0, 0, 1] == input[border.top, border.left, 1])
    }
  }

  @Test("a cropping that leaves nothing is refused")
  func faults() {
    for border in [
      Border(top: 2, bottom: 2, left: 0, right: 0), Border(top: 0, bottom: 0, left: 4, right: 0),
      Border(top: 0, bottom: -1, left: 0, right: 0), Border(top: .max, bottom: .max, left: 0, right: 0),
    ] {
      #expect(throws: LayerFault.argument("cropping", found: "\(border)")) {
        try Cropping2D(border).outputShape(of: [Shape(4, 4, 1)])
      }
    }
    #expect(throws: LayerFault.rank(expected: 3, found: Shape(4))) {
      try Cropping2D(Border(top: 0, bottom: 0, left: 0, right: 0)).outputShape(of: [Shape(4)])
    }
    #expect(Cropping2D(Border(top: 1, bottom: 1, left: 2, right: 2)).code == "Cropping2D((1, 2))")
  }
}
