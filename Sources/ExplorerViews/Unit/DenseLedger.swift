import CellScreen
import ConvNet
import Explorer
import Tensors

/// The sum that made a unit of a dense layer, its largest products first, closed so that the column adds up.
struct DenseLedger {
  private let sum: WeightedSum
  private let explanation: Explanation
  private let unitName: String
  private let inputName: (Int) -> String
  private let order: [Int]
  private let selected: Int?
  private let isBySize: Bool
  /// How many steps of the unit the pass has made.
  private let revealed: Int
  /// What a softmax waits for, once the unit's own steps are made.
  private let waiting: String?

  /// The ledger of the selected unit; `nil` for other layers than dense ones.
  init?(_ subject: Subject) {
    guard let layer = subject.layer, let source = subject.model.source(ofLayer: layer),
      subject.evaluation.trace.network.shapes[layer].rank == 1,
      let explanation = subject.explanation,
      case .weightedSum(let sum) = explanation.form
    else { return nil }
    self.sum = sum
    self.explanation = explanation
    let isOutput =
      layer == subject.evaluation.trace.network.layers.count - 1 && !subject.model.classes.isEmpty
    let name = subject.model.lines[layer].name.truncated(to: 20).string
    unitName =
      isOutput
      ? subject.model.nameOfClass(subject.cursor.channel).string : "\(name)[\(subject.cursor.channel)]"
    inputName = DenseLedger.namer(subject, subject.evaluation.trace.network, source: source)
    revealed = Progress(subject).terms(of: explanation.unit)
    waiting = wordsOfWaiting(subject, explanation)
    let isWhole = revealed == .max
    order = subject.channels(!isWhole ? .byIndex : subject.depth == .unit ? subject.display.order : .bySize)
    selected = subject.selectedTerm
    isBySize = isWhole && (subject.depth != .unit || subject.display.order == .bySize)
  }

  /// How an input is called: by its own layer, and by the place that a flattened number came from.
  private static func namer(_ subject: Subject, _ network: Network, source: Int) -> (Int) -> String {
    let name = subject.model.lines[source].name.truncated(to: 16).string
    guard let flatten = network.layers[source].operation as? Flatten,
      let origin = network.layers[source].inputs.first
    else {
      return { "\(name)[\($0)]" }
    }
    let shape = network.shapes[origin]
    let originName = subject.model.lines[origin].name.truncated(to: 16).string
    return { index in
      let place = flatten.origin(ofIndex: index, in: shape).map(String.init).joined(separator: ",")
      return "\(name)[\(index)] = \(originName)[\(place)]"
    }
  }

  /// The rows that all products take, with what closes the sum and a blank row below.
  var height: Int { sum.terms.count + 1 + Ledger(explanation).shortClosingLines(decimals: 3).count + 1 }

  /// Draws as many products as fit, then what closes the sum; returns the row of the selected product.
  ///
  /// With a selection the list scrolls around it; what it leaves out above and below is added up in one line.
  @discardableResult
  func draw(on grid: inout CellGrid, _ area: Area, showsSelection: Bool = false) -> Int? {
    guard area.height >= min(8, height), area.width >= 60 else { return nil }
    // Which inputs are 0 tells something only once they are known.
    let candidates =
      showsSelection || revealed != .max
      ? order : order.filter { !sum.terms[$0].addsNothing }
    let shown = shownCount(of: candidates, rows: area.height)
    let place = showsSelection ? candidates.firstIndex(of: selected ?? -1) ?? 0 : 0
    let first = min(max(0, place - shown / 2), candidates.count - shown)
    let visible = Array(candidates[first..<first + shown])
    let count = NumberText.grouped(sum.terms.count)
    let isSpoiled = isBySize && sum.terms.contains { !$0.product.isFinite }
    let largestFirst =
      shown < sum.terms.count
      ? "the largest of its \(count) products" : "its \(count) products, largest first"
    let bySize = isSpoiled ? "NaN and ∞ first of its \(count) products" : largestFirst
    let words = isBySize ? bySize : "its \(count) products"
    grid.rule(row: area.row, columns: area.columns, "\(unitName): \(words)", .role(.text, .bold))
    let largest = largestMagnitude(sum.terms.prefix(revealed).map(\.product))
    for (line, index) in visible.enumerated() {
      let isSelected = showsSelection && index == selected
      drawTerm(index, on: &grid, row: area.row + 1 + line, area, largest: largest, isSelected: isSelected)
    }
    guard revealed == .max else {
      drawSumSoFar(on: &grid, row: area.row + 1 + shown, area)
      return showsSelection ? area.row + 1 + place - first : nil
    }
    drawClosing(on: &grid, row: area.row + 1 + shown, area, visible: visible)
    return showsSelection ? area.row + 1 + place - first : nil
  }

