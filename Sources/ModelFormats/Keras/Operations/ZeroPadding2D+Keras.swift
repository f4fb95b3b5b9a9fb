import ConvNet
import KerasNotation

extension ZeroPadding2D: KerasReadable {
  static let arguments = KerasArguments(read: ["padding", "data_format"])

  /// `ZeroPadding2D`: `padding` in all its forms.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    LayerRecipe(ZeroPadding2D(try config.border("padding", default: 1)))
  }
}
