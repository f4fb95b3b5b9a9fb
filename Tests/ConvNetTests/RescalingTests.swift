import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct RescalingTests {
  @Test("shapes, explanations and fields are exact for numbers and for blocks that are broadcast")
  func sweep() throws {
    let input = Tensor.random(Shape(2, 3, 2), seed: 1)
    let constants = [
      Constant(0.1), Constant(Shape(2), [0.5, 2]), Constant(Shape(1), [3]), Constant(Shape(3, 1), [1, 2, 3]),
      Constant(Shape(2, 1, 2), [1, 2, 3, 4]),
    ]
    for scale in constants {
      for offset in constants + [Constant(0)] {
        try OperationChecks(Rescaling(scale: scale, offset: offset), [input]).expectAll()
      }
    }
  }

  @Test("255 becomes one, to the last bit as in Keras")
  func values() {
    let layer = Rescaling(scale: Constant(1.0 / 255))
    #expect(layer.preActivation(of: [Tensor(Shape(2), [0, 255])]).values == [0, 1])
    let signed = Rescaling(scale: Constant(1 / 127.5), offset: Constant(-1))
    #expect(signed.preActivation(of: [Tensor(Shape(2), [0, 255])]).values[0] == -1)
  }

  @Test("blocks that don't fit over the input are refused")
  func faults() {
    let three = Constant(Shape(3), [1, 2, 3])
    expect(.argument("scale", found: "[1.0, 2.0, 3.0]"), Rescaling(scale: three), [Shape(3, 2)])
    expect(
      .argument("offset", found: "[1.0, 2.0, 3.0]"), Rescaling(scale: Constant(1), offset: three), [Shape(1)])
    expect(.inputCount(expected: 1, found: 0), Rescaling(scale: Constant(1)), [])
  }
}
