extension Explanation {
  /// What the unit's arithmetic gives where that leaves the range of `Float`, whose numbers end at 3.4·10³⁸, so that
  /// its pre-activation is ±∞; `nil` for all other units.
  public var valueBeyondFloat: Double? {
    guard preActivation.isInfinite, let exact = form.exactValue, exact.isFinite else { return nil }
    return exact
  }
}

extension Explanation.Form {
  /// What the form's arithmetic gives in `Double`, before it is rounded to `Float`; `nil` where nothing is worked out.
  var exactValue: Double? {
    switch self {
    case .given, .moved, .padding, .windowMaximum, .held: nil
    case .weightedSum(let sum): sum.sumOfProducts + Double(sum.bias ?? 0)
    case .windowAverage(let window): window.sum / Double(window.count)
    case .elementwise(let elementwise): elementwise.value
    case .merged(let merge): merge.value
    }
  }
}
