import ConvNet
import KerasNotation

extension Reshape: KerasReadable {
  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(read: ["target_shape"])
  }

  /// `Reshape`: the extents without the batch's, one of them −1 perhaps.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    guard let extents = try config.integers("target_shape") else {
      throw config.bad("target_shape", expected: .integers(upTo: KerasConfig.largestInteger))
    }
    // Keras makes one number of a picture of one pixel so.
    guard !extents.isEmpty else { throw config.unsupported("target_shape") }
    let reshape = Reshape(targetShape: extents)
    return LayerRecipe(reshape)
  }
}
