import CellScreen
import Explorer

/// The help over the whole screen, made from the key map.
func drawHelp(on grid: inout CellGrid, _ state: ExplorerState, _ layout: Layout) {
  let scroll = state.helpScroll ?? 0
  let lines = HelpText(state).lines
  let room = max(0, state.rows - 3)
  grid.write("cnnview  help", row: 0, column: 0, .accent)
  for (index, line) in lines.dropFirst(scroll).prefix(room).enumerated() {
    drawHelpLine(on: &grid, line, row: 2 + index)
  }
  let more = lines.count > scroll + room ? "↑↓ scroll  " : ""
  grid.write("\(more)any other key closes the help  q quits", row: layout.hintRow, column: 0, .dim)
}

private func drawHelpLine(on grid: inout CellGrid, _ line: HelpText.Line, row: Int) {
  switch line {
  case .blank: break
  case .heading(let words): grid.write(words, row: row, column: 1, .role(.shape, .bold))
  case .key(let label, let help):
    grid.write(label, row: row, column: HelpText.wordsColumn, .role(.accent))
    grid.write(help, row: row, column: HelpText.helpColumn)
  case .words(let words): grid.write(words, row: row, column: HelpText.wordsColumn)
  }
}
