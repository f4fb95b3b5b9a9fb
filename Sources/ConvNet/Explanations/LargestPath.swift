extension WeightedSum {
  /// The index of the term to follow: in the channel with the largest subtotal, the largest product.
  ///
  /// Largest in magnitude, the first of equals. Terms whose input is 0 lead nowhere and are passed over. `nil` where all
  /// lie in the padding, and where none can be called the largest: all products are 0, one is NaN, or several are
  /// infinite.
  public var largestTerm: Int? {
    let inside = terms.indices.filter { !terms[$0].isOutside }
    guard haveLargest(inside.lazy.map { terms[$0].product }) else { return nil }
    guard terms.contains(where: { $0.product != 0 }) else { return nil }
    let candidates = inside.filter { terms[$0].input != 0 }
    let subtotals = (0..<channels).map { subtotal(ofChannel: $0) }
    let channel = candidates.map { $0 / termsPerChannel }.heaviest { subtotals[$0] }
    return candidates.filter { $0 / termsPerChannel == channel }.heaviest { terms[$0].product }
  }
}

extension Trace {
  /// The unit that gave the most to a unit; see `Explanation.Form.largestPlace`.
  ///
  /// `nil` for a unit of the input, for a 0 of the padding, for a held number, where no number can be called the
  /// largest, and where the layer is not computed.
  ///
  /// - Precondition: There is such a unit.
  public func largestSource(of unit: UnitAddress) -> UnitAddress? {
    guard let place = explain(unit)?.form.largestPlace else { return nil }
    return network.unit(at: place, ofLayer: unit.layer)
  }

  /// A unit, the unit that gave the most to it, and so on down to a number of the picture.
  ///
  /// - Precondition: There is such a unit.
  public func largestPath(from unit: UnitAddress) -> [UnitAddress] {
    Array(sequence(first: unit) { largestSource(of: $0) })
  }
}

extension Explanation.Form {
  /// The place that gave the most: `WeightedSum.largestTerm`'s, a window's winner, the largest magnitude of an
  /// average or a merge, or the number that came here; `nil` where there is none.
  public var largestPlace: InputPlace? {
    switch self {
    case .given, .padding, .held: nil
    case .weightedSum(let sum): sum.largestTerm.map { InputPlace(sum.terms[$0].position) }
    case .windowMaximum(let window): InputPlace(window.places[window.winner].position)
    case .windowAverage(let window): window.largestPlace.map { InputPlace(window.places[$0].position) }
    case .moved(let origin): origin
    case .elementwise(let elementwise): elementwise.place
    case .merged(let merge): merge.largestOperand.map { merge.operands[$0].place }
    }
  }
}

extension WindowAverage {
  /// The index of the place with the largest magnitude, the first of equals.
  ///
  /// `nil` where all lie in the padding, and where one is NaN or several are infinite.
  public var largestPlace: Int? {
    let inside = places.indices.filter { !places[$0].isOutside }
    guard haveLargest(inside.lazy.map { Double(places[$0].value) }) else { return nil }
    return inside.heaviest { Double(places[$0].value) }
  }
}

extension Merge {
  /// The index of the number that is kept, or else of the one with the largest magnitude, the first of equals;
  /// `nil` where of several that go in one is NaN or more are infinite.
  public var largestOperand: Int? {
    if let kept { return kept }
    guard haveLargest(operands.lazy.map { Double($0.value) }) else { return nil }
    return operands.indices.heaviest { Double(operands[$0].value) }
  }
}

extension Network {
  /// The unit that stands at a place of a layer's inputs.
  ///
  /// - Precondition: The layer has such an input.
  public func unit(at place: InputPlace, ofLayer index: Int) -> UnitAddress {
    UnitAddress(layer: layers[index].inputs[place.input], position: place.position)
  }
}

/// Whether a largest magnitude can be told: none of the numbers is NaN, and not more than one is infinite.
private func haveLargest(_ numbers: some Collection<Double>) -> Bool {
  numbers.allSatisfy { !$0.isNaN } && numbers.count(where: \.isInfinite) <= 1
}

extension Sequence<Int> {
  /// The one whose number has the largest magnitude, the first of equals; NaN outweighs all numbers.
  fileprivate func heaviest(by number: (Int) -> Double) -> Int? {
    reduce(nil) { best, index in
      guard let best else { return index }
      return number(index).outweighs(number(best)) ? index : best
    }
  }
}

extension Double {
  /// Whether a number has a larger magnitude than another; NaN outweighs all numbers.
  fileprivate func outweighs(_ other: Double) -> Bool {
    isNaN ? !other.isNaN : magnitude > other.magnitude
  }
}
