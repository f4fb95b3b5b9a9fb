import ConvNet
import Tensors

extension PReLU: KerasReadable {
  static let readsChannelsFirst = true

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(read: ["shared_axes"])
  }

  /// `PReLU`: weight 0 is the slopes, with extent 1 along the axes that share them.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let shared = try config.integers("shared_axes") ?? []
    return LayerRecipe(code: listing(sharedAxes: shared)) { (inputs, weights) throws(ModelError) in
      let input = try config.only(inputs)
      let axes = shared.map { config.axis($0, rank: input.rank) }
      guard let shape = try? slopeShape(of: input, sharedAxes: axes) else {
        throw config.unsupported("shared_axes")
      }
      let alpha = try weights.tensor(0, shape: config.fileShape(of: shape))
      let order = try config.axes("", default: Array(1...max(1, input.rank)), rank: input.rank)
      return PReLU(alpha: Tensor(shape, config.ascending(alpha, axes: order)), sharedAxes: axes)
    }
  }
}
