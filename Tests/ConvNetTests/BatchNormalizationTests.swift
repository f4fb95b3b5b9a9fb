import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct BatchNormalizationTests {
  private func layer(_ count: Int, axis: Int = -1, gamma: Bool = true, beta: Bool = true)
    -> LearnedBatchNormalization
  {
    func numbers(_ seed: UInt64) -> [Float] { Tensor.random(Shape(count), seed: seed).values }
    return LearnedBatchNormalization(
      mean: numbers(1), variance: numbers(2).map { abs($0) }, gamma: gamma ? numbers(3) : nil,
      beta: beta ? numbers(4) : nil, axis: axis)
  }

  @Test(
    "shapes, explanations and fields are exact along every axis, with and without γ and β",
    arguments: [-1, -2, -3, 1, 2, 3], [true, false])
  func sweep(axis: Int, hasBoth: Bool) throws {
    let input = Tensor.random(Shape(2, 3, 4), seed: 5)
    let count = input.shape[axis < 0 ? axis + 3 : axis - 1]
    try OperationChecks(layer(count, axis: axis, gamma: hasBoth, beta: hasBoth), [input]).expectAll()
    try OperationChecks(layer(count, axis: axis, gamma: hasBoth, beta: !hasBoth), [input]).expectAll()
  }

  @Test("a line and a table are normalised along their last axis")
  func ranks() throws {
    try OperationChecks(layer(4), [.random(Shape(4), seed: 1)]).expectAll()
    try OperationChecks(layer(4), [.random(Shape(3, 4), seed: 1)]).expectAll()
  }

  @Test("each number is moved by its channel's mean, divided by its spread, stretched and moved")
  func values() {
    let layer = LearnedBatchNormalization(
      mean: [1, 10], variance: [3.75, 0.75], gamma: [2, 3], beta: [0.5, -1], epsilon: 0.25)
    let output = layer.preActivation(of: [Tensor(Shape(2, 2), [5, 12, 1, 10])])
    #expect(output.values == [4.5, 5, 0.5, -1])
  }

  @Test("numbers far from nought keep their digits: the difference is taken before anything is rounded")
  func largeMeans() {
    let layer = LearnedBatchNormalization(mean: [1e7], variance: [1], gamma: nil, beta: nil, epsilon: 0)
    #expect(layer.preActivation(of: [Tensor(Shape(2, 1), [1e7 + 1, 1e7 - 3])]).values == [1, -3])
  }

  @Test("the code has the arguments that matter outside of training")
  func code() {
    #expect(layer(2).code == "BatchNormalization()")
    #expect(
      LearnedBatchNormalization(mean: [0], variance: [1], gamma: nil, beta: nil, epsilon: 1e-5, axis: 1).code
        == "BatchNormalization(axis=1, epsilon=1e-05, center=False, scale=False)")
    #expect(layer(3).parameterCount == 12 && layer(3, beta: false).parameterCount == 9)
  }

  @Test("axes that are not there are refused, and the numbers are those of a place along the axis")
  func faults() throws {
    let input = Shape(2, 3)
    for axis in [0, 3, -3] { expect(.argument("axis", found: "\(axis)"), layer(3, axis: axis), [input]) }
    expect(.inputCount(expected: 1, found: 0), layer(3), [])
    let names: [ParameterName] = [.gamma, .beta, .movingMean, .movingVariance]
    #expect(
      try BatchNormalization().parameterSlots(for: [input]) == names.map { ParameterSlot($0, Shape(3)) })
    let plain = BatchNormalization(axis: 1, usesGamma: false, usesBeta: false)
    #expect(
      try plain.parameterSlots(for: [input]) == names.suffix(2).map { ParameterSlot($0, Shape(2)) })
  }
}
