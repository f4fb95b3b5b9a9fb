public import CellScreen
public import Explorer

/// What the terminal is to show: the cells, and where its cursor rests for those who follow it.
public struct Screen: Equatable, Sendable {
  /// The cells.
  public var grid: CellGrid
  /// The cell of the focused thing; `nil` where nothing has focus.
  public var cursor: Place?
  /// Whether text is typed at the cursor, so that it is shown.
  public var isTyping = false
  /// What the mouse can point at; of several at a cell the last counts.
  public internal(set) var targets: [Target] = []

  /// A cell of the screen.
  public struct Place: Hashable, Sendable {
    /// The row from the top.
    public let row: Int
    /// The column from the left.
    public let column: Int
  }
}

/// Draws a state; the same state always gives the same screen.
public func view(_ state: ExplorerState) -> Screen {
  let layout = Layout(state)
  var screen = Screen(grid: CellGrid(height: state.rows, width: state.columns), cursor: nil)
  if layout.isTooSmall {
    drawTooSmall(on: &screen.grid, state)
  } else if state.helpScroll != nil {
    drawHelp(on: &screen.grid, state, layout)
  } else {
    drawFrame(on: &screen, state, layout)
    switch state.depth {
    case .network: drawNetwork(on: &screen, state, layout)
    case .layer: drawLayer(on: &screen, state, layout)
    case .map: drawMap(on: &screen, state, layout)
    case .unit: drawUnit(on: &screen, state, layout)
    }
    addTargets(on: &screen, state, layout)
    if let prompt = state.prompt { drawPrompt(on: &screen, prompt, state, layout) }
  }
  return screen
}

/// What is said where the screen is too small: the size that is needed and the one that is there.
private func drawTooSmall(on grid: inout CellGrid, _ state: ExplorerState) {
  let needed = Layout.smallest
  grid.write("cnnview needs \(needed.columns)×\(needed.rows)", row: 0, column: 0)
  grid.write("this is \(state.columns)×\(state.rows)", row: 1, column: 0, .dim)
  grid.write("q quits", row: 2, column: 0, .dim)
}
