import CellScreen
import ConvNet
import Explorer
import Tensors

/// The arithmetic of a unit that is made of few numbers, a line a step: what is done, with which number, and what
/// comes out so far.
struct UnitLedger {
  /// A step as it is printed.
  struct Line {
    /// What is done: `− mean`, `+ conv2d[3,4,5]`.
    var words: String
    /// The other number of the step; empty where there is none.
    var amount = ""
    /// What comes out so far.
    var total = ""
    /// The term that the line shows; `nil` for lines that close the arithmetic.
    var term: Int?
    /// Whether the line is the selected one, or the one that gives the value.
    var isAccented = false
  }

  /// The lines from the first number to the value.
  private(set) var lines: [Line] = []
  private let name: (InputPlace) -> String
  private let decimals: Int
  /// Whether the unit is computed.
  private let isWhole: Bool

  /// The ledger of a unit in a state; `revealed` terms are known.
  init(_ subject: Subject, _ explanation: Explanation, revealed: Int) {
    let inputs = subject.network.layers[explanation.layer].inputs
    name = { place in
      let name = inputs.indices.contains(place.input) ? subject.name(ofLayer: inputs[place.input]) : ""
      return "\(name)[\(place.position.map(String.init).joined(separator: ","))]"
    }
    decimals = subject.shape(ofLayer: explanation.layer).rank == 3 ? 4 : 3
    isWhole = revealed == .max
    addTerms(explanation, in: subject, revealed: revealed)
    for index in lines.indices where (lines[index].term ?? -1) >= revealed {
      (lines[index].amount, lines[index].total) = ("", "·····")
    }
    if let waiting = wordsOfWaiting(subject, explanation) { lines.append(Line(words: waiting)) }
    guard revealed == .max else { return }
    addClosing(explanation)
  }

  private mutating func addTerms(_ explanation: Explanation, in subject: Subject, revealed: Int) {
    switch explanation.form {
    case .given, .weightedSum: break
    case .held(let hold): lines.append(Line(words: hold.words, term: 0))
    case .padding:
      lines.append(Line(words: wordsOfPadding, total: text(0), term: 0))
    case .moved(let origin):
      lines.append(Line(words: name(origin), total: text(Double(explanation.preActivation)), term: 0))
    case .elementwise(let elementwise): add(elementwise)
    case .merged(let merge): add(merge, selected: selectedOperand(of: merge, in: subject))
    case .windowMaximum(let window):
      isWhole ? add(window) : addLargest(of: window, amongFirst: min(revealed, window.places.count))
    case .windowAverage(let window):
      isWhole ? add(window) : addSum(of: window, amongFirst: min(revealed, window.places.count))
    }
  }

  private mutating func add(_ elementwise: Elementwise) {
    lines.append(Line(words: name(elementwise.place), total: text(Double(elementwise.input))))
    for (index, step) in elementwise.steps.enumerated() {
      lines.append(
        Line(
          words: step.words, amount: NumberText.steady(step.operand, decimals: decimals),
          total: text(elementwise.value(afterSteps: index + 1)), term: index))
    }
  }

  private mutating func add(_ merge: Merge, selected: Int) {
    for (index, operand) in merge.operands.enumerated() {
      let sign = index == 0 ? "" : merge.operation.sign + " "
      var line = Line(words: sign + name(operand.place), amount: text(Double(operand.value)), term: index)
      if merge.kept == index, isWhole { line.words += "  kept" }
      if merge.kept == nil, index > 0 { line.total = text(merge.partialValue(ofOperands: index + 1)) }
      line.isAccented = index == selected
      lines.append(line)
    }
    guard merge.operation == .average else { return }
    let count = merge.operands.count
    lines.append(Line(words: "÷ \(count) numbers", total: text(merge.value), term: count - 1))
  }

  private mutating func add(_ window: WindowMaximum) {
    let winner = window.places[window.winner]
    let count = NumberText.grouped(window.places.count { !$0.isOutside })
    lines.append(
      Line(
        words: (winner.value.isNaN ? "NaN, of \(count): " : "the largest of \(count): ")
          + name(InputPlace(winner.position)), total: text(Double(winner.value)),
        term: window.places.count - 1))
  }

