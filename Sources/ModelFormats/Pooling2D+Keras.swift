import ConvNet

extension KerasReadable where Self: Pooling2D {
  static var readsChannelsFirst: Bool { true }

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(read: ["pool_size", "strides", "padding", "data_format"])
  }

  /// `MaxPooling2D`, `AveragePooling2D`: strides are those of the window unless given.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireKnownDataFormat()
    let pooling = Self(
      poolSize: try config.requiredSize("pool_size"), strides: try config.size("strides"),
      padding: try config.padding())
    return LayerRecipe(pooling)
  }
}
