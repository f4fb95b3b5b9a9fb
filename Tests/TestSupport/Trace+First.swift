public import ConvNet

extension Trace {
  /// The pass as it is when some of its layers are computed, from the first on.
  public func first(_ layers: Int) -> Trace {
    Trace(
      trained, activations: Array(activations.prefix(layers)),
      preActivations: Array(preActivations.prefix(layers)), holds: holds)
  }
}
