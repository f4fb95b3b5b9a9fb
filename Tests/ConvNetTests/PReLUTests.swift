import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct PReLUTests {
  @Test(
    "shapes, explanations and fields are exact, whichever axes share slopes",
    arguments: [
      ([], [2, 3, 2]), ([1], [1, 3, 2]), ([1, 2], [1, 1, 2]), ([3], [2, 3, 1]), ([1, 2, 3], [1, 1, 1]),
    ])
  func sweep(shared: [Int], slopes: [Int]) throws {
    let layer = PReLU(alpha: .random(Shape(slopes), seed: 1), sharedAxes: shared)
    try KindChecks(layer, [.random(Shape(2, 3, 2), seed: 2)]).expectAll()
    #expect(layer.parameterCount == slopes.reduce(1, *))
  }

  @Test("below nought the slope counts, from nought on it does not, and NaN stays")
  func values() {
    let layer = PReLU(alpha: Tensor(Shape(5), [3, 3, .infinity, 0.5, 1]))
    let values = layer.preActivation(of: [Tensor(Shape(5), [-2, 2, 0, -1, .nan])]).values
    #expect(values[..<4] == [-6, 2, 0, -0.5])
    #expect(values[4].isNaN)
  }

  @Test("the code has the axes that share slopes")
  func code() {
    #expect(PReLU(alpha: Tensor(Shape(2))).code == "PReLU()")
    #expect(PReLU(alpha: Tensor(Shape(1, 1, 2)), sharedAxes: [1, 2]).code == "PReLU(shared_axes=[1, 2])")
  }

  @Test("slopes of another shape and axes that are not there are refused")
  func faults() {
    let input = Shape(2, 3)
    expect(.weightShape(expected: [2, 3], found: Shape(3)), PReLU(alpha: Tensor(Shape(3))), [input])
    for axes in [[0], [3], [-1], [1, 3]] {
      expect(
        .argument("shared_axes", found: ListingToken.python(axes)),
        PReLU(alpha: Tensor(input), sharedAxes: axes), [input])
    }
  }
}
