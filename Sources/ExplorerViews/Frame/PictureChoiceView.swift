import CellScreen
public import Explorer

/// Draws the list of bundled pictures; the same list always gives the same screen.
public func view(_ choice: PictureChoice) -> Screen {
  choice.repertoire.whileWriting {
    var screen = Screen(grid: CellGrid(height: choice.rows, width: choice.columns), cursor: nil)
    screen.grid.write(
      DisplayText(PictureChoiceWords.title(choice.entries.count)).truncated(to: choice.columns), row: 0,
      column: 0, .accent)
    let column = 3 + (choice.entries.map { DisplayText.width(of: $0.name) }.max() ?? 0) + 3
    for (place, index) in choice.seen.enumerated() {
      drawEntry(on: &screen.grid, choice.entries[index], index == choice.chosen, row: 2 + place, column)
      if index == choice.chosen { screen.cursor = ScreenCursor(row: 2 + place, column: 0) }
    }
    drawKeys(on: &screen.grid, choice)
    return screen
  }
}

private func drawEntry(
  on grid: inout CellGrid, _ entry: PictureChoice.Entry, _ isChosen: Bool, row: Int, _ column: Int
) {
  let ground: Colour = isChosen ? .role(.selection) : .standard
  grid.fill(Area(row: row, column: 0, height: 1, width: grid.width), with: Cell(" ", Style().on(ground)))
  if isChosen {
    grid.write(
      Repertoire.choice("▸", ascii: ">"), row: row, column: 0, Style(.role(.accent), on: ground, .bold))
  }
  let name = DisplayText(entry.name).truncated(to: max(0, grid.width - 3))
  grid.write(name, row: row, column: 3, Style(.role(.text), on: ground, isChosen ? .bold : []))
  guard entry.isPuzzle else { return }
  let words = DisplayText(PictureChoiceWords.puzzle).truncated(to: max(0, grid.width - column))
  grid.write(words, row: row, column: column, Style(.role(.dim), on: ground))
}

private func drawKeys(on grid: inout CellGrid, _ choice: PictureChoice) {
  let row = choice.rows - 1
  if let notice = choice.notice {
    grid.write(DisplayText(notice).truncated(to: choice.columns), row: row, column: 0, .role(.accent))
    return
  }
  var column = 0
  for (label, words) in PictureChoiceWords.keys {
    column = grid.write(label, row: row, column: column, .role(.accent))
    column = grid.write(words, row: row, column: column + 1, .dim) + 2
  }
}
