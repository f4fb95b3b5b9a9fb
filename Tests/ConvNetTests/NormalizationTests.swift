import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct NormalizationTests {
  private func adapted(_ extents: [Int], axes: [Int]? = nil, isInverted: Bool = false) -> LearnedNormalization
  {
    LearnedNormalization(
      mean: .random(Shape(extents), seed: 1),
      variance: Tensor.random(Shape(extents), seed: 2).map { abs($0) },
      axes: axes, isInverted: isInverted)
  }

  @Test(
    "shapes, explanations and fields are exact along any axes, both ways",
    arguments: [
      ([], []), (nil, [4]), ([0], [2]), ([1, 2], [3, 4]), ([2, 0], [2, 4]), ([0, 1, 2], [2, 3, 4]),
    ] as [([Int]?, [Int])])
  func sweep(axes: [Int]?, extents: [Int]) throws {
    let input = Tensor.random(Shape(2, 3, 4), seed: 5)
    for isInverted in [false, true] {
      try OperationChecks(adapted(extents, axes: axes, isInverted: isInverted), [input]).expectAll()
    }
  }

  @Test("given means are laid over the kept axes from the last one")
  func given() throws {
    let (mean, variance) = (Constant(Shape(2), [1, 10]), Constant(Shape(2), [4, 0.25]))
    let input = Tensor(Shape(1, 2, 2), [3, 9, 1, 10.5])
    let layer = LearnedNormalization(given: mean, variance: variance, axes: [1, 2])
    #expect(layer.preActivation(of: [input]).values == [1, -2, 0, 1])
    try OperationChecks(layer, [input]).expectAll()
    let one = LearnedNormalization(given: Constant(2), variance: Constant(4), axes: [])
    #expect(one.preActivation(of: [input]).values == [0.5, 3.5, -0.5, 4.25])
    let back = LearnedNormalization(given: mean, variance: variance, isInverted: true)
    #expect(back.preActivation(of: [Tensor(Shape(2), [1, -2])]).values == [3, 9])
  }

  @Test("nothing is divided by nought")
  func noSpread() {
    let layer = LearnedNormalization(given: Constant(1), variance: Constant(0), axes: [])
    #expect(layer.preActivation(of: [Tensor(Shape(2), [1, 2])]).values == [0, Float(1 / 1e-7)])
  }

  @Test("means that were taken of data are counted, with the number of numbers that they were taken of")
  func counts() {
    #expect(Normalization(.adapted).parameterCount(for: [Shape(2, 3)]) == 7)
    let given = Normalization(.given(mean: Constant(0.5), variance: Constant(0.25)), axes: [0, 1])
    #expect(given.parameterCount(for: [Shape(2, 3)]) == 0)
  }

  @Test("means and variances that don't fit, and axes that are not there, are refused")
  func faults() {
    let input = Shape(2, 3)
    let two = Constant(Shape(2), [1, 2])
    expect(.argument("mean", found: "[1.0, 2.0]"), Normalization(.given(mean: two, variance: two)), [input])
    expect(
      .argument("variance", found: "1.0"),
      Normalization(.given(mean: Constant(Shape(3), [1, 2, 3]), variance: Constant(1))), [input])
    expect(.argument("axis", found: "2"), Normalization(.adapted, axes: [2]), [input])
  }
}
