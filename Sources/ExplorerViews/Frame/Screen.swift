public import CellScreen
public import Explorer

/// What the terminal is to show: the cells, and where its cursor rests for those who follow it.
public struct Screen: Equatable, Sendable {
  /// The cells.
  public var grid: CellGrid
  /// The cell of the focused thing, visible where text is typed; `nil` where nothing has focus.
  public var cursor: ScreenCursor?
  /// What the mouse can point at; of several at a cell the last counts.
  public internal(set) var targets: [Target] = []
}

/// Draws a state; the same state always gives the same screen.
public func view(_ state: ExplorerState) -> Screen {
  state.repertoire.whileWriting {
    let screen = draw(state)
    return state.lesson == nil ? screen : underLesson(screen, state)
  }
}

private func draw(_ state: ExplorerState) -> Screen {
  let layout = Layout(state)
  var screen = Screen(grid: CellGrid(height: state.rows, width: state.columns), cursor: nil)
  if state.isBlank { return screen }
  if layout.isTooSmall {
    drawTooSmall(on: &screen.grid, state)
  } else if state.helpScroll != nil {
    drawHelp(on: &screen.grid, state, layout)
  } else if let vote = state.vote {
    drawVote(on: &screen, state, vote, layout)
    drawHints(on: &screen, state, layout)
  } else if let asking = state.asking {
    drawAsking(on: &screen, state, asking, layout)
    drawHints(on: &screen, state, layout)
    if let prompt = state.prompt { drawPrompt(on: &screen, prompt, state, layout) }
  } else if state.display.isLarge {
    drawLarge(on: &screen, state, layout)
    if let prompt = state.prompt { drawPrompt(on: &screen, prompt, state, layout) }
  } else {
    drawFrame(on: &screen, state, layout)
    switch state.depth {
    case .network: drawNetwork(on: &screen, state, layout)
    case .layer, .map, .unit:
      if let brush = state.brush {
        drawBrush(on: &screen, state, brush, layout)
      } else if state.evidence != nil {
        drawEvidence(on: &screen, state, layout)
      } else if state.look == .beside {
        drawBeside(on: &screen, state, layout)
      } else if let subject = Subject(state) {
        drawSubject(on: &screen, subject, layout.ruled, sheet: layout.sheet)
      } else {
        screen.grid.rule(row: layout.ruleRow, columns: 0..<layout.columns, "")
        drawAbsence(on: &screen.grid, state, row: layout.ruleRow + 2)
      }
    }
    addTargets(on: &screen, state, layout)
    if let prompt = state.prompt { drawPrompt(on: &screen, prompt, state, layout) }
  }
  return screen
}

/// What a state shows without what goes round it, for slides: without the row that says where one is, the hints, and the
/// text of a lesson.
///
/// A screen that has no such rows stays whole.
public func figure(_ state: ExplorerState) -> CellGrid {
  let grid = state.repertoire.whileWriting { draw(state) }.grid
  let isLarge = state.display.isLarge && state.helpScroll == nil
  let isWhole = state.isBlank || isLarge || Layout(state).isTooSmall
  return isWhole ? grid : grid.rows(1..<grid.height - 1)
}

/// Original and changed beside each other, each with its name in its rule.
private func drawBeside(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  let middle = layout.columns / 2
  let (left, right) = (layout.ruled.wide(middle - 1), layout.ruled.from(column: middle + 1))
  for (isOriginal, area) in [(true, left), (false, right)] {
    guard let subject = Subject(state, original: isOriginal) else { continue }
    // Each is drawn as if it were alone: views begin at the left.
    var part = Screen(grid: CellGrid(height: layout.hintRow, width: area.width), cursor: nil)
    drawSubject(
      on: &part, subject, Area(row: area.row + 1, column: 0, height: area.height - 1, width: area.width))
    part.grid.rule(row: area.row, columns: 0..<area.width, isOriginal ? "original" : "changed", .accent)
    screen.grid.draw(part.grid.rows(area.rows), row: area.row, column: area.column)
    if isOriginal {
      screen.cursor = part.cursor
      screen.targets += part.targets
    }
  }
  for row in layout.ruled.rows { screen.grid[row, middle - 1] = Cell("│", .dim) }
}

/// Draws a subject in an area, whose first row is a rule, at one of the depths that show one layer.
func drawSubject(on screen: inout Screen, _ subject: Subject, _ area: Area, sheet: SheetLayout? = nil) {
  switch subject.depth {
  case .network: break
  case .layer: drawLayer(on: &screen, subject, area, sheet)
  case .map: drawMap(on: &screen, subject, area)
  case .unit: drawUnit(on: &screen, subject, area)
  }
}

/// What is said where the screen is too small: the size that is needed and the one that is there.
private func drawTooSmall(on grid: inout CellGrid, _ state: ExplorerState) {
  let needed = Layout.smallest
  let band = state.lesson?.bandRows ?? 0
  grid.write("cnnview needs \(needed.columns)×\(needed.rows)", row: 0, column: 0)
  grid.write("this is \(state.columns)×\(state.rows + band)", row: 1, column: 0, .dim)
  grid.write("q quits", row: 2, column: 0, .dim)
}
