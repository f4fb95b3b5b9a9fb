import CellScreen
import Explorer

/// A screen with the text of a lesson's stop above it.
func underLesson(_ screen: Screen, _ state: ExplorerState) -> Screen {
  guard let lesson = state.lesson, lesson.bandRows > 0 else { return screen }
  let rows = lesson.bandRows
  var all = Screen(grid: CellGrid(height: rows + screen.grid.height, width: screen.grid.width), cursor: nil)
  all.grid.draw(screen.grid, row: rows, column: 0)
  all.cursor = screen.cursor.map {
    ScreenCursor(row: $0.row + rows, column: $0.column, isVisible: $0.isVisible)
  }
  all.targets = screen.targets.map { $0.moved(down: rows) }
  if !state.isBlank { drawBand(on: &all.grid, state, rows: rows) }
  return all
}

/// The text of the stop, and at its right which stop it is.
private func drawBand(on grid: inout CellGrid, _ state: ExplorerState, rows: Int) {
  let ground = Colour.role(.selection)
  grid.fill(
    Area(row: 0, column: 0, height: rows, width: grid.width), with: Cell(" ", Style().on(ground)))
  let lines = state.lessonLines
  for (row, line) in lines.prefix(rows).enumerated() {
    var column = 1
    for run in line {
      column = grid.write(
        DisplayText(run.text).truncated(to: grid.width - 1 - column), row: row, column: column,
        run.style.style(on: ground))
    }
    if row == rows - 1, lines.count > rows {
      grid.write(
        " … :band \(min(LessonWalk.rowLimits.upperBound, lines.count))", row: row, endingAt: grid.width - 1,
        Style(.role(.warning), on: ground, .bold))
    }
  }
  grid.write(state.lessonStatus, row: 0, endingAt: grid.width - 1, Style(.role(.dim), on: ground))
}

extension LessonStyle {
  /// How it looks on the band's ground.
  fileprivate func style(on ground: Colour) -> Style {
    switch self {
    case .plain: Style(.role(.text), on: ground)
    case .strong: Style(.role(.text), on: ground, .bold)
    case .code: Style(.role(.code), on: ground)
    case .number: Style(.role(.shape), on: ground, .bold)
    case .heading: Style(.role(.accent), on: ground, .bold)
    }
  }
}

/// The stops of the lesson with a text in their name, the chosen one among them.
func drawStops(on grid: inout CellGrid, _ prompt: Prompt, _ state: ExplorerState, _ layout: Layout) {
  let stops = state.stops(matching: prompt.line.text)
  guard let lesson = state.lesson else { return }
  let height = min(max(1, layout.hintRow - 2), 12, max(1, stops.count))
  let first = min(max(0, prompt.choice - height / 2), max(0, stops.count - height))
  let top = layout.hintRow - height
  grid.clear(rows: top..<layout.hintRow)
  grid.rule(row: top - 1, columns: 0..<grid.width, "stops: ↑↓ choose, ⏎ goes there", .dim)
  guard !stops.isEmpty else {
    grid.write("no stop has this in its name", row: top, column: 0, .role(.warning))
    return
  }
  for (row, place) in (first..<min(first + height, stops.count)).enumerated() {
    let isChosen = place == prompt.choice
    let ground: Colour = isChosen ? .role(.selection) : .standard
    let area = Area(row: top + row, column: 0, height: 1, width: grid.width)
    grid.fill(area, with: Cell(" ", Style().on(ground)))
    if isChosen { grid.write("▸", row: top + row, column: 0, Style(.role(.accent), on: ground, .bold)) }
    grid.write("\(stops[place] + 1)", row: top + row, endingAt: 5, Style(.role(.dim), on: ground))
    let stop = lesson.lesson.stops[stops[place]]
    let asks = stop.question == nil ? "" : Repertoire.separator + "asks"
    let here = stops[place] == lesson.stop ? Repertoire.separator + "here" : ""
    let end = grid.write(
      DisplayText(stop.heading).truncated(to: max(0, grid.width - 24)), row: top + row, column: 7,
      Style(.role(.text), on: ground, isChosen ? .bold : []))
    grid.write(asks + here, row: top + row, column: end, Style(.role(.dim), on: ground))
  }
}
