import CellScreen
import ConvNet
import Tensors

/// Softmax of a line of numbers as it is printed: of each its exponential and its share, closed so that both columns
/// add up.
public struct SoftmaxTable {
  /// One row; what a row doesn't have is empty.
  public struct Row: Equatable, Sendable {
    /// Whether the row is the one that was asked for.
    public var isMarked = false
    /// The number's index.
    public var index = ""
    /// What the number is called, or what the row closes.
    public var name = ""
    /// The number.
    public var number = ""
    /// Its exponential.
    public var exponential = ""
    /// Its share of all exponentials.
    public var share = ""

    /// The cells from left to right.
    public var cells: [String] { [isMarked ? "▸" : "", index, name, number, exponential, share] }
  }

  private let numbers: [Float]
  private let softmax: SoftmaxShares
  /// Whether the largest number is taken away first, where the exponentials would be too long to print.
  private let isShifted: Bool
  private let exponentials: [Double]
  private let sum: Double
  private let marked: Int

  /// The table of some numbers, of which one was asked for.
  public init(_ numbers: [Float], marked: Int) {
    self.numbers = numbers
    self.marked = marked
    softmax = softmaxShares(of: numbers)
    isShifted = !(-2...18).contains(softmax.max)
    exponentials = isShifted ? softmax.exponents : numbers.map { exponential(Double($0)) }
    sum = exponentials.reduce(0, +)
  }

  /// Why there are no shares; `nil` where there are.
  public var reasonForNoShares: String? { Explorer.reasonForNoShares(of: numbers) }

  /// The share of the number that was asked for, in percent; in words where there is none.
  public var share: String {
    let share = softmax.shares[marked]
    return share.isNaN ? "no share" : NumberText.percent(share, decimals: 3)
  }

  /// The formula in letters and with the marked number; where softmax gives no shares, why.
  public func formulas(of noun: String) -> [String] {
    if let reason = reasonForNoShares { return [reason] }
    let power: (String) -> String = { letter in
      isShifted ? "e^(\(noun)[\(letter)] − max)" : "e^\(noun)[\(letter)]"
    }
    let part = NumberText.allPlaces(exponentials[marked], decimals: 2)
    let all = NumberText.allPlaces(sum, decimals: 2)
    return [
      "p[w] = \(power("w")) ÷ Σ v<\(numbers.count)  \(power("v"))",
      "p[\(marked)] = e^\(exponent) ÷ \(all) = \(part) ÷ \(all) = \(share)",
    ]
  }

  /// The exponent of the marked number as the formula has it: `11.954`, `(30.100 − 31.000)`.
  private var exponent: String {
    let number = NumberText.fixed(numbers[marked], decimals: 3)
    return isShifted ? "(\(number) − \(NumberText.fixed(softmax.max, decimals: 3)))" : number
  }

  /// The headings of the columns.
  public var headings: Row {
    Row(number: "x", exponential: isShifted ? "e^(x − max)" : "e^x", share: "share")
  }

  /// A row a number, of more than `most` the largest and the marked one, closed by the sums of both columns.
  public func rows(most: Int = 20, name: (Int) -> String) -> [Row] {
    let shown = shown(most)
    let hasShares = reasonForNoShares == nil
    let rows = shown.map { index in
      Row(
        isMarked: index == marked, index: String(index), name: name(index),
        number: NumberText.fixed(numbers[index], decimals: 3),
        exponential: NumberText.allPlaces(exponentials[index], decimals: 2),
        share: hasShares ? NumberText.percent(softmax.shares[index], decimals: 3) : "none")
    }
    return hasShares ? rows + closing(shown) : rows
  }

  /// The numbers that have a row: all in their order, or the largest, the largest first, and the marked one.
  private func shown(_ most: Int) -> [Int] {
    guard numbers.count > most else { return Array(numbers.indices) }
    let order = numbers.indices.sorted { (numbers[$0], $1) > (numbers[$1], $0) }
    let largest = Array(order.prefix(most))
    return largest.contains(marked) ? largest : largest + [marked]
  }

  /// What has no row, what rounding keeps the columns from adding up, and their sums.
  private func closing(_ shown: [Int]) -> [Row] {
    var rows: [Row] = []
    let shares = softmax.shares.map { 100 * $0 }
    let hasRow = Set(shown)
    let others = numbers.indices.filter { !hasRow.contains($0) }
    let rest = [exponentials, shares].map { column in others.reduce(0) { $0 + column[$1] } }
    if !others.isEmpty {
      rows.append(
        Row(
          name: "… \(NumberText.grouped(others.count)) others",
          exponential: NumberText.allPlaces(rest[0], decimals: 2),
          share: NumberText.percent(rest[1] / 100, decimals: 3)))
    }
    let left = NumberText.rounding(
      of: shown.map { exponentials[$0] } + [rest[0]], total: sum, decimals: 2, allPlaces: true)
    let leftOfShares = NumberText.rounding(of: shown.map { shares[$0] } + [rest[1]], total: 100, decimals: 3)
    if left != nil || leftOfShares != nil {
      rows.append(
        Row(
          name: "rounding of these columns", exponential: left ?? "",
          share: leftOfShares.map { $0 + " %" } ?? ""))
    }
    rows.append(
      Row(
        name: "sum", exponential: NumberText.allPlaces(sum, decimals: 2),
        share: NumberText.fixed(shares.reduce(0, +), decimals: 3) + " %"))
    return rows
  }
}
