import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct PermuteTests {
  @Test(
    "shapes, explanations and fields are exact for every order of the axes",
    arguments: [
      [1], [1, 2], [2, 1], [1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1], [4, 2, 1, 3],
    ])
  func sweep(dims: [Int]) throws {
    let input = Tensor.random(Shape(Array([2, 3, 4, 2].prefix(dims.count))), seed: 1)
    try OperationChecks(Permute(dims: dims), [input]).expectAll()
  }

  @Test("axis n of the output is axis dims[n] of the input")
  func order() {
    let input = Tensor(Shape(2, 3), [1, 2, 3, 4, 5, 6])
    #expect(Permute(dims: [2, 1]).preActivation(of: [input]) == Tensor(Shape(3, 2), [1, 4, 2, 5, 3, 6]))
  }

  @Test("the code has the axes as Python writes them")
  func code() {
    #expect(Permute(dims: [2, 1, 3]).code == "Permute((2, 1, 3))")
    #expect(Permute(dims: [1]).code == "Permute((1,))")
  }

  @Test(
    "what is no order of the input's axes is refused", arguments: [[], [0, 1], [1, 1], [1, 3], [-1, 1]])
  func faults(dims: [Int]) {
    let code = Permute(dims: dims).code.dropFirst("Permute(".count).dropLast()
    expect(.argument("dims", found: String(code)), Permute(dims: dims), [Shape(2, 3)])
    expect(.rank(expected: 2, found: Shape(2, 3, 4)), Permute(dims: [2, 1]), [Shape(2, 3, 4)])
  }
}
