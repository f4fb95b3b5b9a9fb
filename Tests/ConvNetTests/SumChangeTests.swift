import ConvNet
import Tensors
import TestSupport
import Testing

/// What has made a sum another one.
struct SumChangeTests {
  private func passes(_ edits: [Edit]) throws -> (before: Trace, now: Trace) {
    let trained = try TrainedNetwork(layers: [
      TestLayer(name: "input", block: Input(Shape(5, 5, 2)), inputs: []),
      TestLayer(
        name: "conv2d",
        block: LearnedConv2D(
          weight: .random(Shape(3, 3, 2, 4), seed: 1), bias: Tensor.random(Shape(4), seed: 2).values,
          activationFunction: .relu), inputs: [0]),
      TestLayer(
        name: "conv2d_1",
        block: LearnedConv2D(
          weight: .random(Shape(3, 3, 4, 3), seed: 3), bias: Tensor.random(Shape(3), seed: 4).values),
        inputs: [1]),
    ])
    let before = try Trace(trained, input: .random(Shape(5, 5, 2), seed: 5))
    return (before, try before.after(edits))
  }

  private func change(_ edits: [Edit], at unit: UnitAddress) throws -> SumChange? {
    let (before, now) = try passes(edits)
    return SumChange(from: try #require(before.explain(unit)), to: try #require(now.explain(unit)))
  }

  @Test("of a dropped map its products have changed, and with them alone the parts make the difference")
  func droppedMap() throws {
    let unit = UnitAddress(layer: 2, position: [0, 0, 1])
    let change = try #require(try change([.hold(Hold(layer: 1, .map(2), at: 0))], at: unit))
    #expect(change.parts.count == 36 && change.changed.allSatisfy { (18..<27).contains($0.index) })
    #expect(change.changed.allSatisfy { $0.now.input == 0 && $0.before.input != 0 })
    let sum = change.changed.reduce(0) { $0 + $1.amount }
    #expect(abs(sum - change.total) < 1e-6)
    let sizes = change.changed.map { abs($0.amount) }
    #expect(sizes == sizes.sorted(by: >))
  }

  @Test("of a weight and a bias that are set, their product and the bias have changed")
  func setNumbers() throws {
    let edits: [Edit] = [
      .parameter(ParameterAddress(layer: "conv2d_1", name: .kernel), [1, 1, 0, 1], 2),
      .parameter(ParameterAddress(layer: "conv2d_1", name: .bias), [1], -3),
    ]
    let unit = UnitAddress(layer: 2, position: [0, 0, 1])
    let change = try #require(try change(edits, at: unit))
    #expect(change.changed.map(\.index) == [4] && change.changed[0].now.weight == 2)
    #expect(change.bias?.now == -3)
    #expect(abs(change.changed[0].amount + change.biasAmount - change.total) < 1e-6)
    let other = UnitAddress(layer: 2, position: [0, 0, 0])
    let same = try #require(try self.change(edits, at: other))
    #expect(same.changed.isEmpty && same.total == 0 && same.biasAmount == 0)
  }

  @Test("what is not a sum both times has none")
  func noSum() throws {
    let unit = UnitAddress(layer: 2, position: [0, 0, 1])
    #expect(try change([.hold(Hold(layer: 2, .map(1), at: 0))], at: unit) == nil)
    #expect(try change([], at: UnitAddress(layer: 0, position: [0, 0, 0])) == nil)
  }

  @Test("a part that is no number comes before all others")
  func notFinite() throws {
    let edits: [Edit] = [
      .hold(Hold(layer: 1, .unit([0, 0, 3]), at: .infinity)), .hold(Hold(layer: 1, .map(0), at: 0)),
    ]
    let change = try #require(try change(edits, at: UnitAddress(layer: 2, position: [0, 0, 1])))
    #expect(change.changed.first?.now.input == .infinity && change.changed.count > 1)
  }
}
