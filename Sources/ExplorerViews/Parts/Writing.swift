import CellScreen
import ConvNet
import Explorer
import Tensors

extension Style {
  /// What is selected, or wins.
  static let accent = Style.role(.accent, .bold)
  /// What stands over a column or an area.
  static let heading = Style.role(.text, .bold)
}

extension Screen {
  /// Marks the row of what is selected; the terminal's cursor rests there.
  mutating func select(row: Int, column: Int) {
    grid.write("▸", row: row, column: column, .accent)
    cursor = ScreenCursor(row: row, column: column)
  }
}

extension CellGrid {
  /// Writes sentences into an area, broken into lines as they fit; returns the row behind all of them.
  @discardableResult
  mutating func write(_ sentences: [String], in area: Area, _ style: Style = .dim) -> Int {
    let lines = sentences.flatMap { wrapped($0, to: area.width) }
    for (row, line) in zip(area.rows, lines) { write(line, row: row, column: area.column, style) }
    return area.row + lines.count
  }

  /// Writes a number at the right of a field of some rows and columns; the selected one in brackets.
  mutating func writeField(
    _ text: String, row top: Int, height: Int = 1, column: Int, width: Int, _ style: Style, isSelected: Bool
  ) {
    fill(Area(row: top, column: column, height: height, width: width), with: Cell(" ", style))
    let row = top + (height - 1) / 2
    let last = column + width - 1
    let start = write(text, row: row, endingAt: last, isSelected ? style.with([.bold, .underline]) : style)
    guard isSelected else { return }
    write("[", row: row, column: start - 1, .accent)
    write("]", row: row, column: last, .accent)
  }
}

extension ClosingLine {
  /// What stands in the column of what has come out so far.
  var soFar: String { kind == .bias || kind == .between ? total : amount.isEmpty ? number : "" }
}

extension WeightedSum {
  /// What each channel adds.
  var subtotals: [Double] { (0..<channels).map { subtotal(ofChannel: $0) } }
}

extension CellGrid {
  /// Writes the largest parts of a sum into the rows of an area, as many as it has: of each its name, what it adds,
  /// and a bar from a column on.
  mutating func writeParts(_ parts: [Double], in area: Area, barFrom column: Int, name: (Int) -> String) {
    let first = area.column + column
    let bars = SignedBars(parts, in: first..<max(first, area.columns.upperBound - 1))
    for (row, index) in zip(area.rows, indicesBySize(parts)) {
      write(name(index), row: row, column: area.column)
      write(NumberText.signed(parts[index], decimals: 3), row: row, endingAt: area.column + column - 1)
      bars.draw(parts[index], on: &self, row: row)
    }
  }
}
