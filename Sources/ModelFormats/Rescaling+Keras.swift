import ConvNet

extension Rescaling: KerasReadable {
  /// `Rescaling`: scale and offset, as numbers or as lists that are broadcast.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    guard let scale = try config.constant("scale") else { throw config.bad("scale", expected: .numbers) }
    let rescaling = Rescaling(scale: scale, offset: try config.constant("offset") ?? Constant(0))
    return LayerRecipe(code: rescaling.listing) { _, _ in rescaling }
  }
}
