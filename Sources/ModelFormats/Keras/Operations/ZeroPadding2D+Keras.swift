import ConvNet
import KerasNotation

extension ZeroPadding2D: KerasReadable {
  static let readsChannelsFirst = true

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(read: ["padding", "data_format"])
  }

  /// `ZeroPadding2D`: `padding` in all its forms.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireKnownDataFormat()
    let padding = ZeroPadding2D(try config.border("padding", default: 1))
    return LayerRecipe(padding)
  }
}
