import ConvNet
import KerasNotation

extension KerasReadable where Self: Pooling2D & NotatedOperation {
  static var readsChannelsFirst: Bool { true }

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(read: ["pool_size", "strides", "padding", "data_format"])
  }

  /// `MaxPooling2D`, `AveragePooling2D`: strides are those of the window unless given.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireKnownDataFormat()
    let window = try config.requiredSize("pool_size")
    let strides = try config.size("strides") ?? window
    let padding = try config.padding()
    let code = Self(poolSize: window, strides: strides, padding: .none).code(padding)
    return LayerRecipe(code: code) { inputs in
      let border = inputs.first.map { padding.border(over: $0, window: window, strides: strides) }
      return Self(poolSize: window, strides: strides, padding: border ?? .none)
    }
  }
}
