import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct LayerNormalizationTests {
  private func layer(
    _ extents: [Int], axes: [Int]?, gamma: Bool = true, beta: Bool = true
  ) -> LearnedLayerNormalization {
    LearnedLayerNormalization(
      gamma: gamma ? .random(Shape(extents), seed: 3) : nil,
      beta: beta ? .random(Shape(extents), seed: 4) : nil,
      axes: axes)
  }

  @Test(
    "shapes, explanations and fields are exact over any axes, with and without γ and β",
    arguments: [
      (nil, [4]), ([0], [2]), ([1], [3]), ([0, 1], [2, 3]), ([2, 0], [2, 4]), ([1, 2], [3, 4]),
      ([0, 1, 2], [2, 3, 4]),
    ] as [([Int]?, [Int])])
  func sweep(axes: [Int]?, extents: [Int]) throws {
    let input = Tensor.random(Shape(2, 3, 4), seed: 5)
    for (gamma, beta) in [(true, true), (true, false), (false, true), (false, false)] {
      try OperationChecks(layer(extents, axes: axes, gamma: gamma, beta: beta), [input]).expectAll()
    }
    try OperationChecks(layer([4], axes: nil), [.random(Shape(4), seed: 1)]).expectAll()
  }

  @Test("each number is moved by its group's mean and divided by the group's spread")
  func values() {
    let layer = LearnedLayerNormalization(gamma: [1, 1, 2], beta: [0, 0, 10], epsilon: 0)
    let output = layer.preActivation(of: [Tensor(Shape(1, 3), [1, 3, 5])]).values
    let spread = Float((8.0 / 3).squareRoot())
    #expect(abs(output[0] + 2 / spread) < 1e-6 && output[1] == 0 && abs(output[2] - 10 - 4 / spread) < 1e-6)
  }

  @Test("the explanation names the group that mean and spread are taken of")
  func group() {
    let input = Tensor.random(Shape(2, 3, 2), seed: 1)
    guard
      case .elementwise(let way) = layer([3, 2], axes: [1, 2]).form(ofUnitAt: [1, 2, 0], inputs: [input])
    else {
      Issue.record("another form")
      return
    }
    let places = (0..<3).flatMap { column in (0..<2).map { InputPlace([1, column, $0]) } }
    #expect(way.group == places)
    #expect(way.steps.map(\.role) == [.mean, .deviation, .gamma, .beta])
  }

  @Test("numbers far from nought keep their digits")
  func largeMeans() {
    let layer = LearnedLayerNormalization(gamma: nil, beta: Tensor?.none, epsilon: 0)
    #expect(layer.preActivation(of: [Tensor(Shape(2), [1e7 + 1, 1e7 - 1])]).values == [1, -1])
  }

  @Test("axes that are not there or named twice are refused, and γ and β have the extents along the axes")
  func faults() throws {
    let input = Shape(2, 3)
    expect(.argument("axis", found: "2"), LayerNormalization(axes: [2]), [input])
    expect(.argument("axis", found: "[0, 0]"), LayerNormalization(axes: [0, 0]), [input])
    expect(.argument("axis", found: "[]"), LayerNormalization(axes: []), [input])
    #expect(
      try LayerNormalization(axes: [1, 0]).parameterSlots(for: [input]) == [
        ParameterSlot(.gamma, input), ParameterSlot(.beta, input),
      ])
  }
}
