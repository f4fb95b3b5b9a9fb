public import Tensors

/// A trace in the making, layer by layer.
public struct TraceBuilder: Sendable {
  /// The network at work, with its parameters.
  public let trained: TrainedNetwork
  private let holds: [Hold]
  private var activations: [Tensor]
  private var preActivations: [Tensor]

  /// Begins with the picture; some numbers are held.
  ///
  /// - Precondition: There are such maps and units as are held.
  /// - Throws: `TraceError` where the picture has another shape than the network's input.
  public init(_ trained: TrainedNetwork, input: Tensor, holding holds: [Hold] = []) throws(TraceError) {
    let expected = trained.network.inputShape
    guard input.shape == expected else { throw .inputShape(expected: expected, found: input.shape) }
    self.init(trained, pictured: input, holding: holds)
  }

  /// Begins with a picture of the right shape.
  init(_ trained: TrainedNetwork, pictured input: Tensor, holding holds: [Hold]) {
    self.trained = trained
    self.holds = holds
    activations = [holds.applied(to: input, ofLayer: 0)]
    preActivations = [input]
  }

  /// The layer that is computed next; `nil` where all are.
  public var nextLayer: Int? {
    activations.count < trained.network.layers.count ? activations.count : nil
  }

  /// Computes the next layer; nothing where all are computed.
  public mutating func computeNextLayer() { computeNextLayer { true } }

  /// Computes the next layer; between pieces of the work it is asked whether to go on, and nothing is computed where not.
  ///
  /// - Returns: Whether it went on.
  @discardableResult
  public mutating func computeNextLayer(goesOn: () -> Bool) -> Bool {
    guard let index = nextLayer else { return true }
    let layer = trained.network.layers[index]
    let numbers = computed(goesOn: goesOn) {
      let before = layer.operation.computedPreActivation(
        of: layer.inputs.map { activations[$0] }, trained.parameters(ofLayer: index))
      return (before, layer.operation.activationFunction.computed(before))
    }
    guard let (before, after) = numbers else { return false }
    preActivations.append(before)
    activations.append(holds.applied(to: after, ofLayer: index))
    return true
  }

  /// Takes the next layer's tensors from a trace in which they are the same.
  ///
  /// - Precondition: There is a next layer, and the trace has it.
  mutating func takeNextLayer(from trace: Trace) {
    let index = activations.count
    activations.append(trace.activations[index])
    preActivations.append(trace.preActivations[index])
  }

  /// What is computed so far.
  public var trace: Trace { trace(before: nil) }

  /// What is computed so far of a network that ends before it was meant to.
  func trace(before unreached: Unreached?) -> Trace {
    Trace(
      trained, activations: activations, preActivations: preActivations, holds: holds, unreached: unreached)
  }
}
