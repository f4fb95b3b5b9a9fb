import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct ReshapeTests {
  @Test(
    "shapes, explanations and fields are exact between any shapes",
    arguments: [
      ([24], [2, 3, 4]), ([-1], [2, 3, 4]), ([4, 6], [2, 3, 4]), ([2, -1, 2], [24]), ([3, 8], [4, 6]),
      ([1, 1, -1], [2, 3, 4]), ([2, 3, 2, 2], [4, 6]), ([-1, 1], [1]),
    ])
  func sweep(target: [Int], input: [Int]) throws {
    try OperationChecks(Reshape(targetShape: target), [.random(Shape(input), seed: 1)]).expectAll()
  }

  @Test("the numbers stay in order")
  func order() {
    let input = Tensor(Shape(2, 3), [1, 2, 3, 4, 5, 6])
    let output = Reshape(targetShape: [3, -1]).preActivation(of: [input])
    #expect(output == Tensor(Shape(3, 2), input.values))
  }

  @Test(
    "shapes that the numbers don't fill are refused",
    arguments: [[5], [5, -1], [-1, -1], [0, -1], [-2, 3], [], [2, 2], [.max, .max], [12, 2]])
  func faults(target: [Int]) {
    let reshape = Reshape(targetShape: target)
    let shape = "(\(target.map(String.init).joined(separator: ", "))\(target.count == 1 ? "," : ""))"
    expect(.argument("target shape", found: shape), reshape, [Shape(3, 4)])
  }
}
