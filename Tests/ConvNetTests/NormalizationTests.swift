import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct NormalizationTests {
  private func adapted(_ count: Int) -> Normalization.Source {
    .adapted(
      mean: Tensor.random(Shape(count), seed: 1).values,
      variance: Tensor.random(Shape(count), seed: 2).values.map { abs($0) })
  }

  @Test(
    "shapes, explanations and fields are exact along any axes, both ways",
    arguments: [([], 1), ([-1], 4), ([1], 2), ([2, -1], 12), ([3, 1], 8), ([1, 2, 3], 24)])
  func sweep(axes: [Int], count: Int) throws {
    let input = Tensor.random(Shape(2, 3, 4), seed: 5)
    for isInverted in [false, true] {
      try KindChecks(Normalization(adapted(count), axes: axes, isInverted: isInverted), [input]).expectAll()
    }
  }

  @Test("given means are laid over the kept axes from the last one")
  func given() throws {
    let source = Normalization.Source.given(
      mean: Constant(Shape(2), [1, 10]), variance: Constant(Shape(2), [4, 0.25]))
    let input = Tensor(Shape(1, 2, 2), [3, 9, 1, 10.5])
    let layer = Normalization(source, axes: [2, -1])
    #expect(layer.preActivation(of: [input]).values == [1, -2, 0, 1])
    try KindChecks(layer, [input]).expectAll()
    let one = Normalization(.given(mean: Constant(2), variance: Constant(4)), axes: [])
    #expect(one.preActivation(of: [input]).values == [0.5, 3.5, -0.5, 4.25])
    let back = Normalization(source, isInverted: true)
    #expect(back.preActivation(of: [Tensor(Shape(2), [1, -2])]).values == [3, 9])
  }

  @Test("nothing is divided by nought")
  func noSpread() {
    let layer = Normalization(.given(mean: Constant(1), variance: Constant(0)), axes: [])
    #expect(layer.preActivation(of: [Tensor(Shape(2), [1, 2])]).values == [0, Float(1 / 1e-7)])
  }

  @Test("the code has what the code gave, and the parameters are those of Keras")
  func code() {
    #expect(Normalization(adapted(3)).code == "Normalization()")
    #expect(Normalization(adapted(3)).parameterCount == 7)
    #expect(Normalization(adapted(1), axes: []).code == "Normalization(axis=None)")
    let given = Normalization(
      .given(mean: Constant(0.5), variance: Constant(0.25)), axes: [1, -1], isInverted: true)
    #expect(given.code == "Normalization(axis=[1, -1], mean=0.5, variance=0.25, invert=True)")
    #expect(given.parameterCount == 0)
  }

  @Test("means and variances that don't fit, and axes that are not there, are refused")
  func faults() {
    let input = Shape(2, 3)
    let two = Constant(Shape(2), [1, 2])
    expect(.argument("mean", found: "[1.0, 2.0]"), Normalization(.given(mean: two, variance: two)), [input])
    expect(
      .argument("variance", found: "1.0"),
      Normalization(.given(mean: Constant(Shape(3), [1, 2, 3]), variance: Constant(1))), [input])
    expect(.weightShape(expected: [3], found: Shape(2)), Normalization(adapted(2)), [input])
    expect(.argument("axis", found: "0"), Normalization(adapted(2), axes: [0]), [input])
  }
}
