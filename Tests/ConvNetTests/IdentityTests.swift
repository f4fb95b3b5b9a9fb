import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct IdentityTests {
  @Test("every number passes, whatever the layer does while training", arguments: Identity.Purpose.allCases)
  func passes(purpose: Identity.Purpose) throws {
    let layer = Identity(purpose, arguments: ["0.5"])
    let input = Tensor.random(Shape(2, 2, 2), seed: 1)
    #expect(layer.preActivation(of: [input]) == input)
    try OperationChecks(layer, [input]).expectAll()
    #expect(layer.className == purpose.rawValue && layer.parameterCount(for: [input.shape]) == 0)
  }

  @Test("the code is the class with what the file says")
  func code() {
    #expect(Identity().code == "Identity()")
    #expect(Identity(.dropout, arguments: ["0.5"]).code == "Dropout(0.5)")
    #expect(Identity(.randomZoom, arguments: ["(-0.2, 0.2)", "0.1"]).code == "RandomZoom((-0.2, 0.2), 0.1)")
  }

  @Test("another count of inputs is refused")
  func faults() {
    expect(.inputCount(expected: 1, found: 0), Identity(), [])
    expect(.inputCount(expected: 1, found: 2), Identity(.dropout), [Shape(1), Shape(1)])
  }
}
