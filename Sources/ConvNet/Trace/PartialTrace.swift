public import Tensors

/// A trace as far as it is computed at a position of the pass.
public struct PartialTrace: Sendable {
  /// All tensors, those that are not yet computed at the position among them.
  public let trace: Trace
  /// The place in the pass: everything before it is computed.
  public let position: Position

  /// Looks at a trace from a position.
  ///
  /// - Precondition: The position is valid in the trace's network.
  public init(_ trace: Trace, at position: Position) {
    precondition(trace.network.isValid(position), "no position of this network: \(position)")
    self.trace = trace
    self.position = position
  }

  /// The layers and their shapes.
  public var network: Network { trace.network }

  /// A layer's activation where all of it is computed at this position, else `nil`.
  public func activation(ofLayer index: Int) -> Tensor? {
    isComputed(layer: index) ? trace.activations[index] : nil
  }

  /// A layer's numbers before its activation function where all are computed at this position, else `nil`.
  public func preActivation(ofLayer index: Int) -> Tensor? {
    isComputed(layer: index) ? trace.preActivations[index] : nil
  }
}

extension PartialTrace {
  /// Whether all of a layer's activation is computed at this position.
  public func isComputed(layer index: Int) -> Bool { index < position.layer }

  /// Whether a unit's value is computed at this position.
  ///
  /// A softmax is known with the last unit of its axis: then the values of all channels at that place are.
  ///
  /// - Precondition: There is such a unit.
  public func isComputed(_ unit: UnitAddress) -> Bool {
    guard network.layers[unit.layer].operation.activationFunction.worksOverAxis else {
      return isPreActivationComputed(unit)
    }
    let lastChannel = network.shapes[unit.layer].channels - 1
    return isPreActivationComputed(
      UnitAddress(layer: unit.layer, position: unit.position.dropLast() + [lastChannel]))
  }

  /// Whether all steps of a unit's own are done at this position.
  ///
  /// Behind a softmax the value may still be missing; elsewhere this is the same as `isComputed`.
  ///
  /// - Precondition: There is such a unit.
  public func isPreActivationComputed(_ unit: UnitAddress) -> Bool {
    unit.layer < position.layer
      || (unit.layer == position.layer && network.passIndex(of: unit) < position.unit)
  }

  /// How many numbers of a feature map have their values at this position, row by row; of a layer without maps 1 or 0
  /// for each unit's own.
  ///
  /// A softmax is known at a place for all maps at once.
  public func computedNumbers(ofMap channel: Int, layer index: Int) -> Int {
    let shape = network.shapes[index]
    let size = shape.unitsPerMap
    let done = computedUnits(ofLayer: index)
    guard index == position.layer else { return done == 0 ? 0 : size }
    guard !network.layers[index].operation.activationFunction.worksOverAxis else {
      return done / max(1, shape.channels)
    }
    return min(max(0, done - channel * size), size)
  }

  /// How many units of a layer have their values at this position.
  public func computedUnits(ofLayer index: Int) -> Int {
    let shape = network.shapes[index]
    guard index == position.layer else { return index < position.layer ? shape.count : 0 }
    guard network.layers[index].operation.activationFunction.worksOverAxis else { return position.unit }
    let places = position.unit - (shape.channels - 1) * shape.unitsPerMap
    return max(0, places) * shape.channels
  }
}
