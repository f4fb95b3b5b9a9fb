import ConvNet
import KerasNotation
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
    let code = BatchNormalization(epsilon: epsilon, usesGamma: usesGamma, usesBeta: usesBeta)
      .code(axis: axis)
    return LayerRecipe(code: code) { (inputs) throws(ModelError) in
      let axes = try config.axes("axis", default: [-1], rank: try config.only(inputs).rank)
      return BatchNormalization(epsilon: epsilon, axis: axes[0], usesGamma: usesGamma, usesBeta: usesBeta)
    }
  }
}
