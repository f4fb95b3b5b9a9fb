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

  /// Takes what a pass has computed of the layer that it is in; `nil` where it is at a layer
  /// of which nothing is computed, or at its end.
  init?(_ trace: PartialTrace, of evaluation: Evaluation) {
    let layer = trace.position.layer
    guard layer < evaluation.trace.computedLayers else { return nil }
    let (activation, preActivation) = (
      evaluation.trace.activations[layer], evaluation.trace.preActivations[layer]
    )
    position = trace.position
    after = LayerNumbers(activation, ofLayer: layer, computedBy: trace)
    let isSame = trace.network.layers[layer].operation.activationFunction == .linear
    before = isSame ? after : LayerNumbers(preActivation, ofLayer: layer, computedBy: trace)
  }
}

extension Viewpoint {
  /// What is known of a layer's numbers where the pass is: of all of them, of those that are computed, or nothing.
  public func numbers(ofLayer layer: Int, beforeActivation: Bool, in evaluation: Evaluation) -> LayerNumbers {
    guard let position = passPosition, layer >= position.layer else {
      return evaluation.numbers(ofLayer: layer, beforeActivation: beforeActivation)
    }
    guard layer == position.layer, let trace, let known = known(of: trace, in: evaluation) else {
      return LayerNumbers(noneOf: evaluation.trace.network.shapes[layer])
    }
    return beforeActivation ? known.before : known.after
  }

  private func known(of trace: PartialTrace, in evaluation: Evaluation) -> PartialNumbers? {
    if let partialNumbers = findings.partialNumbers, partialNumbers.holds(at: trace.position) {
      return partialNumbers
    }
    return PartialNumbers(trace, of: evaluation)
  }
}

extension ExplorerState {
  /// Finds out what is known of the layer that the pass is in, unless that was done before.
  mutating func refreshPartialNumbers() {
    guard let position = playhead.position, let evaluation = shown, let trace else {
      findings.partialNumbers = nil
      return
    }
    if findings.partialNumbers?.holds(at: position) != true {
      findings.partialNumbers = PartialNumbers(trace, of: evaluation)
    }
  }
}
