/// A network with parameters that fit it: it can compute.
public struct TrainedNetwork: Equatable, Sendable {
  /// The layers and their shapes.
  public let network: Network
  /// Every weight and bias.
  public let parameters: Parameters

  /// Puts parameters into a network.
  ///
  /// - Throws: `ParameterError` where they are not those that the layers read.
  public init(_ network: Network, _ parameters: Parameters) throws(ParameterError) {
    try network.check(parameters)
    self.network = network
    self.parameters = parameters
  }

  /// The tensors that a layer reads, its own or those of the layer that it shares them with.
  ///
  /// - Precondition: The layer exists.
  public func parameters(ofLayer index: Int) -> LayerParameters {
    parameters[layer: network.layers.parameterOwner(ofLayer: index)]
  }
}
