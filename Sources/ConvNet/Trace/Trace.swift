public import Tensors

/// All tensors of one pass of a picture through a network.
///
/// A value that does not change, and has no position: how much of it is computed where stepping stands is asked of
/// `PartialTrace`. It may end before the network that was meant does: then its own network has the lines before, and
/// `fault` says why there are no more.
public struct Trace: Equatable, Sendable {
  /// The network at work, with its parameters.
  public let trained: TrainedNetwork
  /// The activation of each layer, as far as they are computed; the first is the picture.
  public let activations: [Tensor]
  /// The number before the activation function of each layer; where that is linear and nothing is held, equal to the
  /// activation.
  public let preActivations: [Tensor]
  /// The numbers that stand in place of computed ones, in the order in which they were put there.
  public let holds: [Hold]
  /// Why the network ends where it does; `nil` where it ends as it was meant to.
  public var fault: NetworkError? { unreached?.fault }
  /// What the trace was meant to be made of, where it ends before; `nil` elsewhere.
  let unreached: Unreached?

  /// Computes all layers, with some numbers held.
  ///
  /// - Precondition: There are such maps and units as are held.
  /// - Throws: `TraceError` where the picture has another shape than the network's input.
  public init(_ trained: TrainedNetwork, input: Tensor, holding holds: [Hold] = []) throws(TraceError) {
    var builder = try TraceBuilder(trained, input: input, holding: holds)
    while builder.nextLayer != nil { builder.computeNextLayer() }
    self = builder.trace
  }

  /// Takes tensors that were computed before.
  ///
  /// - Precondition: There is one a layer of each, from the first layer on, and at least the input.
  package init(
    _ trained: TrainedNetwork, activations: [Tensor], preActivations: [Tensor], holds: [Hold] = [],
    unreached: Unreached? = nil
  ) {
    precondition(
      !activations.isEmpty && activations.count == preActivations.count, "a trace without its input")
    self.trained = trained
    self.activations = activations
    self.preActivations = preActivations
    self.holds = holds
    self.unreached = unreached
  }

  /// The layers and their shapes.
  public var network: Network { trained.network }
  /// Every weight and bias.
  public var parameters: Parameters { trained.parameters }
  /// The picture: (height, width, channel), in the network's input shape, without what is held of it.
  public var input: Tensor { preActivations[0] }
  /// How many layers are computed, the input among them.
  public var computedLayers: Int { activations.count }
  /// Whether all layers of the network are computed.
  public var isComplete: Bool { computedLayers == network.layers.count }

  /// The logits: the last layer's pre-activation where it ends in softmax, else its values; `nil` before all is
  /// computed, or where the output is not a line of numbers.
  public var logits: [Float]? {
    guard isComplete, network.outputShape.rank == 1 else { return nil }
    let softmax = network.layers.last?.operation.activationFunction == .softmax
    return (softmax ? preActivations : activations).last?.values
  }
}

/// What a trace was meant to be made of that ends at a fault, so that an edit which mends the fault loses nothing.
package struct Unreached: Equatable, Sendable {
  /// Why the trace ends.
  let fault: NetworkError
  /// All layers, those before the fault among them.
  let layers: [Layer]
  /// The parameters of all layers.
  let parameters: Parameters
  /// The holds on all layers, in the order in which they were made.
  let holds: [Hold]
}

/// Why there is no trace.
public enum TraceError: Error, Equatable, Sendable {
  /// The picture has another shape than the network's input.
  case inputShape(expected: Shape, found: Shape)
}

extension Trace {
  /// How a unit came about; `nil` where its layer is not computed.
  ///
  /// - Precondition: There is such a unit.
  public func explain(_ unit: UnitAddress) -> Explanation? {
    guard unit.layer < computedLayers else { return nil }
    let (activation, before) = (activations[unit.layer], preActivations[unit.layer])
    let layer = network.layers[unit.layer]
    if let hold = holds.last(where: { $0.covers(unit) }) {
      return Explanation(
        layer: unit.layer, position: unit.position, form: .held(hold), preActivation: hold.value,
        activationFunction: .linear, softmax: nil, value: hold.value)
    }
    let inputs = layer.inputs.map { activations[$0] }
    let function = layer.operation.activationFunction
    return Explanation(
      layer: unit.layer, position: unit.position,
      form: layer.operation.form(
        ofUnitAt: unit.position, inputs: inputs, trained.parameters(ofLayer: unit.layer)),
      preActivation: before[position: unit.position], activationFunction: function,
      softmax: function == .softmax ? softmaxShares(of: before.lastAxis(through: unit.position)) : nil,
      value: activation[position: unit.position])
  }
}

extension Tensor {
  /// The numbers of the last axis at a position's place of the others.
  fileprivate func lastAxis(through position: [Int]) -> [Float] {
    let start = shape.offset(of: position.dropLast() + [0])
    return Array(values[start..<start + shape.channels])
  }
}