  /// The largest number so far, while the window's places are compared.
  private mutating func addLargest(of window: WindowMaximum, amongFirst count: Int) {
    let places = window.places.prefix(count)
    let (done, all) = (places.count { !$0.isOutside }, window.places.count { !$0.isOutside })
    var line = Line(words: Self.words("the largest of", done, all), term: max(0, count - 1))
    if done > 0 {
      let largest = WindowMaximum(places: Array(places))
      line.total = text(Double(places[largest.winner].value))
    } else if count > 0 {
      line.total = "·····"
    }
    lines.append(line)
  }

  /// The sum so far, while the window's numbers are added.
  private mutating func addSum(of window: WindowAverage, amongFirst count: Int) {
    let done = window.places.prefix(count).count { !$0.isOutside }
    lines.append(
      Line(
        words: Self.words("sum of", done, window.count), total: text(window.partialSum(ofPlaces: count)),
        term: max(0, count - 1)))
    lines.append(Line(words: "÷ \(NumberText.grouped(window.count))", term: window.places.count))
  }

  /// How many numbers of a window something is said of: `sum of 3 of 49 numbers`.
  private static func words(_ start: String, _ done: Int, _ all: Int) -> String {
    let count = done < all ? "\(NumberText.grouped(done)) of " : ""
    return "\(start) \(count)\(NumberText.grouped(all)) numbers"
  }

  private mutating func add(_ window: WindowAverage) {
    let last = window.places.count - 1
    let count = NumberText.grouped(window.count)
    lines.append(Line(words: "sum of \(count) numbers", total: text(window.sum), term: last))
    lines.append(Line(words: "÷ \(count)", total: text(window.sum / Double(window.count)), term: last))
  }

  /// What keeps a printed sum from adding up, and the activation function; the last line gives the value.
  private mutating func addClosing(_ explanation: Explanation) {
    let ledger = Ledger(explanation)
    let closing = ledger.shortClosingLines(decimals: decimals)
    // Of an average the sum has a row of its own already.
    for line in closing where line.kind == .between && ledger.divisor == 1 {
      lines.append(Line(words: line.words.first ?? "", amount: line.amount))
    }
    guard let last = closing.last else { return }
    let words = last.kind == .function ? last.words.first ?? "" : "value"
    lines.append(Line(words: words, total: last.number, isAccented: true))
  }

  private func text(_ value: Double) -> String { NumberText.fixed(value, decimals: decimals) }

  /// Draws the lines from the top of an area, those around the selected one where not all fit; returns the next
  /// free row, and the row of the selected line.
  @discardableResult
  func draw(on grid: inout CellGrid, _ area: Area) -> (end: Int, selected: Int?) {
    guard area.height > 0 else { return (area.row, nil) }
    var selectedRow: Int?
    let selected = lines.firstIndex { $0.isAccented } ?? 0
    let shown = min(lines.count, area.height)
    let first = min(max(0, selected - shown / 2), lines.count - shown)
    for (offset, line) in lines[first..<first + shown].enumerated() {
      let row = area.row + offset
      let style: Style = line.isAccented ? .accent : .text
      let start = grid.write(line.total, row: row, endingAt: area.columns.upperBound - 1, style)
      var end = min(start - 1, area.columns.upperBound - 11)
      if !line.amount.isEmpty {
        let last = min(end, area.columns.upperBound - 12)
        end = grid.write(line.amount, row: row, endingAt: last, style) - 1
      }
      let words = DisplayText(line.words).truncated(to: max(4, end - area.column - 1))
      grid.write(words, row: row, column: area.column + 1, line.isAccented ? style : .dim)
      if line.isAccented, line.term != nil || !lines.contains(where: { $0.isAccented && $0.term != nil }) {
        grid.write("▸", row: row, column: area.column, .accent)
        selectedRow = row
      }
    }
    return (area.row + shown, selectedRow)
  }
}

extension UnitLedger {
  /// The columns that a ledger takes beside maps.
  static func width(columns: Int) -> Int { columns >= 160 ? 54 : columns >= 100 ? 48 : 42 }
}
