import ConvNet
import KerasNotation
import Tensors

extension BatchNormalization: KerasReadable {
  static let readsChannelsFirst = true

  // Renormalisation corrects statistics of batches, which training alone reads.
  static let arguments = KerasArguments(
    read: ["axis", "epsilon", "center", "scale"], fixed: ["virtual_batch_size": [], "adjustment": []],
    harmless: ["momentum", "renorm", "renorm_clipping", "renorm_momentum", "synchronized", "fused"])

  /// `BatchNormalization`: weights in the order γ and β, where there are some, mean, variance; one number a place
  /// along the axis each.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let axis = try config.oneInteger("axis", default: -1)
    let epsilon = try config.number("epsilon") ?? 0.001
    let usesGamma = try config.flag("scale", default: true)
    let usesBeta = try config.flag("center", default: true)
    func normalization(along place: Int?) -> BatchNormalization {
      BatchNormalization(epsilon: epsilon, axis: place, usesGamma: usesGamma, usesBeta: usesBeta)
    }
    return LayerRecipe(code: normalization(along: nil).code(axis: axis)) { (inputs) throws(ModelError) in
      normalization(along: try config.places(ofAxes: [axis], of: inputs)[0])
    }
  }
}
