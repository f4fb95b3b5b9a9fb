import ConvNet

extension Permute: KerasReadable {
  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(read: ["dims"])
  }

  /// `Permute`: the axes of the input in their new order, counted from 1.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    guard let dims = try config.integers("dims"), !dims.isEmpty else {
      throw config.bad("dims", expected: .integers(upTo: KerasConfig.largestInteger))
    }
    let permute = Permute(dims: dims)
    return LayerRecipe(permute)
  }
}
