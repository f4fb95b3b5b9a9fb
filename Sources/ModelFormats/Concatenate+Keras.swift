import ConvNet
import Tensors

extension Concatenate: KerasReadable {
  static let readsChannelsFirst = true

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(read: ["axis"])
  }

  /// `Concatenate`: the axis, in which the batch's counts.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let axis = try config.integer("axis", default: -1)
    return LayerRecipe(code: Concatenate(axis: axis).listing) { inputs in
      Concatenate(axis: config.axis(axis, rank: inputs.first?.rank ?? 0))
    }
  }
}
