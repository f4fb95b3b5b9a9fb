import ConvNet

extension ZeroPadding2D: KerasReadable {
  static let readsChannelsFirst = true

  /// `ZeroPadding2D`: `padding` in all its forms.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireKnownDataFormat()
    let padding = ZeroPadding2D(try config.border("padding"))
    return LayerRecipe(code: padding.listing) { _, _ in padding }
  }
}
