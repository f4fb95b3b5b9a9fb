import CellScreen
import ConvNet
import Explorer
import Tensors

/// Why a number is another one after changes: its products as they were and as they are, those that make most of it
/// first, closed so that the column adds up.
struct ChangeLedger {
  private let change: SumChange
  private let changed: [SumChange.Part]
  private let explanation: Explanation
  private let before: Explanation
  private let unitName: String
  private let inputName: (Term) -> String
  private let selected: Int?
  /// With how many decimals numbers are printed where there is room.
  private let decimals = 4

  /// The ledger of a unit after changes; `nil` where it is no sum of products, or reads others than before.
  init?(_ subject: Subject, _ variant: Variant, of unit: UnitAddress, selected: Int? = nil) {
    guard let before = variant.before.trace.explain(unit), let now = variant.now.trace.explain(unit),
      let change = SumChange(from: before, to: now)
    else { return nil }
    (self.change, explanation, self.before, self.selected) = (change, now, before, selected)
    changed = change.changed
    let network = subject.network
    let isClass = unit.layer == network.layers.count - 1 && !subject.model.classes.isEmpty
    unitName =
      isClass
      ? subject.model.nameOfClass(unit.position.last ?? 0).string : DisplayText(network.name(of: unit)).string
    let source = network.layers[unit.layer].inputs.first ?? 0
    let name = subject.name(ofLayer: source, columns: 16)
    inputName = { term in
      term.isOutside
        ? "padding" : "\(name)[\(term.position.map(String.init).joined(separator: ","))]"
    }
  }

  /// The columns of a table in an area, and with how many decimals its numbers fit.
  private struct Columns {
    let decimals: Int
    let nameWidth: Int
    let input: Int
    let weight: Int
    let gives: Int
    let total: Int?
    let bars: Range<Int>

    init(_ area: Area, _ ledger: ChangeLedger) {
      let least = 12
      let widths = (2...ledger.decimals).reversed().lazy.map { ledger.widths(decimals: $0) }
      let fitting =
        widths.first { least + 3 + $0.input + $0.weight + $0.gives <= area.width }
        ?? ledger.widths(decimals: 2)
      let numbers = fitting.input + fitting.weight + fitting.gives
      let total = area.width >= 22 + 3 + numbers + 10 ? 10 : 0
      let widest = ledger.changed.map { DisplayText(ledger.inputName($0.now)).width }.max() ?? least
      decimals = fitting.decimals
      nameWidth = min(max(least, area.width - 3 - numbers - total), max(18, widest))
      input = area.column + 2 + nameWidth + 1 + fitting.input
      weight = input + fitting.weight
      gives = weight + fitting.gives
      self.total = total > 0 ? gives + total : nil
      let end = (self.total ?? gives) + 2
      bars = area.columns.upperBound - end >= 12 ? end..<area.columns.upperBound - 1 : 0..<0
    }
  }

  /// How many columns the numbers take with some decimals.
  private func widths(decimals: Int) -> (decimals: Int, input: Int, weight: Int, gives: Int) {
    func widest(_ texts: [String], _ least: Int) -> Int {
      max(least, texts.map { DisplayText($0).width }.max() ?? 0)
    }
    return (
      decimals, widest(changed.map { passage($0.before.input, $0.now.input, decimals) }, 18),
      2 + widest(changed.map { weightWords($0, decimals) }, 8),
      2 + widest(changed.map { NumberText.signed($0.amount, decimals: decimals) }, 8)
    )
  }

  /// The parts that have a row in an area: those around the selected one.
  private func shown(rows: Int) -> ArraySlice<SumChange.Part> {
    let count = max(1, rows - 6)
    guard changed.count > count else { return changed[...] }
    let place = changed.firstIndex { $0.index == selected } ?? 0
    let first = min(max(0, place - count / 2), changed.count - count)
    return changed[first..<first + count]
  }

  /// Draws as many products as fit, what closes the sum, and a word on what that doesn't say; returns the next free row.
  @discardableResult
  func draw(on screen: inout Screen, _ area: Area, limit: String? = nil) -> Int {
    guard area.height >= 5, area.width >= 64 else { return area.row }
    let grid = (row: area.row, selected: drawRows(on: &screen.grid, area, limit))
    if let row = grid.selected.selected { screen.cursor = ScreenCursor(row: row, column: area.column) }
    return grid.selected.end
  }

  private func drawRows(
    on grid: inout CellGrid, _ area: Area, _ limit: String?
  ) -> (selected: Int?, end: Int) {
    grid.rule(row: area.row, columns: area.columns, "\(unitName): \(heading)", .heading)
    let columns = Columns(area, self)
    drawHeads(on: &grid, row: area.row + 1, columns)
    let shown = shown(rows: area.height)
    var (row, total, selectedRow) = (area.row + 2, 0.0, Int?.none)
    for part in shown {
      total += part.amount
      if part.index == selected { selectedRow = row }
      draw(part, total, on: &grid, area, row: row, columns)
      row += 1
    }
    let closing = closing(behind: Array(shown), columns.decimals) + (limit.map { [Closing(words: $0)] } ?? [])
    for (line, content) in closing.enumerated() where row + line < area.rows.upperBound {
      draw(content, on: &grid, area, row: row + line, columns)
    }
    let amounts = shown.map { BarRow.adds($0.amount) } + closing.map(\.bar)
    grid.drawBars(
      Array(amounts.prefix(max(0, area.rows.upperBound - area.row - 2))), row: area.row + 2,
      columns: columns.bars)
    return (selectedRow, min(row + closing.count, area.rows.upperBound))
  }

