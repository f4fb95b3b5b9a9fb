import CellScreen
import Explorer

/// A sum as a table: what each part is made of, what it gives, what that makes so far, with bars from where the part
/// before ended, and rows that close it.
struct SumTable {
  /// One part of the sum.
  struct Part {
    /// The term that it belongs to.
    let index: Int
    let name: String
    let amount: Double
    /// What goes in, and what that is multiplied by, with some decimals.
    let input: (_ decimals: Int) -> String
    let weight: (_ decimals: Int) -> String
  }

  /// A row behind the parts.
  struct Closing {
    let words: String
    var amount = ""
    var bar = BarRow.none
    var isLast = false
  }

  /// The rows behind some parts that have rows, as they come together.
  struct ClosingRows {
    private(set) var rows: [Closing] = []
    private var printed: [Double]
    private let decimals: Int

    /// Begins behind parts whose amounts are printed with some decimals.
    init(behind shown: [Part], _ decimals: Int) {
      (printed, self.decimals) = (shown.map(\.amount), decimals)
    }

    /// A row that adds something.
    mutating func add(_ words: String, _ amount: Double) {
      printed.append(amount)
      let text = NumberText.signed(amount, decimals: decimals)
      rows.append(Closing(words: words, amount: text, bar: .adds(amount)))
    }

    /// A row that adds nothing.
    mutating func note(_ words: String) { rows.append(Closing(words: words)) }

    /// What keeps the printed column from its total, where anything does.
    mutating func close(at total: Double) {
      let isBeyondFloat = !total.isFinite && printed.allSatisfy(\.isFinite)
      let exact = isBeyondFloat ? printed.reduce(0, +) : nil
      guard let closing = ColumnClosing(printed, total: total, exact: exact, decimals: decimals) else {
        return
      }
      rows.append(Closing(words: closing.words[0], amount: closing.amount))
    }
  }

  let title: String
  let inputHead: String
  let weightHead: String
  /// All parts, in the order of the table.
  let parts: [Part]
  /// The term that is selected.
  let selected: Int?
  /// What stands behind some parts that have rows, with some decimals.
  let closing: (_ shown: [Part], _ decimals: Int) -> [Closing]

  /// With how many decimals numbers are printed where there is room.
  private static let mostDecimals = 4

  /// Draws as many parts as fit, those around the selected one, and what closes the sum, `limit` behind it; returns the
  /// next free row.
  @discardableResult
  func draw(on screen: inout Screen, _ area: Area, limit: String? = nil) -> Int {
    guard area.height >= 5, area.width >= 60 else { return area.row }
    screen.grid.rule(row: area.row, columns: area.columns, title, .heading)
    let columns = Columns(area, self)
    drawHeads(on: &screen.grid, row: area.row + 1, columns)
    let last = limit.map { [Closing(words: $0)] } ?? []
    let shown = Array(shown(rows: area.height - last.count, columns.decimals))
    var (row, total) = (area.row + 2, 0.0)
    for part in shown where row < area.rows.upperBound {
      total += part.amount
      if part.index == selected { screen.cursor = ScreenCursor(row: row, column: area.column) }
      draw(part, total, on: &screen.grid, area, row: row, columns)
      row += 1
    }
    let closing = (closing(shown, columns.decimals) + last).prefix(max(0, area.rows.upperBound - row))
    for (line, content) in closing.enumerated() {
      draw(content, on: &screen.grid, area, row: row + line, columns)
    }
    let bars = shown.map { BarRow.adds($0.amount) } + closing.map(\.bar)
    screen.grid.drawBars(
      Array(bars.prefix(max(0, area.height - 2))), row: area.row + 2, columns: columns.bars)
    return row + closing.count
  }

  /// The parts that have a row: as many as leave one for all that closes the sum, those around the selected one.
  private func shown(rows: Int, _ decimals: Int) -> ArraySlice<Part> {
    let place = parts.firstIndex { $0.index == selected } ?? 0
    func window(_ count: Int) -> ArraySlice<Part> {
      let first = min(max(0, place - count / 2), parts.count - count)
      return parts[first..<first + count]
    }
    let counts = stride(from: min(parts.count, max(0, rows - 2)), to: 1, by: -1)
    let fitting = counts.first { 2 + $0 + closing(Array(window($0)), decimals).count <= rows }
    return window(fitting ?? min(1, parts.count))
  }

  private func drawHeads(on grid: inout CellGrid, row: Int, _ columns: Columns) {
    guard !parts.isEmpty else { return }
    grid.write(inputHead, row: row, endingAt: columns.input, .dim)
    grid.write(weightHead, row: row, endingAt: columns.weight, .dim)
    grid.write("gives", row: row, endingAt: columns.gives, .dim)
    if let total = columns.total { grid.write("so far", row: row, endingAt: total, .dim) }
  }

  private func draw(
    _ part: Part, _ total: Double, on grid: inout CellGrid, _ area: Area, row: Int, _ columns: Columns
  ) {
    let style: Style = part.index == selected ? .accent : .text
    if part.index == selected { grid.write("▸", row: row, column: area.column, style) }
    let name = DisplayText(part.name).truncated(to: columns.nameWidth)
    grid.write(name, row: row, column: area.column + 2, style)
    grid.write(part.input(columns.decimals), row: row, endingAt: columns.input)
    grid.write(part.weight(columns.decimals), row: row, endingAt: columns.weight, .dim)
    grid.write(
      NumberText.signed(part.amount, decimals: columns.decimals), row: row, endingAt: columns.gives,
      .role(part.amount < 0 ? .negative : .positive))
    if let end = columns.total {
      grid.write(NumberText.signed(total, decimals: columns.decimals), row: row, endingAt: end, .dim)
    }
  }

  private func draw(
    _ content: Closing, on grid: inout CellGrid, _ area: Area, row: Int, _ columns: Columns
  ) {
    let room = (content.amount.isEmpty ? columns.total ?? columns.gives : columns.weight) - area.column - 2
    let style: Style = content.isLast ? .accent : .dim
    grid.write(DisplayText(content.words).truncated(to: room), row: row, column: area.column + 2, style)
    grid.write(content.amount, row: row, endingAt: columns.gives)
  }

  /// How many columns the numbers take with some decimals.
  private func widths(decimals: Int) -> (decimals: Int, input: Int, weight: Int, gives: Int) {
    func widest(_ texts: [String], _ least: Int) -> Int {
      max(least, texts.map { DisplayText.width(of: $0) }.max() ?? 0)
    }
    return (
      decimals, widest(parts.map { $0.input(decimals) }, DisplayText.width(of: inputHead)),
      2 + widest(parts.map { $0.weight(decimals) }, DisplayText.width(of: weightHead)),
      2 + widest(parts.map { NumberText.signed($0.amount, decimals: decimals) }, 8)
    )
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

    init(_ area: Area, _ table: SumTable) {
      let least = 12
      let widths = (2...SumTable.mostDecimals).reversed().lazy.map { table.widths(decimals: $0) }
      let fitting =
        widths.first { least + 3 + $0.input + $0.weight + $0.gives <= area.width }
        ?? table.widths(decimals: 2)
      let numbers = fitting.input + fitting.weight + fitting.gives
      let total = area.width >= 22 + 3 + numbers + 10 ? 10 : 0
      let widest = table.parts.map { DisplayText.width(of: $0.name) }.max() ?? least
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
}
