import ConvNet
import Tensors

extension PReLU: KerasReadable {
  /// `PReLU`: weight 0 is the slopes, with extent 1 along the axes that share them.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireFloatWeights()
    let shared = try config.integers("shared_axes") ?? []
    return LayerRecipe(code: listing(sharedAxes: shared)) { (inputs, weights) throws(ModelError) in
      let input = try config.only(inputs)
      guard let shape = try? slopeShape(of: input, sharedAxes: shared) else {
        throw config.unsupported("shared_axes")
      }
      return PReLU(alpha: try weights.tensor(0, shape: shape), sharedAxes: shared)
    }
  }
}
