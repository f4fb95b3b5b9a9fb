import ConvNet
import KerasNotation

extension Reshape: KerasReadable {
  static let arguments = KerasArguments(read: ["target_shape"])

  /// `Reshape`: the extents without the batch's, one of them −1 perhaps.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let extents = try config.requiredIntegers("target_shape")
    // Keras makes one number of a picture of one pixel so.
    guard !extents.isEmpty else { throw config.unsupported("target_shape") }
    return LayerRecipe(Reshape(targetShape: extents))
  }
}