  private var heading: String {
    let text = NumberText.signed(change.total, decimals: decimals)
    return change.before.bitPattern == change.now.bitPattern && changed.isEmpty
      ? "nothing that it reads has changed" : "where \(text) comes from, what makes most of it first"
  }

  private func drawHeads(on grid: inout CellGrid, row: Int, _ columns: Columns) {
    guard !changed.isEmpty else { return }
    grid.write("input before → now", row: row, endingAt: columns.input, .dim)
    grid.write("× weight", row: row, endingAt: columns.weight, .dim)
    grid.write("gives", row: row, endingAt: columns.gives, .dim)
    if let total = columns.total { grid.write("so far", row: row, endingAt: total, .dim) }
  }

  private func draw(
    _ part: SumChange.Part, _ total: Double, on grid: inout CellGrid, _ area: Area, row: Int,
    _ columns: Columns
  ) {
    let style: Style = part.index == selected ? .accent : .text
    if part.index == selected { grid.write("▸", row: row, column: area.column, style) }
    let name = DisplayText(inputName(part.now)).truncated(to: columns.nameWidth)
    grid.write(name, row: row, column: area.column + 2, style)
    grid.write(
      passage(part.before.input, part.now.input, columns.decimals), row: row, endingAt: columns.input)
    grid.write(weightWords(part, columns.decimals), row: row, endingAt: columns.weight, .dim)
    grid.write(
      NumberText.signed(part.amount, decimals: columns.decimals), row: row, endingAt: columns.gives,
      .role(part.amount < 0 ? .negative : .positive))
    if let end = columns.total {
      grid.write(NumberText.signed(total, decimals: columns.decimals), row: row, endingAt: end, .dim)
    }
  }

  private func weightWords(_ part: SumChange.Part, _ decimals: Int) -> String {
    let (before, now) = (part.before.weight, part.now.weight)
    let text = NumberText.signed(now, decimals: decimals)
    return before.bitPattern == now.bitPattern
      ? "× \(text)" : "× \(NumberText.signed(before, decimals: decimals)) → \(text)"
  }

  private func passage(_ before: Float, _ now: Float, _ decimals: Int) -> String {
    let texts = [before, now].map { NumberText.fixed($0, decimals: decimals) }
    return before.bitPattern == now.bitPattern ? texts[1] : "\(texts[0]) → \(texts[1])"
  }

  // MARK: What closes the sum

  /// A row behind the products.
  private struct Closing {
    let words: String
    var amount = ""
    var bar = BarRow.none
    var isLast = false
  }

  private func closing(behind shown: [SumChange.Part], _ decimals: Int) -> [Closing] {
    var (rows, printed) = ([Closing](), shown.map(\.amount))
    func add(_ words: String, _ amount: Double) {
      printed.append(amount)
      rows.append(
        Closing(
          words: words, amount: NumberText.signed(amount, decimals: decimals), bar: .adds(amount)))
    }
    let visible = Set(shown.map(\.index))
    let hidden = changed.filter { !visible.contains($0.index) }
    if !hidden.isEmpty {
      add("\(countedNoun(hidden.count, "more product")) that changed", hidden.reduce(0) { $0 + $1.amount })
    }
    if let bias = change.bias, bias.before.bitPattern != bias.now.bitPattern {
      add("bias \(passage(bias.before, bias.now, decimals))", change.biasAmount)
    }
    let same = change.parts.count - changed.count
    if same > 0 { rows.append(Closing(words: "\(countedNoun(same, "product")) as before")) }
    let closing = ColumnClosing(printed, total: change.total, exact: nil, decimals: decimals)
    if let closing { rows.append(Closing(words: closing.words[0], amount: closing.amount)) }
    rows.append(
      Closing(
        words: "\(sumWords)\(VariantWords.passage(from: change.before, to: change.now, decimals: decimals))",
        bar: change.total.isFinite ? .makes(change.total) : .none, isLast: true))
    guard explanation.activationFunction != .linear, explanation.activationFunction != .softmax else {
      return rows
    }
    let passage = VariantWords.passage(from: before.value, to: explanation.value, decimals: decimals)
    rows.append(Closing(words: "after \(explanation.activationFunction.title): \(passage)", isLast: true))
    return rows
  }

  private var sumWords: String {
    explanation.activationFunction == .linear || explanation.activationFunction == .softmax
      ? "" : "before \(explanation.activationFunction.title): "
  }

  private func draw(
    _ content: Closing, on grid: inout CellGrid, _ area: Area, row: Int, _ columns: Columns
  ) {
    let room = (content.amount.isEmpty ? columns.total ?? columns.gives : columns.weight) - area.column - 2
    let style: Style = content.isLast ? .accent : .dim
    grid.write(DisplayText(content.words).truncated(to: room), row: row, column: area.column + 2, style)
    grid.write(content.amount, row: row, endingAt: columns.gives)
  }
}
