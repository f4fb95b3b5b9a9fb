public import CellScreen
import ConvNet
import Tensors

/// What the mouse points at.
public enum Pointing: Hashable, Sendable {
  /// A line of the listing, or its column of the strip.
  case line(Int)
  /// A token of a line's code, among those that govern something.
  case token(line: Int, index: Int)
  /// A map, unit or class of the selected line.
  case channel(Int)
  /// A class beside the listing: its logit.
  case logit(Int)
  /// A cell of the selected map.
  case cell(row: Int, column: Int)
  /// A number of the map that the selected cell reads: the cell whose window begins there.
  case source(row: Int, column: Int)
  /// A hint: its key.
  case key(KeyPress)
  /// A match of the open search.
  case match(Int)
}

/// What the mouse does; `nil` for other actions.
func updateForMouse(_ state: inout ExplorerState, _ action: Action) -> [Effect]? {
  switch action {
  case .point(let pointing):
    return point(&state, at: pointing)
  case .pointAgain(let pointing):
    // The first press of a double click has led closer, and the second is not meant for what stands there now.
    return state.hasPressedCloser ? [] : point(&state, at: pointing)
  case .drag(let pointing):
    clearWords(&state)
    drag(&state, to: pointing)
    return []
  case .wheel(let step): return turnWheel(&state, by: step)
  default: return nil
  }
}

/// A pass that plays pauses, and what the last key led to is no longer said.
private func clearWords(_ state: inout ExplorerState) {
  state.notice = nil
  state.report = nil
  state.playhead.isPlaying = false
}

/// Listens to the mouse, or leaves it to the terminal, and says so.
func toggleMouse(_ state: inout ExplorerState) {
  state.usesMouse.toggle()
  state.report =
    state.usesMouse
    ? "the mouse selects; a second click goes closer; M leaves it to the terminal"
    : "the mouse is the terminal's; M takes it back"
}

/// Selects what was clicked; a click on what is selected goes closer.
private func point(_ state: inout ExplorerState, at pointing: Pointing) -> [Effect] {
  clearWords(&state)
  state.hasPressedCloser = false
  let before = state
  switch pointing {
  case .key(let key): return update(&state, keyMap.action(for: key, in: state))
  case .match(let match):
    guard state.prompt?.kind == .search else { return [] }
    state.prompt?.choice = match
    return update(&state, .edit(.accept))
  case .line(let line): select(line: line, token: nil, in: &state)
  case .token(let line, let token): select(line: line, token: token, in: &state)
  case .channel(let channel): select(channel: channel, in: &state)
  case .logit(let index):
    select(line: (state.model.network?.layers.count ?? 0) - 1, token: nil, in: &state)
    select(channel: index, in: &state)
  case .cell: drag(&state, to: pointing)
  case .source:
    // What is read can be dragged from where it is, so that a press on it leads nowhere else.
    drag(&state, to: pointing)
    return []
  }
  guard state.notice == nil, state.standsStill(since: before) else { return [] }
  let effects = update(&state, .closer)
  state.hasPressedCloser = true
  return effects
}

/// Moves the cursor of a map along with the mouse; nothing else can be dragged.
private func drag(_ state: inout ExplorerState, to pointing: Pointing) {
  guard state.depth == .map, let layer = state.layer, let network = state.model.network,
    network.shapes[layer].rank == 3
  else { return }
  switch pointing {
  case .cell(let row, let column): moveCursor(&state, row: row, column: column, in: network.shapes[layer])
  case .source(let row, let column):
    guard let input = network.inputShapes(ofLayer: layer).first,
      let grid = network.layers[layer].operation.grid(over: input)
    else { return }
    let stops = (rows: grid.rows.stops(covering: row), columns: grid.columns.stops(covering: column))
    guard let row = middle(stops.rows), let column = middle(stops.columns) else {
      state.notice = "no window covers this place"
      return
    }
    moveCursor(&state, row: row, column: column, in: network.shapes[layer])
  default: break
  }
}

/// Of the windows that cover a place, the one in whose middle it lies.
private func middle(_ stops: [Int]) -> Int? {
  stops.isEmpty ? nil : stops[stops.count / 2]
}

private func moveCursor(_ state: inout ExplorerState, row: Int, column: Int, in shape: Shape) {
  state.cursor.row = min(max(0, row), shape[0] - 1)
  state.cursor.column = min(max(0, column), shape[1] - 1)
  state.cursor.term = nil
}

private func select(line: Int, token: Int?, in state: inout ExplorerState) {
  guard (0..<state.model.lineCount).contains(line) else { return }
  state.line = line
  state.token = token
}

private func select(channel: Int, in state: inout ExplorerState) {
  guard (0..<state.channelCount).contains(channel), channel != state.cursor.channel else { return }
  state.cursor.channel = channel
  state.cursor.term = nil
}

/// The wheel: matches of a search, lines of the listing and of the help one by one, pages elsewhere.
private func turnWheel(_ state: inout ExplorerState, by step: Int) -> [Effect] {
  if state.prompt != nil { return update(&state, .edit(.choose(by: step))) }
  let isLineByLine = state.depth == .network || state.helpScroll != nil
  return update(&state, isLineByLine ? .move(step < 0 ? .up : .down) : .page(by: step))
}
