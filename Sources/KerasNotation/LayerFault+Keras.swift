public import ConvNet

extension LayerFault {
  /// What Keras calls arguments that have another name in the engine.
  private static let names = [
    "dilation": "dilation_rate", "multiplier": "depth_multiplier", "shared axes": "shared_axes",
    "target shape": "target_shape", "axes": "dims",
  ]

  /// The fault with the name that Keras gives to an argument.
  public var inKeras: LayerFault {
    guard case .argument(let name, let found) = self else { return self }
    return .argument(Self.names[name] ?? name, found: found)
  }
}
