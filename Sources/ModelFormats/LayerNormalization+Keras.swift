import ConvNet
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
    let code = listing(axes: axes, epsilon: epsilon, usesBeta: usesBeta, usesGamma: usesGamma)
    return LayerRecipe(code: code) { (inputs, weights) throws(ModelError) in
      let input = try config.only(inputs)
      let sorted = try config.sorted(axes, argument: "axis").axes("axis", default: [-1], rank: input.rank)
      func numbers(_ index: Int) throws(ModelError) -> [Float] {
        config.ascending(try weights.tensor(index, shape: Shape(sorted.map { input[$0] })), axes: sorted)
      }
      return LayerNormalization(
        gamma: usesGamma ? try numbers(0) : nil, beta: usesBeta ? try numbers(usesGamma ? 1 : 0) : nil,
        epsilon: epsilon, axes: axes.map { config.axis($0, rank: input.rank) })
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
