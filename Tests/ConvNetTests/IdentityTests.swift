import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct IdentityTests {
  @Test("every number passes, whatever the layer does while training", arguments: Identity.Purpose.allCases)
  func passes(purpose: Identity.Purpose) throws {
    let layer = Identity(purpose)
    let input = Tensor.random(Shape(2, 2, 2), seed: 1)
    #expect(layer.preActivation(of: [input]) == input)
    try OperationChecks(layer, [input]).expectAll()
    #expect(layer.parameterCount(for: [input.shape]) == 0)
  }

  @Test("another count of inputs is refused")
  func faults() {
    expect(.inputCount(expected: 1, found: 0), Identity(), [])
    expect(.inputCount(expected: 1, found: 2), Identity(.dropout), [Shape(1), Shape(1)])
  }
}
