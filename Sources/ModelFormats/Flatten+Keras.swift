import ConvNet

extension Flatten: KerasReadable {
  /// `Flatten`: no arguments but the axis order.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireChannelsLast()
    return LayerRecipe(code: Flatten().listing) { _, _ in Flatten() }
  }
}
