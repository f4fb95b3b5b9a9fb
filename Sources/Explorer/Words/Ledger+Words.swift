import CellScreen
public import ConvNet

/// A row of a ledger behind its terms, as it is printed.
public struct ClosingLine: Equatable, Sendable {
  /// What a line is.
  public enum Kind: Equatable, Sendable {
    /// Terms, or products of a 0, that have no row of their own.
    case others
    /// The bias.
    case bias
    /// What keeps the printed numbers from making the total.
    case between
    /// What all together make, before the activation function.
    case sum
    /// What that is divided by.
    case quotient
    /// What the activation function makes of it.
    case function
  }

  /// What the line is.
  public let kind: Kind
  /// What is said, several wordings, the longest first.
  public let words: [String]
  /// What the line adds; empty where it adds nothing.
  public var amount = ""
  /// What comes out up to and with it; empty where nothing does.
  public var total = ""
  /// What the line adds, before it is printed; `nil` where it adds nothing, and of what rounding leaves.
  public var adds: Double?
  /// What comes out of all, before it is printed; `nil` for lines that add, and of a sum that is still to be divided.
  public var makes: Double?

  /// The longest wording that fits into a number of columns, else the shortest.
  public func words(fitting columns: Int) -> String {
    words.first { DisplayText.width(of: $0) <= columns } ?? words.last ?? ""
  }

  /// The one number of the line: what comes out, marked as such, or else what it adds.
  public var number: String { amount.isEmpty && !total.isEmpty ? "= " + total : amount }
}

extension Ledger {
  /// What stands between the printed amounts and what they make; `nil` where they make it.
  public func closing(decimals: Int) -> ColumnClosing? {
    let amounts = rows.compactMap(\.amount)
    if let sum, divisor > 1 { return ColumnClosing(amounts, total: sum, exact: nil, decimals: decimals) }
    if sum != nil { return ColumnClosing(amounts, explanation, decimals: decimals) }
    guard !explanation.preActivation.isFinite, explanation.valueBeyondFloat != nil || isMultiplied else {
      return nil
    }
    return ColumnClosing([], explanation, decimals: decimals)
  }

  private var isMultiplied: Bool {
    if case .merged(let merge) = explanation.form { merge.operation == .multiply } else { false }
  }

  /// All that closes the rows of the terms: what has no row of its own, bias, rounding, sum, activation function.
  public func closingLines(decimals: Int) -> [ClosingLine] {
    let before = NumberText.fixed(explanation.preActivation, decimals: decimals)
    var lines = rows.compactMap { line($0, decimals: decimals) }
    if let closing = closing(decimals: decimals) {
      // What is printed comes to the total with this line only.
      var line = ClosingLine(kind: .between, words: closing.words, amount: closing.amount)
      if closing.isRounding, let bias = lines.lastIndex(where: { $0.kind == .bias }) {
        line.total = lines[bias].total
        lines[bias].total = ""
      }
      lines.append(line)
    }
    if let sum, divisor > 1 {
      lines.append(ClosingLine(kind: .sum, words: ["sum"], total: NumberText.fixed(sum, decimals: decimals)))
      lines.append(ClosingLine(kind: .quotient, words: ["÷ \(NumberText.grouped(divisor))"], total: before))
    } else {
      lines.append(
        ClosingLine(
          kind: .sum, words: [sum == nil ? "value" : "sum"], total: before,
          makes: Double(explanation.preActivation)))
    }
    let function = explanation.activationFunction
    if function != .linear {
      lines.append(
        ClosingLine(
          kind: .function,
          words: [function == .relu ? "ReLU: max(0, \(before))" : "\(function.title)(\(before))"],
          total: NumberText.fixed(explanation.value, decimals: decimals),
          // A share of 1 has no place on the axis of what is added.
          makes: function == .softmax ? nil : Double(explanation.value)))
    }
    return lines
  }

  /// The lines that close the rows, with what the activation function makes in place of the sum that it reads.
  public func shortClosingLines(decimals: Int) -> [ClosingLine] {
    let lines = closingLines(decimals: decimals)
    return lines.last?.kind == .function ? lines.filter { $0.kind != .sum && $0.kind != .quotient } : lines
  }

  /// A row behind the terms; `nil` for the rows of terms.
  private func line(_ row: Row, decimals: Int) -> ClosingLine? {
    let amount = NumberText.signed(row.amount ?? 0, decimals: decimals)
    switch row.kind {
    case .start, .term, .channel: return nil
    case .rest(let count):
      return ClosingLine(
        kind: .others, words: [wordsOfRest(count), "\(NumberText.grouped(count)) more"], amount: amount,
        adds: row.amount)
    case .zeros(let count):
      let words =
        count == 1
        ? "… 1 other input is 0: it adds 0" : "… \(NumberText.grouped(count)) other inputs are 0: they add 0"
      return ClosingLine(kind: .others, words: [words], amount: amount)
    case .bias:
      let filter =
        explanation.position.count == 3 ? ["+ bias of filter \(explanation.position[2])", "+ bias"] : []
      let exact = explanation.valueBeyondFloat ?? Double(explanation.preActivation)
      return ClosingLine(
        kind: .bias, words: filter + ["bias"], amount: amount,
        total: NumberText.fixed(exact, decimals: decimals), adds: row.amount)
    }
  }

  /// What terms or channels that have no row of their own are called: `… 12 other products`.
  private func wordsOfRest(_ count: Int) -> String {
    let isByChannel = rows.contains { if case .channel = $0.kind { true } else { false } }
    let noun = isByChannel ? "channel" : "product"
    return "… \(NumberText.grouped(count)) other \(noun)\(count == 1 ? "" : "s")"
  }
}
