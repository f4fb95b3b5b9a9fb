import CellScreen
import Explorer

/// Draws the prompt in place of the hints, with what it offers above, over what else stands there.
func drawPrompt(on screen: inout Screen, _ prompt: Prompt, _ state: ExplorerState, _ layout: Layout) {
  screen.targets = []
  switch prompt.kind {
  case .command:
    let guide = prompt.guide(in: state)
    if case .palette(let entries) = guide {
      drawPalette(on: &screen.grid, entries, "type a word; Tab completes", above: layout.hintRow)
    } else if case .ideas(let entries, let chosen) = guide {
      drawPalette(
        on: &screen.grid, entries, "what if … ↑↓ choose, ⏎ tries it", chosen: chosen, above: layout.hintRow)
    } else {
      drawGuide(on: &screen.grid, guide, row: layout.hintRow - 1)
    }
  case .search: drawMatches(on: &screen, prompt, state, layout)
  case .stops: drawStops(on: &screen.grid, prompt, state, layout)
  }
  screen.grid.clear(rows: layout.hintRow..<layout.hintRow + 1)
  let column = drawLine(
    on: &screen.grid, prompt.line, mark: prompt.kind == .command ? ":" : "/", row: layout.hintRow)
  screen.cursor = ScreenCursor(row: layout.hintRow, column: column, isVisible: true)
}

/// The text behind its mark, as much of it as leaves room for the cursor; returns the cursor's column.
private func drawLine(on grid: inout CellGrid, _ line: TypedLine, mark: String, row: Int) -> Int {
  let column = grid.write(mark, row: row, column: 0, .accent)
  let room = max(1, grid.width - column - 1)
  var before = DisplayText(line.beforeCursor)
  var dropped = 0
  while before.width > room, dropped < line.cursor {
    dropped += 1
    before = DisplayText(line.beforeCursor.dropFirst(dropped))
  }
  grid.write(DisplayText(line.text.dropFirst(dropped)), row: row, column: column)
  return min(column + before.width, grid.width - 1)
}

/// What stands above a command: why it can't be done, what it can become, or the indices that are expected.
private func drawGuide(on grid: inout CellGrid, _ guide: Prompt.Guide, row: Int) {
  grid.clear(rows: row..<row + 1)
  switch guide {
  case .failure(let words):
    grid.write(DisplayText(words).truncated(to: grid.width), row: row, column: 0, .role(.warning))
  case .form(let words):
    grid.write(DisplayText(words).truncated(to: grid.width), row: row, column: 1, .dim)
  case .completions(let completions, let chosen):
    drawCompletions(on: &grid, completions.map { DisplayText($0) }, chosen: chosen, row: row)
  case .palette, .ideas: break
  }
}

/// What can be typed here, a row each, the word first.
private func drawPalette(
  on grid: inout CellGrid, _ entries: [PaletteEntry], _ title: String, chosen: Int? = nil, above row: Int
) {
  let top = row - entries.count
  grid.clear(rows: top - 1..<row)
  grid.rule(row: top - 1, columns: 0..<grid.width, title, .dim)
  let column = 3 + (entries.map { DisplayText.width(of: $0.text) }.max() ?? 0) + 3
  for (place, entry) in entries.enumerated() {
    let style: Style = place == chosen ? .role(.accent, .reverse) : .role(.accent)
    grid.write(DisplayText(entry.text).truncated(to: grid.width / 2), row: top + place, column: 3, style)
    let words = DisplayText(entry.words).truncated(to: max(0, grid.width - min(column, grid.width / 2 + 4)))
    grid.write(words, row: top + place, column: min(column, grid.width / 2 + 4), .dim)
  }
}

/// Completions in a row, from the first as far as the chosen one is among those that fit.
private func drawCompletions(on grid: inout CellGrid, _ texts: [DisplayText], chosen: Int?, row: Int) {
  let end = chosen ?? 0
  var first = 0
  while first < end, texts[first...end].reduce(0, { $0 + $1.width + 2 }) > grid.width { first += 1 }
  var column = 1
  for index in texts.indices.dropFirst(first) {
    guard column + texts[index].width <= grid.width || index == first else { break }
    let style: Style = index == chosen ? .role(.accent, .reverse) : .dim
    column = grid.write(texts[index], row: row, column: column, style) + 2
  }
}

/// The matches of a search in a list, the chosen one among them.
private func drawMatches(on screen: inout Screen, _ prompt: Prompt, _ state: ExplorerState, _ layout: Layout)
{
  let matches = state.matches(of: prompt.line.text)
  let height = min(8, max(1, matches.count))
  let first = min(max(0, prompt.choice - height / 2), max(0, matches.count - height))
  let top = layout.hintRow - height
  screen.grid.clear(rows: top..<layout.hintRow)
  screen.grid.rule(row: top - 1, columns: 0..<screen.grid.width, "layers and classes: \(matches.count)", .dim)
  guard !matches.isEmpty else {
    screen.grid.write("no layer or class has this in its name", row: top, column: 0, .role(.warning))
    return
  }
  for (row, index) in (first..<min(first + height, matches.count)).enumerated() {
    drawMatch(on: &screen.grid, matches[index], isChosen: index == prompt.choice, row: top + row)
    let area = Area(row: top + row, column: 0, height: 1, width: screen.grid.width)
    screen.addTarget(area, .match(matches[index].place))
  }
}

private func drawMatch(on grid: inout CellGrid, _ match: SearchMatch, isChosen: Bool, row: Int) {
  let ground: Colour = isChosen ? .role(.selection) : .standard
  grid.fill(Area(row: row, column: 0, height: 1, width: grid.width), with: Cell(" ", Style().on(ground)))
  if isChosen { grid.write("▸", row: row, column: 0, Style(.role(.accent), on: ground, .bold)) }
  let index =
    switch match.place {
    case .line(let line): "\(line)"
    case .ofClass(let index): "class \(index)"
    case .deadMap: "maps"
    }
  grid.write(index, row: row, endingAt: 12, Style(.role(.dim), on: ground))
  let name = match.name.truncated(to: 24)
  grid.write(name, row: row, column: 14, Style(.role(.text), on: ground, isChosen ? .bold : []))
  let code = match.code.truncated(to: max(0, grid.width - 41))
  grid.write(code, row: row, column: 40, Style(.role(.code), on: ground))
}

extension CellGrid {
  /// Blanks some rows.
  mutating func clear(rows: Range<Int>) {
    fill(Area(row: rows.lowerBound, column: 0, height: rows.count, width: width), with: .blank)
  }
}
