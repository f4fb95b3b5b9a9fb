/// The number of a network's output that evidence is sought for.
public enum EvidenceQuantity: Hashable, Sendable {
  /// The logit of a class.
  case logit(Int)
  /// The logit of a class − the logit of another.
  case difference(Int, Int)

  /// The classes that it is made of.
  public var classes: [Int] {
    switch self {
    case .logit(let index): [index]
    case .difference(let one, let other): [one, other]
    }
  }

  /// The number, in `Double`, of logits as they are after rounding to `Float`.
  ///
  /// - Precondition: There are such classes.
  public func value(of logits: [Float]) -> Double {
    switch self {
    case .logit(let index): Double(logits[index])
    case .difference(let one, let other): Double(logits[one]) - Double(logits[other])
    }
  }
}
