public import Tensors

/// All tensors that a pass has recorded, by layer, whether its position is before or behind them.
public struct Trace: Sendable {
  /// The activation of each layer; `nil` where the pass has never been.
  public fileprivate(set) var activations: [Tensor?]
  /// The number before the activation function of each layer; equal to the activation where that is linear.
  public fileprivate(set) var preActivations: [Tensor?]

  /// Makes a trace of tensors that were recorded before.
  package init(activations: [Tensor?], preActivations: [Tensor?]) {
    self.activations = activations
    self.preActivations = preActivations
  }
}

/// A network at work on one picture, step by step, forwards and backwards.
///
/// A value: copying it is a bookmark. A layer is evaluated whole when the position enters it, and finer steps
/// reveal its numbers. Retreating discards nothing, so advancing again costs nothing.
public struct ForwardPass: Sendable {
  /// The network at work, with its parameters.
  public let trained: TrainedNetwork
  /// The picture: (height, width, channel), in the network's input shape.
  public let input: Tensor
  /// Where the pass is.
  public private(set) var position: Position
  /// Everything that it has evaluated, including what lies behind a retreat.
  public private(set) var trace: Trace

  /// Places a pass at its start, where only the input is known.
  ///
  /// - Throws: `ForwardPassError` where the picture has another shape than the network's input.
  public init(network trained: TrainedNetwork, input: Tensor) throws(ForwardPassError) {
    let network = trained.network
    guard input.shape == network.inputShape else {
      throw .inputShape(expected: network.inputShape, found: input.shape)
    }
    self.trained = trained
    self.input = input
    self.position = network.start
    let rest = [Tensor?](repeating: nil, count: network.layers.count - 1)
    self.trace = Trace(activations: [input] + rest, preActivations: [input] + rest)
  }

  /// Takes a pass up again where a trace of it was recorded.
  ///
  /// - Precondition: The position is valid, and the trace has every layer before it.
  package init(network trained: TrainedNetwork, trace: Trace, at position: Position) {
    precondition(trained.network.isValid(position), "no position of this network: \(position)")
    guard let input = trace.activations.first ?? nil else { preconditionFailure("a trace without its input") }
    (self.trained, self.input, self.trace, self.position) = (trained, input, trace, position)
  }

  /// The layers and their shapes.
  public var network: Network { trained.network }
  /// The place where everything is computed.
  public var end: Position { network.end }
  /// The place where only the input is known.
  public var start: Position { network.start }
  /// Whether everything is computed.
  public var isAtEnd: Bool { position == end }

  /// Goes on to the next boundary of a size; stays at the end.
  public mutating func advance(by size: StepSize = .layer) {
    move(to: network.boundary(after: position, by: size))
  }

  /// Goes back to the boundary before of a size; stays at the start.
  public mutating func retreat(by size: StepSize = .layer) {
    move(to: network.boundary(before: position, by: size))
  }

  /// Goes to a position, and evaluates whole every layer that it passes or enters for the first time.
  ///
  /// - Precondition: The position is valid in the network.
  public mutating func move(to position: Position) {
    precondition(network.isValid(position), "no position of this network: \(position)")
    let isInside = position > Position(layer: position.layer)
    for layer in 1..<position.layer + (isInside ? 1 : 0) { evaluate(layer: layer) }
    self.position = position
  }

  /// Goes to the end.
  public mutating func run() {
    move(to: end)
  }

  /// Goes on in steps of a size until a condition holds of the position, or to the end; returns whether it held.
  @discardableResult
  public mutating func run(by size: StepSize = .layer, until condition: (Position) -> Bool) -> Bool {
    while !condition(position) {
      guard !isAtEnd else { return false }
      advance(by: size)
    }
    return true
  }

  /// A layer's activation where all of it is computed at this position, else `nil`.
  ///
  /// `trace` has the activations of all layers that were ever entered, wherever the position is.
  public func activation(ofLayer index: Int) -> Tensor? {
    isComputed(layer: index) ? trace.activations[index] : nil
  }

  /// A layer's numbers before its activation function where all are computed at this position, else `nil`.
  ///
  /// `trace` has those of all layers that were ever entered, wherever the position is.
  public func preActivation(ofLayer index: Int) -> Tensor? {
    isComputed(layer: index) ? trace.preActivations[index] : nil
  }

  /// The logits: the last layer's pre-activation where it ends in softmax, else its values; `nil` before the
  /// end, or where the output is not a line of numbers.
  public var logits: [Float]? {
    let last = network.layers.count - 1
    guard network.outputShape.rank == 1 else { return nil }
    let softmax = network.layers[last].operation.activationFunction == .softmax
    return (softmax ? preActivation(ofLayer: last) : activation(ofLayer: last))?.values
  }

  /// Computes a layer from the layers that it reads, unless that was done before.
  private mutating func evaluate(layer index: Int) {
    guard trace.activations[index] == nil else { return }
    let layer = network.layers[index]
    let before = layer.operation.preActivation(
      of: layer.inputs.compactMap { trace.activations[$0] }, trained.parameters(ofLayer: index))
    trace.preActivations[index] = before
    trace.activations[index] = layer.operation.activationFunction(before)
  }
}

extension ForwardPass: Equatable {
  /// Two passes are equal when network, input and position are.
  public static func == (one: ForwardPass, other: ForwardPass) -> Bool {
    one.position == other.position && one.input == other.input && one.trained == other.trained
  }
}

/// Why a pass can't start.
public enum ForwardPassError: Error, Equatable, Sendable {
  /// The picture has another shape than the network's input.
  case inputShape(expected: Shape, found: Shape)
}
