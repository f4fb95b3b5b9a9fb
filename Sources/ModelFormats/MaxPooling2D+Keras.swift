import ConvNet

extension MaxPooling2D: KerasReadable {
  static let readsChannelsFirst = true

  /// `MaxPooling2D`: strides are those of the window unless given.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireKnownDataFormat()
    let pooling = MaxPooling2D(
      poolSize: try config.requiredSize("pool_size"), strides: try config.size("strides"),
      padding: try config.padding())
    return LayerRecipe(code: pooling.listing) { _, _ in pooling }
  }
}
