/// Which class a line of logits speaks for; where none stands out, why none does.
public enum Verdict: Hashable, Sendable {
  /// One logit is larger than all others.
  case winner(Int)
  /// These logits are equal, and no other is larger.
  case tie([Int])
  /// These logits are NaN, which is neither larger nor smaller than a number.
  case notANumber([Int])
  /// These logits are ∞: they left the range of `Float`, and softmax makes NaN of all classes.
  case infinite([Int])

  /// Judges the logits of several classes; `nil` where there are fewer than two.
  public init?(logits: [Float]) {
    guard logits.count > 1, let largest = logits.max() else { return nil }
    let unknown = logits.indices.filter { logits[$0].isNaN }
    guard unknown.isEmpty else {
      self = .notANumber(unknown)
      return
    }
    let first = logits.indices.filter { logits[$0] == largest }
    self = largest == .infinity ? .infinite(first) : first.count == 1 ? .winner(first[0]) : .tie(first)
  }

  /// Judges the probability that a single unit gives to the second of two classes.
  public init(probability: Float) {
    self =
      probability.isNaN
      ? .notANumber([0, 1]) : probability == 0.5 ? .tie([0, 1]) : .winner(probability > 0.5 ? 1 : 0)
  }

  /// The class that stands out; `nil` where none does.
  public var winner: Int? {
    if case .winner(let index) = self { index } else { nil }
  }
}
