public import ConvNet

extension UnitWords {
  /// The words of any unit of a network; `nil` where its layer's kind has none.
  public init?(_ explanation: Explanation, in network: Network) {
    guard let kind = network.layers[explanation.layer].kind as? any DescribedLayer else { return nil }
    self = kind.unitWords(explanation, in: LayerContext(network: network, index: explanation.layer))
  }
}
