/// What one number gave to a unit.
public struct Contribution: Equatable, Sendable {
  /// How it went in.
  public enum Kind: Equatable, Sendable {
    /// As a product of a sum.
    case product(Term)
    /// As the bias, added at the end.
    case bias
    /// As the number of a window or a merge that was kept.
    case kept
    /// As a number of a window or a merge that was dropped.
    case dropped
    /// As the number that moved to the unit's place.
    case moved
    /// As the number that went through steps of arithmetic.
    case worked
    /// As what those steps add, whatever the number is.
    case constant
    /// As one of several numbers that were added, or averaged.
    case summand
    /// As one of several numbers that were multiplied.
    case factor
  }

  /// The unit that the number comes from; `nil` for the padding and the bias.
  public let source: UnitAddress?
  /// How it went in.
  public let kind: Kind
  /// How much of the unit's pre-activation it makes.
  ///
  /// The product, the bias, the number that was kept or moved, its share of an average, and 0 for what was dropped.
  /// Of numbers that were multiplied each makes an equal part of the product.
  public let amount: Double
}

extension Trace {
  /// What made a unit's pre-activation, largest magnitude first; the amounts add up to it.
  ///
  /// Equal magnitudes stay in the order of the pass; NaN comes before all numbers. Of a sum these are all
  /// products, padded ones too, and the bias where there is one; of a window its places, the kept one first; of
  /// a merge one number an input. A unit of the input has none, nor has one that is held or whose layer is not
  /// computed.
  ///
  /// - Precondition: There is such a unit.
  public func contributions(to unit: UnitAddress) -> [Contribution] {
    guard let explanation = explain(unit) else { return [] }
    return contributionsInOrder(of: explanation).sortedByMagnitude
  }

  /// What made a unit, in the order of the pass; of a window the kept place first.
  private func contributionsInOrder(of explanation: Explanation) -> [Contribution] {
    let layer = explanation.layer
    let source = { (place: InputPlace) in network.unit(at: place, ofLayer: layer) }
    switch explanation.form {
    case .given, .padding, .held: return []
    case .weightedSum(let sum): return contributions(of: sum, from: network.layers[layer].inputs[0])
    case .windowMaximum(let window): return contributions(of: window, from: network.layers[layer].inputs[0])
    case .windowAverage(let window): return contributions(of: window, from: network.layers[layer].inputs[0])
    case .moved(let origin):
      let amount = Double(explanation.preActivation)
      return [Contribution(source: source(origin), kind: .moved, amount: amount)]
    case .elementwise(let elementwise):
      let part = elementwise.linearPart
      return [
        Contribution(source: source(elementwise.place), kind: .worked, amount: part),
        Contribution(source: nil, kind: .constant, amount: elementwise.value - part),
      ]
    case .merged(let merge):
      return zip(merge.operands, merge.amounts).map { operand, share in
        Contribution(source: source(operand.place), kind: share.kind, amount: share.amount)
      }
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

extension Trace {
  private func contributions(of window: WindowAverage, from source: Int) -> [Contribution] {
    window.places.map { place in
      Contribution(
        source: place.isOutside ? nil : UnitAddress(layer: source, position: place.position), kind: .summand,
        amount: place.isOutside ? 0 : Double(place.value) / Double(window.count))
    }
  }
}

extension Merge {
  /// How much of the result each number makes; they add up to it.
  fileprivate var amounts: [(kind: Contribution.Kind, amount: Double)] {
    let count = Double(operands.count)
    return operands.enumerated().map { index, operand in
      let value = Double(operand.value)
      return switch operation {
      case .add: (.summand, value)
      case .subtract: (.summand, index == 0 ? value : -value)
      case .average: (.summand, value / count)
      case .multiply: (.factor, self.value / count)
      case .maximum, .minimum: index == kept ? (.kept, value) : (.dropped, 0)
      }
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
