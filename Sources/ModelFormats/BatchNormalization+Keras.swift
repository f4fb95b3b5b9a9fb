import ConvNet
import Tensors

extension BatchNormalization: KerasReadable {
  static let readsChannelsFirst = true

  static func arguments(of className: String) -> KerasArguments {
    // Renormalisation corrects statistics of batches, which training alone reads.
    KerasArguments(
      read: ["axis", "epsilon", "center", "scale"], fixed: ["virtual_batch_size": [], "adjustment": []],
      harmless: ["momentum", "renorm", "renorm_clipping", "renorm_momentum", "synchronized", "fused"])
  }

  /// `BatchNormalization`: weights in the order γ and β, where there are some, mean, variance; one number a place
  /// along the axis each.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let axis = try config.oneInteger("axis", default: -1)
    let epsilon = try config.number("epsilon") ?? 0.001
    let usesGamma = try config.flag("scale", default: true)
    let usesBeta = try config.flag("center", default: true)
    let code = listing(axis: axis, epsilon: epsilon, usesBeta: usesBeta, usesGamma: usesGamma)
    return LayerRecipe(code: code) { (inputs, weights) throws(ModelError) in
      let input = try config.only(inputs)
      let kept = try config.axes("axis", default: [-1], rank: input.rank)
      let shape = Shape(kept.map { input[$0] })
      let gamma = usesGamma ? try weights.tensor(0, shape: shape).values : nil
      let beta = usesBeta ? try weights.tensor(usesGamma ? 1 : 0, shape: shape).values : nil
      let first = (usesGamma ? 1 : 0) + (usesBeta ? 1 : 0)
      return BatchNormalization(
        mean: try weights.tensor(first, shape: shape).values,
        variance: try weights.tensor(first + 1, shape: shape).values, gamma: gamma, beta: beta,
        epsilon: epsilon, axis: config.axis(axis, rank: input.rank))
    }
  }
}
