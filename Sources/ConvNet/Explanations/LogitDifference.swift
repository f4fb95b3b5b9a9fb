/// Why one logit is larger than another: both are sums of the same numbers with other weights, so their difference is
/// the sum of input × (weight of one − weight of the other), and the difference of their biases.
public struct LogitDifference: Equatable, Sendable {
  /// What one number adds to the difference.
  public struct Part: Equatable, Sendable {
    /// The unit that both logits read.
    public let unit: UnitAddress
    /// Its number.
    public let input: Float
    /// What the first logit multiplies it by.
    public let weight: Float
    /// What the second one multiplies it by.
    public let otherWeight: Float

    /// Input × (weight − other weight): the difference of two exact products.
    public var amount: Double { Double(input) * Double(weight) - Double(input) * Double(otherWeight) }
    /// Whether the input is 0, so that the part is 0 whatever finite weights there are.
    public var addsNothing: Bool { input == 0 && amount == 0 }
  }

  /// The parts, in the order of the pass.
  public let parts: [Part]
  /// The bias of the first logit − that of the second; `nil` where there are none.
  public let bias: Double?
  /// The first logit − the second, of the numbers as they are after rounding to `Float`.
  public let total: Double
}

extension Trace {
  /// The difference of the logits of two classes; `nil` where they are no sums of the same numbers, or not computed.
  ///
  /// Softmax is passed over, in the last layer or as a layer of its own.
  ///
  /// - Precondition: There are such classes.
  public func logitDifference(of one: Int, and other: Int) -> LogitDifference? {
    let last = network.layers.count - 1
    guard let logits, let first = sum(ofLogit: UnitAddress(layer: last, position: [one])),
      let second = sum(ofLogit: UnitAddress(layer: last, position: [other])), first.layer == second.layer,
      first.sum.terms.map(\.position) == second.sum.terms.map(\.position)
    else { return nil }
    let source = network.layers[first.layer].inputs[0]
    let parts = zip(first.sum.terms, second.sum.terms).map { one, other in
      LogitDifference.Part(
        unit: UnitAddress(layer: source, position: one.position), input: one.input, weight: one.weight,
        otherWeight: other.weight)
    }
    let biases = first.sum.bias.flatMap { bias in second.sum.bias.map { Double(bias) - Double($0) } }
    return LogitDifference(
      parts: parts, bias: biases, total: Double(logits[one]) - Double(logits[other]))
  }

  /// The sum that a logit is, behind softmax and layers that only pass numbers on; `nil` where it is none.
  private func sum(ofLogit unit: UnitAddress) -> (layer: Int, sum: WeightedSum)? {
    var (unit, isLast) = (unit, true)
    while let explanation = explain(unit) {
      let function = explanation.activationFunction
      guard function == .linear || (isLast && function == .softmax) else { return nil }
      switch explanation.form {
      case .weightedSum(let sum): return (unit.layer, sum)
      case .moved(let origin): unit = network.unit(at: origin, ofLayer: unit.layer)
      case .given, .windowMaximum, .windowAverage, .padding, .elementwise, .merged, .held: return nil
      }
      isLast = false
    }
    return nil
  }
}
