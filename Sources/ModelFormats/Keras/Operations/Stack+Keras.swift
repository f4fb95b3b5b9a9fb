import ConvNet
import KerasNotation
import Tensors

extension Stack {
  /// `ops.stack(xs, axis=…)`: the batch's axis is 0, and none may stand before it.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let axis = try config.integer("axis", default: 0)
    let argument = ListingToken.named("axis", "\(axis)", .axis)
    return LayerRecipe(code: KerasOperation.code(config, ["xs"], argument)) { (inputs) throws(ModelError) in
      guard let rank = inputs.first?.rank else { throw config.fault(.inputCount(expected: 2, found: 0)) }
      // Along an axis among the batch's and those of the input with the new one.
      let place = axis < 0 ? axis + rank + 2 : axis
      guard (1...rank + 1).contains(place) else { throw config.unsupported("axis") }
      try KerasArrayFunction.refuseMaps(of: config, rank: rank + 1)
      return Stack(axis: place - 1)
    }
  }
}