  /// How many of some products have a row: all where they and what closes the sum fit.
  private func shownCount(of candidates: [Int], rows: Int) -> Int {
    let closing = Ledger(explanation, showing: .products(candidates)).shortClosingLines(decimals: 3)
    guard candidates.count + 1 + closing.count > rows else { return candidates.count }
    return min(max(0, rows - 6), candidates.count)
  }

  private func drawTerm(
    _ index: Int, on grid: inout CellGrid, row: Int, _ area: Area, largest: Double, isSelected: Bool
  ) {
    let term = sum.terms[index]
    if isSelected { grid.write("▸", row: row, column: area.column, .role(.accent, .bold)) }
    let style: Style = isSelected ? .role(.accent, .bold) : .text
    grid.write(DisplayText(inputName(index)).truncated(to: 34), row: row, column: area.column + 2, style)
    guard index < revealed else {
      grid.write("·····", row: row, endingAt: area.column + min(64, area.width), .role(.notComputed))
      return
    }
    let isNarrow = area.width < 66

    let factors =
      "\(NumberText.fixed(term.input, decimals: 3)) × \(NumberText.signed(term.weight, decimals: 3))"
    grid.write(factors, row: row, endingAt: area.column + (isNarrow ? 52 : 54), .dim)
    grid.write(
      (isNarrow ? "" : "= ") + NumberText.signed(term.product, decimals: 3), row: row,
      endingAt: area.column + min(64, area.width), style)
    grid.writePart(term.product, of: largest, row: row, column: area.column + 66, width: area.width - 67)
  }

  /// What the products that the pass has come to add up to, and the bias once it is added.
  private func drawSumSoFar(on grid: inout CellGrid, row: Int, _ area: Area) {
    let terms = min(revealed, sum.terms.count)
    let hasBias = revealed > sum.terms.count
    let total = sum.terms.prefix(terms).reduce(0) { $0 + $1.product } + (hasBias ? Double(sum.bias ?? 0) : 0)
    let bias = hasBias && sum.bias != nil ? " and bias" : ""
    grid.write(
      "so far: \(NumberText.grouped(terms)) of \(NumberText.grouped(sum.terms.count)) products\(bias)",
      row: row,
      column: area.column + 2, .role(.accent, .bold))
    grid.write(
      NumberText.signed(total, decimals: 3), row: row, endingAt: area.column + min(64, area.width),
      .role(.accent, .bold))
    guard let waiting, row + 1 < area.rows.upperBound else { return }
    grid.write(waiting, row: row + 1, column: area.column + 2, .dim)
  }

  /// The other products together, bias, rounding, activation function.
  private func drawClosing(on grid: inout CellGrid, row: Int, _ area: Area, visible: [Int]) {
    let lines = Ledger(explanation, showing: .products(visible)).shortClosingLines(decimals: 3)
    for (index, line) in lines.enumerated() where row + index < area.rows.upperBound {
      let style: Style = index == lines.count - 1 ? .role(.accent, .bold) : .text
      let words = line.words(fitting: 40)
      grid.write(words, row: row + index, column: area.column + 2, style == .text ? .dim : style)
      grid.write(line.number, row: row + index, endingAt: area.column + min(64, area.width), style)
    }
  }
}
