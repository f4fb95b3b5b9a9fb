public import ConvNet
import KerasNotation
public import Tensors

extension UnitWords {
  /// The words of any unit of a network; `nil` where its layer's operation has none.
  ///
  /// `samples` are those of the picture, (height, width, channel), each in 0…1, of which `preprocessing` made
  /// the network's input.
  public init?(
    _ explanation: Explanation, in trained: TrainedNetwork, preprocessing: Preprocessing = Preprocessing(),
    samples: Tensor? = nil
  ) {
    if case .held(let hold) = explanation.form {
      self.init([hold.words])
      return
    }
    guard let operation = trained.network.layers[explanation.layer].operation as? any DescribedLayer else {
      return nil
    }
    let context = LayerContext(
      trained: trained, index: explanation.layer, preprocessing: preprocessing, samples: samples)
    self = operation.unitWords(explanation, in: context)
  }
}
