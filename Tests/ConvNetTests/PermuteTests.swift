import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct PermuteTests {
  @Test(
    "shapes, explanations and fields are exact for every order of the axes",
    arguments: [
      [0], [0, 1], [1, 0], [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [3, 1, 0, 2],
    ])
  func sweep(axes: [Int]) throws {
    let input = Tensor.random(Shape(Array([2, 3, 4, 2].prefix(axes.count))), seed: 1)
    try OperationChecks(Permute(axes: axes), [input]).expectAll()
  }

  @Test("axis n of the output is axis axes[n] of the input")
  func order() {
    let input = Tensor(Shape(2, 3), [1, 2, 3, 4, 5, 6])
    #expect(Permute(axes: [1, 0]).preActivation(of: [input]) == Tensor(Shape(3, 2), [1, 4, 2, 5, 3, 6]))
  }

  @Test(
    "what is no order of the input's axes is refused", arguments: [[], [1, 2], [0, 0], [0, 2], [-1, 0]])
  func faults(axes: [Int]) {
    expect(.argument("axes", found: "\(axes)"), Permute(axes: axes), [Shape(2, 3)])
    expect(.rank(expected: 2, found: Shape(2, 3, 4)), Permute(axes: [1, 0]), [Shape(2, 3, 4)])
  }
}
