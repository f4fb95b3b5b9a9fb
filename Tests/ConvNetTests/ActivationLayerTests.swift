import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct ActivationLayerTests {
  @Test("the number that comes in is the pre-activation, and the layer's function is applied to it")
  func function() throws {
    for function in ActivationFunction.each {
      let layer = ActivationLayer(function)
      try OperationChecks(layer, [.random(Shape(2, 2, 3), seed: 1)]).expectAll()
      #expect(layer.activationFunction == function)
    }
  }

  @Test("several inputs and a single number are refused")
  func faults() {
    expect(.inputCount(expected: 1, found: 2), ActivationLayer(.relu), [Shape(2), Shape(2)])
    expect(.rank(expected: 1, found: Shape()), ActivationLayer(.relu), [Shape()])
  }
}
