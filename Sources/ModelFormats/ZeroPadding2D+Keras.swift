import ConvNet

extension ZeroPadding2D: KerasReadable {
  /// `ZeroPadding2D`: `padding` in all its forms.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireChannelsLast()
    let padding = ZeroPadding2D(try config.border("padding"))
    return LayerRecipe(code: padding.listing) { _, _ in padding }
  }
}
