public import Tensors

/// All tensors that a pass has recorded, by layer.
public struct Trace: Sendable {
  /// The activation of each layer; `nil` where the pass has not been.
  public fileprivate(set) var activations: [Tensor?]
  /// The number before the activation function of each layer; equal to the activation where that is linear.
  public fileprivate(set) var preActivations: [Tensor?]
}

/// A place in the pass: everything before it is computed.
public struct Position: Hashable, Comparable, Sendable {
  /// The layer that comes next; the number of layers at the end.
  public let layer: Int

  /// Makes a position before a layer.
  public init(layer: Int) {
    self.layer = layer
  }

  /// Whether one place comes before another.
  public static func < (one: Position, other: Position) -> Bool { one.layer < other.layer }
}

/// How far a step goes.
public enum StepSize: Hashable, Sendable, CaseIterable {
  /// To the next layer.
  case layer
}

/// A network at work on one picture, layer by layer, forwards and backwards.
///
/// A value: copying it is a bookmark. Retreating discards nothing, so advancing again costs nothing.
public struct ForwardPass: Sendable {
  /// The network at work.
  public let network: Network
  /// The picture: (height, width, channel), in the network's input shape.
  public let input: Tensor
  /// Where the pass is.
  public private(set) var position: Position
  /// Everything that it has computed, including what lies behind a retreat.
  public private(set) var trace: Trace

  /// Places a pass at its start, where only the input is known.
  ///
  /// - Throws: `ForwardPassError` where the picture has another shape than the network's input.
  public init(network: Network, input: Tensor) throws(ForwardPassError) {
    guard input.shape == network.inputShape else {
      throw .inputShape(expected: network.inputShape, found: input.shape)
    }
    self.network = network
    self.input = input
    self.position = Position(layer: 1)
    let rest = [Tensor?](repeating: nil, count: network.layers.count - 1)
    self.trace = Trace(activations: [input] + rest, preActivations: [input] + rest)
  }

  /// The place where everything is computed.
  public var end: Position { Position(layer: network.layers.count) }
  /// The place where only the input is known.
  public var start: Position { Position(layer: 1) }
  /// Whether everything is computed.
  public var isAtEnd: Bool { position == end }

  /// Goes on to the next boundary of a size; stays at the end.
  public mutating func advance(by size: StepSize = .layer) {
    guard !isAtEnd else { return }
    evaluate(layer: position.layer)
    position = Position(layer: position.layer + 1)
  }

  /// Goes back to the boundary before of a size; stays at the start.
  public mutating func retreat(by size: StepSize = .layer) {
    guard position > start else { return }
    position = Position(layer: position.layer - 1)
  }

  /// Goes to the end.
  public mutating func run() {
    run { _ in false }
  }

  /// Goes on until a condition holds of the position, or to the end; returns whether it held.
  @discardableResult
  public mutating func run(until condition: (Position) -> Bool) -> Bool {
    while !condition(position) {
      guard !isAtEnd else { return false }
      advance()
    }
    return true
  }

  /// Whether a layer's activation is computed at this position.
  public func isComputed(layer index: Int) -> Bool { index < position.layer }

  /// A layer's activation; `nil` where the pass has not been.
  public func activation(ofLayer index: Int) -> Tensor? {
    isComputed(layer: index) ? trace.activations[index] : nil
  }

  /// A layer's numbers before its activation function; `nil` where the pass has not been.
  public func preActivation(ofLayer index: Int) -> Tensor? {
    isComputed(layer: index) ? trace.preActivations[index] : nil
  }

  /// How a unit came about; `nil` where the pass has not been.
  ///
  /// - Precondition: The position lies inside the layer's activation.
  public func explain(unitAt position: [Int], inLayer index: Int) -> Explanation? {
    guard let activation = activation(ofLayer: index), let before = preActivation(ofLayer: index) else {
      return nil
    }
    let layer = network.layers[index]
    let inputs = layer.inputs.compactMap { trace.activations[$0] }
    return Explanation(
      layer: index, position: position,
      form: layer.kind.form(ofUnitAt: position, inputs: inputs),
      preActivation: before[position: position], activationFunction: layer.kind.activationFunction,
      value: activation[position: position])
  }

  /// The logits: the last layer's pre-activation where it ends in softmax, else its values; `nil` before the
  /// end, or where the output is not a line of numbers.
  public var logits: [Float]? {
    let last = network.layers.count - 1
    guard network.outputShape.rank == 1 else { return nil }
    let softmax = network.layers[last].kind.activationFunction == .softmax
    return (softmax ? preActivation(ofLayer: last) : activation(ofLayer: last))?.values
  }

  /// Computes a layer from the layers that it reads, unless that was done before.
  private mutating func evaluate(layer index: Int) {
    guard trace.activations[index] == nil else { return }
    let layer = network.layers[index]
    let before = layer.kind.preActivation(of: layer.inputs.compactMap { trace.activations[$0] })
    trace.preActivations[index] = before
    trace.activations[index] = layer.kind.activationFunction(before)
  }
}

extension ForwardPass: Equatable {
  /// Two passes are equal when network, input and position are.
  public static func == (one: ForwardPass, other: ForwardPass) -> Bool {
    one.position == other.position && one.input == other.input && one.network == other.network
  }
}

/// Why a pass can't start.
public enum ForwardPassError: Error, Equatable, Sendable {
  /// The picture has another shape than the network's input.
  case inputShape(expected: Shape, found: Shape)
}
