import ConvNet

extension Concatenate: KerasReadable {
  /// `Concatenate`: the axis, in which the batch's counts.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let concatenate = Concatenate(axis: try config.integer("axis", default: -1))
    return LayerRecipe(code: concatenate.listing) { _, _ in concatenate }
  }
}
