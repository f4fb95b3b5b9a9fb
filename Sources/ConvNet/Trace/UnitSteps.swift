/// One step of a unit.
public enum UnitStep: Hashable, Sendable {
  /// A term of its explanation: a product, a number of the window, the number that moves.
  case term(Int)
  /// The bias is added.
  case bias
  /// The activation function is applied.
  case activationFunction
}

/// The steps that a unit of a layer takes, the same for all of its units.
///
/// A softmax, like all functions over an axis, is no step of a unit's own: it needs the pre-activations of its whole axis, and is known with the
/// last of them.
public struct UnitSteps: Equatable, Sendable {
  /// How many terms there are, padded ones among them.
  public let terms: Int
  /// Whether a bias is added.
  public let hasBias: Bool
  /// Whether the activation function is a step: it works number by number, and is not linear.
  public let hasFunction: Bool

  /// How many steps there are.
  public var count: Int { terms + (hasBias ? 1 : 0) + (hasFunction ? 1 : 0) }

  /// The step at a place of the order: terms, bias, activation function.
  ///
  /// - Precondition: There is such a step.
  public subscript(index: Int) -> UnitStep {
    precondition((0..<count).contains(index), "step \(index) of \(count)")
    if index < terms { return .term(index) }
    return index == terms && hasBias ? .bias : .activationFunction
  }
}

extension Network {
  /// The steps of every unit of a layer; none for the input, which is there from the start.
  public func steps(ofUnitInLayer index: Int) -> UnitSteps {
    let operation = layers[index].operation
    return UnitSteps(
      terms: operation.termCount(inputs: inputShapes(ofLayer: index)), hasBias: operation.usesBias,
      hasFunction: operation.activationFunction != .linear && !operation.activationFunction.worksOverAxis)
  }

  /// How many steps every unit of a layer takes; none for the input.
  public func stepCount(ofUnitInLayer index: Int) -> Int { steps(ofUnitInLayer: index).count }
}
