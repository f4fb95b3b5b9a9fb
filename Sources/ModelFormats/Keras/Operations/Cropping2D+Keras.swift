import ConvNet
import KerasNotation

extension Cropping2D: KerasReadable {
  static let readsChannelsFirst = true

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(read: ["cropping", "data_format"])
  }

  /// `Cropping2D`: `cropping` in all its forms.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireKnownDataFormat()
    let cropping = Cropping2D(try config.border("cropping", default: 0))
    return LayerRecipe(cropping)
  }
}
