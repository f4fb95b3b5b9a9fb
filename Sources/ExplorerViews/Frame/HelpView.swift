import CellScreen
import Explorer

/// The help over the whole screen, made from the key map.
func drawHelp(on grid: inout CellGrid, _ state: ExplorerState, _ layout: Layout) {
  let scroll = state.helpScroll ?? 0
  let help = HelpText(state)
  let room = max(0, state.rows - 3)
  grid.write("cnnview  help", row: 0, column: 0, .accent)
  for (place, lines) in help.columns.enumerated() {
    for (index, line) in lines.dropFirst(scroll).prefix(room).enumerated() {
      drawHelpLine(on: &grid, line, row: 2 + index, column: place * help.width)
    }
  }
  if help.height > room {
    let words = "lines \(scroll + 1)–\(min(scroll + room, help.height)) of \(help.height)"
    grid.write(words, row: 0, endingAt: grid.width - 1, .dim)
  }
  let more = help.height > room ? "↑↓ scroll  " : ""
  grid.write("\(more)any other key closes the help  q quits", row: layout.hintRow, column: 0, .dim)
}

private func drawHelpLine(on grid: inout CellGrid, _ line: HelpText.Line, row: Int, column: Int) {
  switch line {
  case .blank: break
  case .heading(let words): grid.write(words, row: row, column: column + 1, .role(.shape, .bold))
  case .key(let label, let help):
    grid.write(label, row: row, column: column + HelpText.wordsColumn, .role(.accent))
    grid.write(help, row: row, column: column + HelpText.helpColumn)
  case .words(let words): grid.write(words, row: row, column: column + HelpText.wordsColumn)
  }
}
