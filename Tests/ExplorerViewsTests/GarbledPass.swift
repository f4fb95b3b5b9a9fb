import ConvNet
import Explorer
import Tensors
import TestSupport

/// Passes whose numbers are others behind a position, and the same before it.
enum GarbledPass {
  /// The evaluation with all numbers that are not computed at a position replaced by others.
  static func evaluation(
    _ evaluation: Evaluation, behind position: Position, _ generator: inout SeededGenerator
  ) -> Evaluation {
    let pass = PartialTrace(evaluation.trace, at: position)
    let network = pass.network
    var activations: [Tensor] = []
    var preActivations: [Tensor] = []
    for layer in network.layers.indices {
      let after = evaluation.tensor(ofLayer: layer, beforeActivation: false)
      let before = evaluation.tensor(ofLayer: layer, beforeActivation: true)
      activations.append(garbled(after, layer, &generator) { pass.isComputed($0) })
      preActivations.append(garbled(before, layer, &generator) { pass.isPreActivationComputed($0) })
    }
    let garbled = Trace(
      evaluation.trace.trained, activations: activations, preActivations: preActivations)
    return Evaluation(trace: garbled, picture: evaluation.picture)
  }

  /// A layer's numbers with those replaced that are not known: by numbers of all sizes, zeros and NaN among them.
  private static func garbled(
    _ tensor: Tensor, _ layer: Int, _ generator: inout SeededGenerator, isKnown: (UnitAddress) -> Bool
  ) -> Tensor {
    guard layer > 0 else { return tensor }
    let size = Float.random(in: 0.01...300, using: &generator)
    var values = tensor.values
    for offset in values.indices
    where !isKnown(UnitAddress(layer: layer, position: tensor.shape.indices(ofOffset: offset))) {
      switch Int.random(in: 0..<12, using: &generator) {
      case 0: values[offset] = 0
      case 1: values[offset] = .nan
      default: values[offset] = Float.random(in: -size...size, using: &generator)
      }
    }
    return Tensor(tensor.shape, values)
  }

  /// A position of a pass: the start of a layer, or in it, between units or inside of one.
  static func position(in network: Network, _ generator: inout SeededGenerator) -> Position {
    let layer = Int.random(in: 1..<network.layers.count, using: &generator)
    guard Int.random(in: 0..<4, using: &generator) > 0 else { return Position(layer: layer) }
    let unit = Int.random(in: 0..<network.shapes[layer].count, using: &generator)
    let steps = network.stepCount(ofUnitInLayer: layer)
    return Position(
      layer: layer, unit: unit,
      term: Bool.random(using: &generator) ? Int.random(in: 0..<steps, using: &generator) : 0)
  }
}
