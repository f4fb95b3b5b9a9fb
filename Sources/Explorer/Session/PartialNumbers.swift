import ConvNet
import Tensors

/// What is known of the numbers of the layer that a pass is in, found once a step.
struct PartialNumbers: Sendable {
  /// Where the pass is.
  let position: Position
  /// The numbers after the activation function.
  let after: LayerNumbers
  /// The numbers before it.
  let before: LayerNumbers

  /// Whether the same numbers are known at a position: the products of a unit add none.
  func holds(at position: Position) -> Bool {
    position.layer == self.position.layer && position.unit == self.position.unit
  }

  /// Takes what a pass has computed of the layer that it is in; `nil` at its end.
  init?(_ pass: PartialTrace, of evaluation: Evaluation) {
    let layer = pass.position.layer
    guard pass.network.layers.indices.contains(layer) else { return nil }
    position = pass.position
    after = LayerNumbers(
      evaluation.tensor(ofLayer: layer, beforeActivation: false), ofLayer: layer, computedBy: pass)
    let isSame = pass.network.layers[layer].operation.activationFunction == .linear
    before =
      isSame
      ? after
      : LayerNumbers(
        evaluation.tensor(ofLayer: layer, beforeActivation: true), ofLayer: layer, computedBy: pass)
  }
}

extension Viewpoint {
  /// What is known of a layer's numbers where the pass is: of all of them, of those that are computed, or nothing.
  public func numbers(
    ofLayer layer: Int, beforeActivation: Bool, in evaluation: Evaluation
  ) -> LayerNumbers {
    guard let position = passPosition, layer >= position.layer else {
      return evaluation.numbers(ofLayer: layer, beforeActivation: beforeActivation)
    }
    guard layer == position.layer, let pass, let known = known(of: pass, in: evaluation) else {
      return LayerNumbers(noneOf: evaluation.pass.network.shapes[layer])
    }
    return beforeActivation ? known.before : known.after
  }

  private func known(of pass: PartialTrace, in evaluation: Evaluation) -> PartialNumbers? {
    if let partialNumbers = findings.partialNumbers, partialNumbers.holds(at: pass.position) {
      return partialNumbers
    }
    return PartialNumbers(pass, of: evaluation)
  }
}

extension ExplorerState {
  /// Finds out what is known of the layer that the pass is in, unless that was done before.
  mutating func refreshPartialNumbers() {
    guard let position = playhead.position, let evaluation, let pass else {
      findings.partialNumbers = nil
      return
    }
    if findings.partialNumbers?.holds(at: position) != true {
      findings.partialNumbers = PartialNumbers(pass, of: evaluation)
    }
  }
}
