import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct PReLUTests {
  @Test(
    "shapes, explanations and fields are exact, whichever axes share slopes",
    arguments: [
      ([], [2, 3, 2]), ([0], [1, 3, 2]), ([0, 1], [1, 1, 2]), ([2], [2, 3, 1]), ([0, 1, 2], [1, 1, 1]),
    ])
  func sweep(shared: [Int], slopes: [Int]) throws {
    let layer = LearnedPReLU(alpha: .random(Shape(slopes), seed: 1), sharedAxes: shared)
    try OperationChecks(layer, [.random(Shape(2, 3, 2), seed: 2)]).expectAll()
    #expect(layer.parameterCount == slopes.reduce(1, *))
  }

  @Test("below nought the slope counts, from nought on it does not, and NaN stays")
  func values() {
    let layer = LearnedPReLU(alpha: Tensor(Shape(5), [3, 3, .infinity, 0.5, 1]))
    let values = layer.preActivation(of: [Tensor(Shape(5), [-2, 2, 0, -1, .nan])]).values
    #expect(values[..<4] == [-6, 2, 0, -0.5])
    #expect(values[4].isNaN)
  }

  @Test("axes that are not there are refused, and slopes have 1 along the axes that share them")
  func faults() throws {
    let input = Shape(2, 3)
    for axes in [[2], [-1], [0, 2]] {
      expect(.argument("shared axes", found: "\(axes)"), PReLU(sharedAxes: axes), [input])
    }
    #expect(try PReLU(sharedAxes: [0]).parameterSlots(for: [input]) == [ParameterSlot(.alpha, Shape(1, 3))])
  }
}
