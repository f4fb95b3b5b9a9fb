import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct StackTests {
  @Test("shapes, explanations and fields are exact along every new axis", arguments: [0, 1, 2, nil])
  func sweep(axis: Int?) throws {
    let inputs = (1...3).map { Tensor.random(Shape(4, 2), seed: $0) }
    try OperationChecks(Stack(axis: axis), inputs).expectAll()
  }

  @Test("the new axis tells the input, and its extent is their number")
  func numbers() {
    let inputs = [Tensor(Shape(2), [1, 2]), Tensor(Shape(2), [3, 4])]
    #expect(Stack(axis: 0).preActivation(of: inputs) == Tensor(Shape(2, 2), [1, 2, 3, 4]))
    #expect(Stack().preActivation(of: inputs) == Tensor(Shape(2, 2), [1, 3, 2, 4]))
  }

  @Test("no input, inputs of different shapes, and an axis beyond the others are refused")
  func faults() {
    expect(.inputCount(expected: 2, found: 0), Stack(), [])
    expect(.inputShapes([Shape(2), Shape(3)]), Stack(), [Shape(2), Shape(3)])
    expect(.argument("axis", found: "2"), Stack(axis: 2), [Shape(2), Shape(2)])
  }
}
