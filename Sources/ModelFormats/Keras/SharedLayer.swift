import ConvNet

/// What two calls of one layer have in common, but two layers don't.
struct SharedLayer: Hashable {
  private let address: WeightAddress
  private let suffix: String
  /// Axes mean other ones where the ranks differ.
  private let ranks: [Int]

  /// What a call has in common with others of the same layer; `nil` for functions of `keras.ops`, which are no layers.
  init?(_ call: KerasCall, _ stage: LayerRecipe.Stage, ranks: [Int]) {
    guard !call.layer.isOperation else { return nil }
    address = call.address
    suffix = stage.suffix
    self.ranks = ranks
  }
}
