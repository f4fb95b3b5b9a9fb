import ConvNet
import Tensors
import TestSupport
import Testing

struct ZeroPadding2DTests {
  @Test("every small border has the shape that was inferred, zeros around and the input inside")
  func sweep() throws {
    for border in Border.small {
      for extent in 1...3 {
        let input = Tensor.random(Shape(extent, 4 - extent, 2), seed: 1)
        let layer = ZeroPadding2D(border)
        try expectExplained(layer, input)
        let output = layer.preActivation(of: [input])
        #expect(
          output.shape
            == Shape(extent + border.top + border.bottom, 4 - extent + border.left + border.right, 2))
        #expect(Cropping2D(border).preActivation(of: [output]) == input, "\(layer.code)")
        let sum = output.values.reduce(0) { $0 + Double($1) }
        #expect(abs(sum - input.values.reduce(0) { $0 + Double($1) }) < 1e-6)
      }
    }
  }

  @Test("a number of the border is a padding, one inside has moved")
  func forms() {
    let layer = ZeroPadding2D(Border(top: 1, bottom: 0, left: 2, right: 0))
    let input = Tensor(Shape(1, 1, 1), [7])
    #expect(layer.form(ofUnitAt: [0, 2, 0], inputs: [input]) == .padding)
    #expect(layer.form(ofUnitAt: [1, 2, 0], inputs: [input]) == .moved(from: InputPlace([0, 0, 0])))
  }

  @Test("borders below nothing or beyond counting are refused")
  func faults() {
    for border in [
      Border(top: -1, bottom: 0, left: 0, right: 0), Border(top: .max, bottom: 1, left: 0, right: 0),
      Border(top: 0, bottom: 0, left: 0, right: .max),
    ] {
      #expect(throws: LayerFault.argument("padding", found: "\(border)")) {
        try ZeroPadding2D(border).outputShape(of: [Shape(2, 2, 1)])
      }
    }
    #expect(throws: LayerFault.rank(expected: 3, found: Shape(4))) {
      try ZeroPadding2D(Border(top: 1, bottom: 1, left: 1, right: 1)).outputShape(of: [Shape(4)])
    }
  }
}

extension Border {
  /// Borders of up to two rows and columns a side.
  static var small: [Border] {
    (0..<81).map { Border(top: $0 % 3, bottom: $0 / 3 % 3, left: $0 / 9 % 3, right: $0 / 27) }
  }
}
