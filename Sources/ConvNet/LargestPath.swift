extension WeightedSum {
  /// The index of the term to follow: in the channel with the largest subtotal, the largest product.
  ///
  /// Largest in magnitude, the first of equals. Terms whose input is 0 lead nowhere and are passed over, unless
  /// there are no others; `nil` where all lie in the padding.
  public var largestTerm: Int? {
    let inside = terms.indices.filter { !terms[$0].isOutside }
    let active = inside.filter { terms[$0].input != 0 }
    let candidates = active.isEmpty ? inside : active
    guard let first = candidates.first else { return nil }
    let subtotals = (0..<channels).map { subtotal(ofChannel: $0) }
    return candidates.dropFirst().reduce(first) { best, index in
      let (channel, bestChannel) = (index / termsPerChannel, best / termsPerChannel)
      let isBetter =
        channel == bestChannel
        ? terms[index].product.outweighs(terms[best].product)
        : subtotals[channel].outweighs(subtotals[bestChannel])
      return isBetter ? index : best
    }
  }
}

extension ForwardPass {
  /// The unit that gave the most to a unit: `WeightedSum.largestTerm`'s, the window's winner, or the number
  /// that moved.
  ///
  /// `nil` for a unit of the input, and where the layer was never entered.
  ///
  /// - Precondition: There is such a unit.
  public func largestSource(of unit: UnitAddress) -> UnitAddress? {
    guard let explanation = explain(unit), let source = network.layers[unit.layer].inputs.first else {
      return nil
    }
    let position: [Int]? =
      switch explanation.form {
      case .given: nil
      case .weightedSum(let sum): sum.largestTerm.map { sum.terms[$0].position }
      case .windowMaximum(let window): window.places[window.winner].position
      case .moved(let origin): origin
      }
    return position.map { UnitAddress(layer: source, position: $0) }
  }

  /// A unit, the unit that gave the most to it, and so on down to a number of the picture.
  ///
  /// - Precondition: There is such a unit.
  public func largestPath(from unit: UnitAddress) -> [UnitAddress] {
    Array(sequence(first: unit) { largestSource(of: $0) })
  }
}
