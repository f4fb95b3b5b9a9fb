/// What one number gave to a unit.
public struct Contribution: Equatable, Sendable {
  /// How it went in.
  public enum Kind: Equatable, Sendable {
    /// As a product of a sum.
    case product(Term)
    /// As the bias, added at the end.
    case bias
    /// As the number of a window that was kept.
    case kept
    /// As a number of a window that was dropped.
    case dropped
    /// As the number that moved to the unit's place.
    case moved
  }

  /// The unit that the number comes from; `nil` for the padding and the bias.
  public let source: UnitAddress?
  /// How it went in.
  public let kind: Kind
  /// How much of the unit's pre-activation it makes: the product, the bias, the number that was kept or moved,
  /// and 0 for what was dropped.
  public let amount: Double
}

extension ForwardPass {
  /// What made a unit's pre-activation, largest magnitude first; the amounts add up to it.
  ///
  /// Equal magnitudes stay in the order of the pass; NaN comes before all numbers. Of a sum these are all
  /// products, padded ones too, and the bias where there is one; of a window its places, the kept one first; of
  /// a flattening the one number that moved. A unit of the input has none, nor has one whose layer was never
  /// entered.
  ///
  /// - Precondition: There is such a unit.
  public func contributions(to unit: UnitAddress) -> [Contribution] {
    guard let explanation = explain(unit) else { return [] }
    return contributionsInOrder(of: explanation).sortedByMagnitude
  }

  /// What made a unit, in the order of the pass; of a window the kept place first.
  private func contributionsInOrder(of explanation: Explanation) -> [Contribution] {
    guard let source = network.layers[explanation.layer].inputs.first else { return [] }
    switch explanation.form {
    case .given: return []
    case .weightedSum(let sum): return contributions(of: sum, from: source)
    case .windowMaximum(let window): return contributions(of: window, from: source)
    case .moved(let origin):
      let amount = Double(explanation.preActivation)
      return [
        Contribution(source: UnitAddress(layer: source, position: origin), kind: .moved, amount: amount)
      ]
    }
  }

  private func contributions(of sum: WeightedSum, from source: Int) -> [Contribution] {
    let products = sum.terms.map { term in
      Contribution(
        source: term.isOutside ? nil : UnitAddress(layer: source, position: term.position),
        kind: .product(term), amount: term.product)
    }
    guard let bias = sum.bias else { return products }
    return products + [Contribution(source: nil, kind: .bias, amount: Double(bias))]
  }

  private func contributions(of window: WindowMaximum, from source: Int) -> [Contribution] {
    let winner = window.winner
    let places = [winner] + window.places.indices.filter { $0 != winner }
    return places.map { index in
      let place = window.places[index]
      return Contribution(
        source: place.isOutside ? nil : UnitAddress(layer: source, position: place.position),
        kind: index == winner ? .kept : .dropped, amount: index == winner ? Double(place.value) : 0)
    }
  }
}

extension [Contribution] {
  /// The contributions by magnitude, largest first; equal ones as they stood.
  fileprivate var sortedByMagnitude: [Contribution] {
    enumerated().sorted { one, other in
      if one.element.amount.outweighs(other.element.amount) { return true }
      return !other.element.amount.outweighs(one.element.amount) && one.offset < other.offset
    }
    .map(\.element)
  }
}

extension Double {
  /// Whether a number has a larger magnitude than another; NaN outweighs all numbers.
  func outweighs(_ other: Double) -> Bool {
    isNaN ? !other.isNaN : magnitude > other.magnitude
  }
}
