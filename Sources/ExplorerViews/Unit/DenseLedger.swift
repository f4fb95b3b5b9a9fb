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
  /// How many columns the names of the inputs take.
  private let nameWidth: Int
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
      subject.shape(ofLayer: layer).rank == 1, let explanation = subject.explanation,
      case .weightedSum(let sum) = explanation.form
    else { return nil }
    self.sum = sum
    self.explanation = explanation
    let isOutput = layer == subject.network.layers.count - 1 && !subject.model.classes.isEmpty
    let channel = subject.cursor.channel
    unitName =
      isOutput ? subject.model.nameOfClass(channel).string : "\(subject.name(ofLayer: layer))[\(channel)]"
    let namer = DenseLedger.namer(subject, source: source)
    inputName = namer
    let widest = [0, sum.terms.count - 1].map { DisplayText.width(of: namer(max(0, $0))) }.max() ?? 0
    nameWidth = min(34, max(20, widest))
    revealed = Progress(subject).terms(of: explanation.unit)
    waiting = wordsOfWaiting(subject, explanation)
    let order = subject.depth == .unit ? subject.display.order : .bySize
    isBySize = revealed == .max && subject.isSettled && order == .bySize
    self.order = subject.channels(isBySize ? .bySize : .byIndex)
    selected = subject.selectedTerm
  }

  /// How an input is called: by its own layer, and by the place that a flattened number came from.
  private static func namer(_ subject: Subject, source: Int) -> (Int) -> String {
    let name = subject.name(ofLayer: source, columns: 16)
    guard let flatten = subject.network.layers[source].operation as? Flatten,
      let origin = subject.model.source(ofLayer: source)
    else {
      return { "\(name)[\($0)]" }
    }
    let shape = subject.shape(ofLayer: origin)
    let originName = subject.name(ofLayer: origin, columns: 16)
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
    grid.rule(row: area.row, columns: area.columns, "\(unitName): \(words)", .heading)
    for (line, index) in visible.enumerated() {
      let isSelected = showsSelection && index == selected
      drawTerm(index, on: &grid, area.from(row: area.row + 1 + line), isSelected: isSelected)
    }
    let below = area.from(row: area.row + 1 + shown)
    let products = visible.map { $0 < revealed ? BarRow.adds(sum.terms[$0].product) : .none }
    let columns = numberEnd(area) + 2..<max(numberEnd(area) + 2, area.columns.upperBound - 1)
    if revealed == .max {
      let closing = drawClosing(on: &grid, below, visible: visible)
      grid.drawBars(products + closing, row: area.row + 1, columns: columns)
    } else {
      let above = isBySize ? 0 : sum.partialSum(ofTerms: min(visible.first ?? 0, revealed))
      grid.drawBars(
        products + [drawSumSoFar(on: &grid, below)], from: above, row: area.row + 1, columns: columns)
    }
    return showsSelection ? area.row + 1 + place - first : nil
  }

  /// How many of some products have a row: all where they and what closes the sum fit.
  private func shownCount(of candidates: [Int], rows: Int) -> Int {
    // Which lines close the sum would tell what it is: before it is known, there are as many as there can be.
    let closing =
      revealed == .max
      ? Ledger(explanation, showing: .products(candidates)).shortClosingLines(decimals: 3).count : 5
    guard candidates.count + 1 + closing > rows else { return candidates.count }
    return min(max(0, rows - 6), candidates.count)
  }

  private func drawTerm(_ index: Int, on grid: inout CellGrid, _ area: Area, isSelected: Bool) {
    let (row, end) = (area.row, numberEnd(area))
    let style: Style = isSelected ? .accent : .text
    if isSelected { grid.write("▸", row: row, column: area.column, style) }
    grid.write(
      DisplayText(inputName(index)).truncated(to: nameWidth), row: row, column: area.column + 2, style)
    guard index < revealed else {
      grid.write("·····", row: row, endingAt: end, .role(.notComputed))
      return
    }
    let term = sum.terms[index]
    let isNarrow = area.width < nameWidth + 32
    let input = NumberText.fixed(term.input, decimals: 3)
    let weight = NumberText.signed(term.weight, decimals: 3)
    let product = NumberText.signed(term.product, decimals: 3)
    grid.write("\(input) × \(weight)", row: row, endingAt: end - (isNarrow ? 8 : 10), .dim)
    grid.write((isNarrow ? "" : "= ") + product, row: row, endingAt: end, style)
  }

  /// The column behind the numbers that are added.
  private func numberEnd(_ area: Area) -> Int { area.column + min(nameWidth + 30, area.width) }

  /// What the products that the pass has come to add up to, and the bias once it is added; returns its bar.
  private func drawSumSoFar(on grid: inout CellGrid, _ area: Area) -> BarRow {
    let terms = min(revealed, sum.terms.count)
    let hasBias = revealed > sum.terms.count
    let total = sum.terms.prefix(terms).reduce(0) { $0 + $1.product } + (hasBias ? Double(sum.bias ?? 0) : 0)
    let bias = hasBias && sum.bias != nil ? " and bias" : ""
    let words = "\(NumberText.grouped(terms)) of \(NumberText.grouped(sum.terms.count)) products\(bias)"
    grid.write("so far: \(words)", row: area.row, column: area.column + 2, .accent)
    grid.write(NumberText.signed(total, decimals: 3), row: area.row, endingAt: numberEnd(area), .accent)
    if let waiting, area.height > 1 {
      grid.write(waiting, row: area.row + 1, column: area.column + 2, .dim)
    }
    return terms > 0 || hasBias ? .makes(total) : .none
  }

  /// The other products together, bias, rounding, activation function; returns their bars.
  private func drawClosing(on grid: inout CellGrid, _ area: Area, visible: [Int]) -> [BarRow] {
    let lines = Ledger(explanation, showing: .products(visible)).shortClosingLines(decimals: 3)
    for (row, line) in zip(area.rows, lines) {
      let style: Style = line == lines.last ? .accent : .text
      grid.write(
        line.words(fitting: nameWidth + 17), row: row, column: area.column + 2, style == .text ? .dim : style)
      grid.write(line.number, row: row, endingAt: numberEnd(area), style)
    }
    return zip(area.rows, lines).map { $1.adds.map(BarRow.adds) ?? $1.makes.map(BarRow.makes) ?? .none }
  }
}
