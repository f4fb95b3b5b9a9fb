internal import ConvNet
internal import ImageFormats
internal import Tensors

/// What a network says of a picture.
struct Classification: Equatable, Sendable {
  /// Which class the logits, or the probability, speak for.
  let verdict: Verdict
  /// The probability of each class; empty where the logits have none.
  let probabilities: [Double]
}

extension Classification {
  /// Takes the logits at the end of a pass.
  init?(_ pass: FastPass) {
    guard let logits = pass.logits else { return nil }
    self.init(logits: logits, of: pass.network)
  }

  /// Takes the logits of a network; a single sigmoid unit is the probability of the second of two classes.
  init?(logits: [Float], of network: Network) {
    guard let function = network.layers.last?.operation.activationFunction else { return nil }
    if logits.count == 1 {
      guard function == .sigmoid else { return nil }
      verdict = Verdict(probability: logits[0])
      probabilities = logits[0].isNaN ? [] : [1 - Double(logits[0]), Double(logits[0])]
    } else {
      guard let judged = Verdict(logits: logits) else { return nil }
      verdict = judged
      let shares = function == .linear || function == .softmax ? softmaxShares(of: logits).shares : []
      probabilities = shares.contains(where: \.isNaN) ? [] : shares
    }
  }

  /// The class that logits of a network speak for; `nil` where none stands out.
  static func winner(ofLogits logits: [Float]?, of network: Network) -> Int? {
    guard let logits else { return nil }
    return (logits.count == 1 ? Verdict(probability: logits[0]) : Verdict(logits: logits))?.winner
  }
}

extension OpenedModel {
  /// The names of the network's classes.
  ///
  /// - Throws: `CommandError` where its output is neither a line of logits nor one sigmoid unit, or the labels don't fit.
  public func classes(labels: String?) throws(CommandError) -> [String] {
    let network = try network()
    let shape = network.outputShape
    let isSigmoid = network.layers.last?.operation.activationFunction == .sigmoid
    guard shape.rank == 1, shape[0] > 1 || isSigmoid else { throw .noLogits(model: path, shape: shape) }
    return try Labels.load(explicit: labels, model: path, count: max(2, shape[0])).names
  }

  /// Classifies a picture file with a pass of the model's network, which is used again for the next one.
  ///
  /// - Throws: `CommandError` where the file can't be read or holds no picture, or the network can't classify it.
  func classification(
    ofPictureAt path: String, with pass: FastPass
  ) throws(CommandError) -> Classification {
    try classification(of: samples(of: PictureFile(path: path), at: path, hasPass: true), with: pass)
  }

  /// Classifies the samples of a picture with a pass of the model's network, or of the network after changes.
  ///
  /// - Throws: `CommandError` where the network can't classify it.
  func classification(of samples: Tensor, with pass: FastPass) throws(CommandError) -> Classification {
    do {
      try pass.run(on: preprocessing.input(samples))
    } catch {
      throw .unsuitableInput(model: path, shape: pass.network.inputShape)
    }
    guard let classification = Classification(pass) else {
      throw .noLogits(model: path, shape: pass.network.outputShape)
    }
    return classification
  }
}
