import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct BatchNormalizationTests {
  private func layer(_ count: Int, axis: Int? = nil, gamma: Bool = true, beta: Bool = true)
    -> LearnedBatchNormalization
  {
    func numbers(_ seed: UInt64) -> [Float] { Tensor.random(Shape(count), seed: seed).values }
    return LearnedBatchNormalization(
      mean: numbers(1), variance: numbers(2).map { abs($0) }, gamma: gamma ? numbers(3) : nil,
      beta: beta ? numbers(4) : nil, axis: axis)
  }

  @Test(
    "shapes, explanations and fields are exact along every axis, with and without γ and β",
    arguments: [nil, 0, 1, 2], [true, false])
  func sweep(axis: Int?, hasBoth: Bool) throws {
    let input = Tensor.random(Shape(2, 3, 4), seed: 5)
    let count = input.shape[axis ?? 2]
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

  @Test("parameters are counted")
  func counts() {
    #expect(layer(3).parameterCount == 12 && layer(3, beta: false).parameterCount == 9)
  }

  @Test("axes that are not there are refused, and the numbers are those of a place along the axis")
  func faults() throws {
    let input = Shape(2, 3)
    for axis in [2, -1] { expect(.argument("axis", found: "\(axis)"), layer(3, axis: axis), [input]) }
    expect(.inputCount(expected: 1, found: 0), layer(3), [])
    let names: [ParameterName] = [.gamma, .beta, .movingMean, .movingVariance]
    #expect(
      try BatchNormalization().parameterSlots(for: [input]) == names.map { ParameterSlot($0, Shape(3)) })
    let plain = BatchNormalization(axis: 0, usesGamma: false, usesBeta: false)
    #expect(
      try plain.parameterSlots(for: [input]) == names.suffix(2).map { ParameterSlot($0, Shape(2)) })
  }
}
