import ConvNet
import Tensors
import TestSupport
import Testing

struct InputTests {
  @Test("an input has its own shape and reads nothing")
  func shape() throws {
    #expect(try Input(Shape(32, 32, 3)).outputShape(of: []) == Shape(32, 32, 3))
  }

  @Test("a shape without places and an input that reads a layer are refused")
  func faults() {
    for shape in [Shape([]), Shape(0, 3, 3), Shape(3, 0)] {
      #expect(throws: LayerFault.argument("shape", found: "\(shape)")) {
        try Input(shape).outputShape(of: [])
      }
    }
    #expect(throws: LayerFault.inputCount(expected: 0, found: 1)) {
      try Input(Shape(3)).outputShape(of: [Shape(3)])
    }
  }
}
