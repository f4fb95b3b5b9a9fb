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
  /// A pixel of the picture that one paints on, or covers.
  case pixel(row: Int, column: Int)
  /// A match of the open search.
  case match(SearchMatch.Place)
  /// An answer of the question that has the screen.
  case answer(Int)
}

/// Listens to the mouse, or leaves it to the terminal, and says so.
func toggleMouse(_ state: inout ExplorerState) {
  state.usesMouse.toggle()
  state.report =
    state.usesMouse
    ? "the mouse selects; a second click goes closer; :mouse leaves it to the terminal"
    : "the mouse is the terminal's; :mouse takes it back"
}

extension ExplorerState {
  /// Whether something stands on this state's screen: the mouse points at the screen that was drawn last, and a key may
  /// have led elsewhere since.
  fileprivate func shows(_ pointing: Pointing) -> Bool {
    if case .match = pointing { return prompt?.kind == .search }
    guard prompt == nil else { return false }
    if case .answer = pointing { return asking != nil || vote != nil }
    if case .pixel = pointing { return brush != nil || evidence != nil }
    guard brush == nil, evidence == nil else { return false }
    switch pointing {
    case .line, .token, .logit: return depth == .network
    case .channel: return depth != .map
    case .cell, .source: return depth == .map
    case .match, .pixel, .answer: return false
    }
  }
}

/// Selects what was clicked; a click on what is selected goes closer.
func point(_ state: inout ExplorerState, at pointing: Pointing) -> [Effect] {
  state.playhead.isPlaying = false
  guard state.shows(pointing) else { return [] }
  let before = state
  switch pointing {
  case .pixel(let row, let column): return touch(&state, row: row, column: column)
  case .answer(let option) where state.vote != nil:
    state.vote?.choose(option)
    return []
  case .answer(let answer): return ask(&state, .choose(answer))
  case .match(let place):
    state.prompt = nil
    go(to: place, in: &state)
    return []
  case .line(let line): select(line: line, token: nil, in: &state)
  case .token(let line, let token): select(line: line, token: token, in: &state)
  case .channel(let channel): select(channel: channel, in: &state)
  case .logit(let index):
    select(line: (state.model.network?.layers.count ?? 0) - 1, token: nil, in: &state)
    select(channel: index, in: &state)
  case .cell: _ = drag(&state, to: pointing)
  case .source:
    // What is read can be dragged from where it is, so that a press on it leads nowhere else.
    return drag(&state, to: pointing)
  }
  guard state.notice == nil, state.standsStill(since: before) else { return [] }
  let effects = update(&state, .move(.closer))
  state.hasPressedCloser = true
  return effects
}

/// Moves the cursor of a map along with the mouse, or paints along; nothing else can be dragged.
func drag(_ state: inout ExplorerState, to pointing: Pointing) -> [Effect] {
  state.playhead.isPlaying = false
  if case .pixel(let row, let column) = pointing, state.shows(pointing) {
    return touch(&state, row: row, column: column)
  }
  dragCursor(&state, to: pointing)
  return []
}

/// Paints at a pixel, or puts the cursor of evidence there.
private func touch(_ state: inout ExplorerState, row: Int, column: Int) -> [Effect] {
  guard state.evidence != nil else { return paint(&state, row: row, column: column) }
  putEvidence(&state, row: row, column: column)
  return []
}

private func dragCursor(_ state: inout ExplorerState, to pointing: Pointing) {
  guard state.shows(pointing), let layer = state.layer, let network = state.model.network,
    let shape = state.mapShape
  else { return }
  switch pointing {
  case .cell(let row, let column): moveCursor(&state, row: row, column: column, in: shape)
  case .source(let row, let column):
    guard let input = network.inputShapes(ofLayer: layer).first,
      let grid = network.layers[layer].operation.grid(over: input)
    else { return }
    guard let row = middle(grid.rows.stops(covering: row)),
      let column = middle(grid.columns.stops(covering: column))
    else {
      return state.refuse("no window covers this place")
    }
    moveCursor(&state, row: row, column: column, in: shape)
  case .line, .token, .channel, .logit, .pixel, .match, .answer: break
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
func turnWheel(_ state: inout ExplorerState, by step: Int) -> [Effect] {
  if state.prompt != nil { return update(&state, .edit(.choose(by: step))) }
  let isLineByLine = state.depth == .network || state.helpScroll != nil
  return update(&state, .move(isLineByLine ? .cursor(step < 0 ? .up : .down) : .page(by: step)))
}
