import ConvNet
import Tensors

extension Normalization: KerasReadable {
  /// `Normalization`: mean and variance from the arguments, else weights 0 and 1 with an axis for each that is kept,
  /// in ascending order.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireFloatWeights()
    let axes = try config.axisNumbers()
    let isInverted = try config.flag("invert", default: false)
    let mean = try config.constant("mean")
    let variance = try config.constant("variance")
    guard (mean == nil) == (variance == nil) else {
      throw config.bad(mean == nil ? "mean" : "variance", expected: .numbers)
    }
    let given = mean.flatMap { mean in variance.map { (mean: mean, variance: $0) } }
    let code = listing(axes: axes, given: given, isInverted: isInverted)
    return LayerRecipe(code: code) { (inputs, weights) throws(ModelError) in
      if let given {
        let source = Source.given(mean: given.mean, variance: given.variance)
        return Normalization(source, axes: axes, isInverted: isInverted)
      }
      let input = try config.only(inputs)
      let kept = axes.isEmpty ? [] : try config.axes("axis", default: [-1], rank: input.rank).sorted()
      let shape = Shape(kept.map { input[$0] })
      let source = Source.adapted(
        mean: try weights.tensor(0, shape: shape).values, variance: try weights.tensor(1, shape: shape).values
      )
      return Normalization(source, axes: axes, isInverted: isInverted)
    }
  }
}

extension KerasConfig {
  /// `axis`, which has the last axis where it is missing and none where it is null.
  fileprivate func axisNumbers() throws(ModelError) -> [Int] {
    if values["axis"] == nil { return [-1] }
    return try integers("axis") ?? []
  }
}
