import ConvNet
import KerasNotation
import Tensors

extension LayerNormalization: KerasReadable {
  static let readsChannelsFirst = true

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(read: ["axis", "epsilon", "center", "scale", "rms_scaling"])
  }

  /// `LayerNormalization`: weights γ and β, where there are some, with an axis for each of the layer's, in the order
  /// of their numbers.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    guard !(try config.flag("rms_scaling", default: false)) else { throw config.unsupported("rms_scaling") }
    let axes = try config.integers("axis") ?? [-1]
    let epsilon = try config.number("epsilon") ?? 0.001
    let usesGamma = try config.flag("scale", default: true)
    let usesBeta = try config.flag("center", default: true)
    let code = LayerNormalization(epsilon: epsilon, usesGamma: usesGamma, usesBeta: usesBeta)
      .code(axes: axes)
    let stored = StoredOrder { (inputs) throws(ModelError) in
      let rank = try config.only(inputs).rank
      return try config.sorted(axes, argument: "axis").axes("axis", default: [-1], rank: rank)
    }
    return LayerRecipe(code: code, stored: stored) { (inputs) throws(ModelError) in
      let rank = try config.only(inputs).rank
      return LayerNormalization(
        epsilon: epsilon, axes: try config.axes("axis", default: [-1], rank: rank), usesGamma: usesGamma,
        usesBeta: usesBeta)
    }
  }
}

extension KerasConfig {
  /// The arguments with some axes in ascending order of Keras's numbers, as Keras sorts them before it makes weights.
  fileprivate func sorted(_ axes: [Int], argument: String) -> KerasConfig {
    var values = values
    values[argument] = .array(axes.sorted().map { .integer($0) })
    return KerasConfig(
      layer: layer, className: className, values: values, isChannelsFirst: isChannelsFirst)
  }
}
