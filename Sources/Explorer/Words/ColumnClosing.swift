import CellScreen
public import ConvNet

/// What is said between a printed column of a sum and its total, where the one doesn't make the other.
public struct ColumnClosing: Equatable, Sendable {
  /// What keeps them apart, several wordings, the longest first.
  public let words: [String]
  /// By how much, or what the sum would be; empty where no number says it.
  public let amount: String
  /// Whether only the digits that are not printed keep them apart.
  public let isRounding: Bool

  /// The longest wording that fits into a number of columns, else the shortest.
  public func words(fitting columns: Int) -> String {
    words.first { DisplayText.width(of: $0) <= columns } ?? words.last ?? ""
  }

  /// Compares the numbers of a column, printed with some decimals, with the sum that they make.
  ///
  /// A sum that left the range of `Float` is ±∞ though its parts are finite; a part that is NaN or ±∞ makes the sum
  /// what it is. `nil` where the printed column adds up.
  public init?(_ parts: [Double], _ explanation: Explanation, decimals: Int) {
    self.init(
      parts, total: Double(explanation.preActivation), exact: explanation.valueBeyondFloat, decimals: decimals
    )
  }

  /// Compares the numbers of a column with a total; `exact` is the sum where that is beyond `Float`.
  package init?(_ parts: [Double], total: Double, exact: Double?, decimals: Int) {
    if let exact {
      let sum = NumberText.signed(exact, decimals: decimals)
      (words, amount, isRounding) = (Self.beyondFloat, sum, false)
    } else if !total.isFinite {
      (words, amount, isRounding) = (Self.notFinite, "", false)
    } else if let rounding = NumberText.rounding(of: parts, total: total, decimals: decimals) {
      (words, amount, isRounding) = (["rounding of this column", "rounding"], rounding, true)
    } else {
      return nil
    }
  }

  private static let beyondFloat = [
    "beyond the range of Float (3.40e38)", "beyond the range of Float", "beyond Float",
  ]
  private static let notFinite = ["NaN or ∞ is among these numbers", "NaN or ∞ among them", "NaN or ∞"]
}
