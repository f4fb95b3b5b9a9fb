import ConvNet
import KerasNotation
import Tensors

extension LayerNormalization: KerasReadable {
  static let readsChannelsFirst = true
  static let arguments = KerasArguments(read: ["axis", "epsilon", "center", "scale", "rms_scaling"])

  /// `LayerNormalization`: weights γ and β, where there are some, with an axis for each of the layer's, in the order
  /// of their numbers.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    guard !(try config.flag("rms_scaling", default: false)) else { throw config.unsupported("rms_scaling") }
    let axes = try config.integers("axis") ?? [-1]
    let epsilon = try config.number("epsilon") ?? 0.001
    let usesGamma = try config.flag("scale", default: true)
    let usesBeta = try config.flag("center", default: true)
    func normalization(along places: [Int]?) -> LayerNormalization {
      LayerNormalization(epsilon: epsilon, axes: places, usesGamma: usesGamma, usesBeta: usesBeta)
    }
    // Keras sorts the axes by its own numbers before it makes weights.
    let stored = StoredOrder { (inputs) throws(ModelError) in
      try config.places(ofAxes: axes.sorted(), of: inputs)
    }
    return LayerRecipe(code: normalization(along: nil).code(axes: axes), stored: stored) {
      (inputs) throws(ModelError) in
      normalization(along: try config.places(ofAxes: axes, of: inputs))
    }
  }
}
