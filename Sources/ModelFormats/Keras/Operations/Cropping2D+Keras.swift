import ConvNet
import KerasNotation

extension Cropping2D: KerasReadable {
  static let arguments = KerasArguments(read: ["cropping", "data_format"])

  /// `Cropping2D`: `cropping` in all its forms.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    LayerRecipe(Cropping2D(try config.border("cropping", default: 0)))
  }
}
