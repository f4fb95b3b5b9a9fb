public import ConvNet
public import Tensors

extension UnitWords {
  /// The words of any unit of a network; `nil` where its layer's kind has none.
  ///
  /// `samples` are those of the picture, (height, width, channel), each in 0…1, of which `preprocessing` made
  /// the network's input.
  public init?(
    _ explanation: Explanation, in network: Network, preprocessing: Preprocessing = Preprocessing(),
    samples: Tensor? = nil
  ) {
    guard let kind = network.layers[explanation.layer].kind as? any DescribedLayer else { return nil }
    let context = LayerContext(
      network: network, index: explanation.layer, preprocessing: preprocessing, samples: samples)
    self = kind.unitWords(explanation, in: context)
  }
}
