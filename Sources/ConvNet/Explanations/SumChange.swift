/// Why a number is another one after a change, where it is a sum of products both times: what each product was, what
/// it is now, and what that makes of the sum.
public struct SumChange: Equatable, Sendable {
  /// One product, before and now.
  public struct Part: Equatable, Sendable {
    /// The index of the term, in the order of the sum.
    public let index: Int
    /// The term before.
    public let before: Term
    /// The term now.
    public let now: Term

    /// What it adds to the change: the product now − the product before, both exact.
    public var amount: Double { now.product - before.product }
    /// Whether input and weight have the bits that they had.
    public var isSame: Bool {
      before.input.bitPattern == now.input.bitPattern && before.weight.bitPattern == now.weight.bitPattern
    }
  }

  /// All products, in the order of the sum.
  public let parts: [Part]
  /// The bias before and now; `nil` where there is none.
  public let bias: (before: Float, now: Float)?
  /// The sum as it was after rounding to `Float`, before the activation function.
  public let before: Float
  /// The sum as it is now after rounding to `Float`, before the activation function.
  public let now: Float

  /// Compares two explanations of one unit; `nil` where one is no sum of products, or they don't read the same numbers.
  public init?(from before: Explanation, to now: Explanation) {
    guard case .weightedSum(let first) = before.form, case .weightedSum(let second) = now.form,
      first.terms.count == second.terms.count, (first.bias == nil) == (second.bias == nil)
    else { return nil }
    parts = zip(first.terms, second.terms).enumerated().map { index, terms in
      Part(index: index, before: terms.0, now: terms.1)
    }
    bias = first.bias.flatMap { before in second.bias.map { (before, $0) } }
    (self.before, self.now) = (before.preActivation, now.preActivation)
  }

  /// What the sum has become more, of the numbers as they are after rounding.
  public var total: Double { Double(now) - Double(before) }

  /// What the bias adds to the change.
  public var biasAmount: Double { bias.map { Double($0.now) - Double($0.before) } ?? 0 }

  /// The parts that have changed, those that add most first; what is not finite before all others.
  public var changed: [Part] {
    let changed = parts.filter { !$0.isSame }
    let sizes = changed.map { $0.amount.isFinite ? $0.amount.magnitude : .infinity }
    return changed.indices.sorted { sizes[$0] == sizes[$1] ? $0 < $1 : sizes[$0] > sizes[$1] }
      .map { changed[$0] }
  }

  /// Whether two have the same parts.
  public static func == (one: SumChange, other: SumChange) -> Bool {
    one.parts == other.parts && one.bias?.before == other.bias?.before && one.bias?.now == other.bias?.now
      && one.before == other.before && one.now == other.now
  }
}
