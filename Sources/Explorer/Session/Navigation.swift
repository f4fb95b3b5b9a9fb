import ConvNet
import Tensors

/// Moves the cursor, closer and back; not into what is hidden for a vote.
func navigate(_ state: inout ExplorerState, _ move: Move) {
  guard state.hidesAnswer else { return lead(&state, move) }
  let before = state
  lead(&state, move)
  guard state.depth > .network, state.isHidden(line: state.line) else { return }
  state = before
  state.refuse(HidingWords.refusal)
}

/// Moves the cursor, closer and back.
private func lead(_ state: inout ExplorerState, _ move: Move) {
  switch move {
  case .cursor(let direction): moveCursor(&state, direction)
  case .closer: goCloser(&state)
  case .why: askWhy(&state)
  case .back: goBack(&state)
  case .wholeNetwork: jump(&state) { $0.depth = .network }
  case .channel(let step): changeChannel(&state, by: step)
  case .layer(let step): changeLayer(&state, by: step)
  case .line(let line): goToLine(&state, line)
  case .place(let destination): go(&state, to: destination)
  case .within(let cursor, let depth): go(&state, to: cursor, at: depth)
  case .page(let step): turnPage(&state, by: step)
  case .first: goToEnd(&state, last: false)
  case .last: goToEnd(&state, last: true)
  }
}

/// Changes where one is, and remembers where one was.
private func jump(_ state: inout ExplorerState, _ change: (inout ExplorerState) -> Void) {
  let before = state.bookmark
  change(&state)
  if state.bookmark != before { state.history.append(before) }
}

private func goCloser(_ state: inout ExplorerState) {
  guard state.model.network != nil else {
    return state.refuse("the network can't run, so there is nothing closer")
  }
  switch state.depth {
  case .network: jump(&state) { $0.depth = .layer }
  case .layer where state.isOnSoftmax:
    goToUnit(&state, layer: state.model.lines.count - 1, [state.cursor.channel])
  case .layer: jump(&state) { $0.depth = $0.hasMaps ? .map : .unit }
  case .map: jump(&state) { $0.depth = .unit }
  case .unit: follow(&state)
  }
}

/// Goes to a unit of a layer, at unit depth.
private func goToUnit(_ state: inout ExplorerState, layer: Int, _ position: [Int]) {
  jump(&state) { state in
    state.line = layer
    state.depth = .unit
    if let network = state.model.network { state.cursor = LayerCursor(position, in: network.shapes[layer]) }
  }
}

/// To a place that was named.
private func go(_ state: inout ExplorerState, to destination: Destination) {
  let before = state.bookmark
  switch destination {
  case .line(let line): goToMap(&state, line: line, depth: .layer, channel: nil)
  case .map(let line, let channel): goToMap(&state, line: line, depth: .map, channel: channel)
  case .unit(let unit): goToUnit(&state, layer: unit.layer, unit.position)
  case .share(let index):
    if let line = state.model.softmaxLine { goToMap(&state, line: line, depth: .layer, channel: index) }
  }
  if case .line = destination {} else if state.line >= state.placedCursors { state.namedLine = state.line }
  if state.bookmark == before { state.notice = "this is the place" }
}

/// To a place of the present layer.
private func go(_ state: inout ExplorerState, to cursor: LayerCursor, at depth: Depth) {
  let before = state.bookmark
  jump(&state) { state in
    state.cursor = cursor
    state.depth = depth
    settleDepth(&state)
  }
  if state.line >= state.placedCursors { state.namedLine = state.line }
  if state.bookmark == before { state.notice = "this is the place" }
}

/// To a line's layer at a depth, and to one of its maps or units.
private func goToMap(_ state: inout ExplorerState, line: Int, depth: Depth, channel: Int?) {
  jump(&state) { state in
    state.line = line
    state.token = nil
    state.depth = depth
    guard let channel, channel != state.cursor.channel else { return }
    state.cursor.channel = channel
    state.cursor.term = nil
  }
}

/// From the selected term to the unit that made it.
private func follow(_ state: inout ExplorerState) {
  guard let network = state.model.network, let explanation = state.explanation else {
    return state.refuse("there is nothing to follow here")
  }
  if case .given = explanation.form { return state.refuse("a number of the picture: nothing made it") }
  if case .held(let hold) = explanation.form { return state.refuse(hold.words) }
  if !state.isSelectionComputed, !movesTerms(state) {
    state.notice = "this number is not yet computed; n goes on, s ends stepping"
  } else if let place = placeToFollow(explanation.form, in: state) {
    let unit = network.unit(at: place, ofLayer: explanation.layer)
    goToUnit(&state, layer: unit.layer, unit.position)
  } else {
    state.notice = reasonForNoPlace(explanation.form)
  }
}

/// Why there is no number to follow.
private func reasonForNoPlace(_ form: Explanation.Form) -> String {
  if case .windowAverage(let window) = form, window.count > 0 {
    "none is the largest: NaN or ∞ is among them"
  } else {
    "padding: no unit made it"
  }
}

/// Where the selected term comes from, else the number that gave the most; `nil` for the padding.
private func placeToFollow(_ form: Explanation.Form, in state: ExplorerState) -> InputPlace? {
  switch form {
  case .weightedSum(let sum):
    let term = selectedTerm(of: sum, in: state).map { sum.terms[$0] }
    return term.flatMap { $0.isOutside ? nil : InputPlace($0.position) }
  case .merged(let merge): return merge.operands[selectedOperand(of: merge, in: state)].place
  case .windowMaximum(let window):
    return window.places[window.winner].isOutside ? nil : form.largestPlace
  case .given, .windowAverage, .moved, .padding, .elementwise, .held: return form.largestPlace
  }
}

/// From anywhere to the sum of the winning logit.
private func askWhy(_ state: inout ExplorerState) {
  guard let evaluation = state.evaluationAskedAbout, let network = state.model.network,
    network.outputShape.rank == 1
  else {
    return state.refuse(state.isWorking ? stillComputed : "there are no logits to ask about")
  }
  guard state.hasLogits else {
    return state.refuse(state.reasonForNoLogits)
  }
  if let words = evaluation.wordsForNoWinner(in: state.model).first {
    return state.refuse(words + "; / finds a class")
  }
  let before = state.bookmark
  goToUnit(&state, layer: network.layers.count - 1, [evaluation.winner ?? 0])
  if state.bookmark == before { state.notice = "this is the winning logit's sum" }
}

extension ExplorerState {
  /// Why the logits can't be asked about where the pass has not come to them.
  var reasonForNoLogits: String {
    hidesAnswer ? HidingWords.refusal : "the logits are not yet computed; n goes on, s ends stepping"
  }
}

private func goBack(_ state: inout ExplorerState) {
  if state.shownContest != nil {
    state.contest = nil
    state.cursor.term = nil
  } else if let before = state.history.popLast() {
    state.restore(before)
  } else if state.depth > .network {
    state.depth = .network
  } else {
    state.notice = "this is the whole network; \(state.lesson == nil ? "q quits" : "PgDn goes on")"
  }
}

private func goToLine(_ state: inout ExplorerState, _ line: Int) {
  guard line < state.model.lineCount else {
    return state.refuse("there is no line \(line); the last is \(state.model.lineCount - 1)")
  }
  jump(&state) { state in
    state.line = line
    state.token = nil
    settleDepth(&state)
  }
}

/// A line without maps has no map depth; softmax, which is no layer, no unit depth.
private func settleDepth(_ state: inout ExplorerState) {
  if state.depth == .map, !state.hasMaps { state.depth = .layer }
  if state.depth == .unit, state.layer == nil { state.depth = .layer }
}

private func moveCursor(_ state: inout ExplorerState, _ direction: Move.Direction) {
  switch state.depth {
  case .network: moveLine(&state, direction)
  case .layer: moveInLayer(&state, direction)
  case .map: moveInMap(&state, direction)
  case .unit: moveInUnit(&state, direction)
  }
}

private func moveLine(_ state: inout ExplorerState, _ direction: Move.Direction) {
  switch direction {
  case .up: selectLine(&state, state.line - 1)
  case .down: selectLine(&state, state.line + 1)
  case .left: moveToken(&state, by: -1)
  case .right: moveToken(&state, by: 1)
  }
}

/// Selects the line with a number, or that nearest to it.
private func selectLine(_ state: inout ExplorerState, _ number: Int) {
  let line = max(0, min(number, state.model.lineCount - 1))
  if line != state.line { state.token = nil }
  state.line = line
}

/// Walks the tokens of the selected line that govern something; left of the first is the whole line.
private func moveToken(_ state: inout ExplorerState, by step: Int) {
  let count = state.governingTokens.count
  guard count > 0 else {
    return state.refuse("nothing in this line was chosen: there is no token to select")
  }
  let next = (state.token ?? -1) + step
  state.token = next < 0 ? nil : min(next, count - 1)
}

/// In the sheet of maps, or the list of units, the cursor stays inside: it never jumps to another line's start.
private func moveInLayer(_ state: inout ExplorerState, _ direction: Move.Direction) {
  if let list = state.classList {
    let page = list.isLong ? list.rows : 0
    return moveInClasses(&state, list, by: direction.step(right: page, down: 1))
  }
  let arrangement = Layout(state).arrangement
  let step = direction.step(right: arrangement.stepRight, down: arrangement.stepDown)
  let channel = state.cursor.channel + step
  // Steps of one stay in their line, or column, which is as long as a step across it.
  let length = abs(step) == 1 ? max(arrangement.stepDown, arrangement.stepRight) : 1
  let stays = length == 1 || channel / length == state.cursor.channel / length
  if (0..<state.channelCount).contains(channel), stays { state.cursor.channel = channel }
}

func moveInMap(_ state: inout ExplorerState, _ direction: Move.Direction) {
  guard let shape = state.mapShape else { return }
  switch direction {
  case .up: state.cursor.row = max(0, state.cursor.row - 1)
  case .down: state.cursor.row = min(shape[0] - 1, state.cursor.row + 1)
  case .left: state.cursor.column = max(0, state.cursor.column - 1)
  case .right: state.cursor.column = min(shape[1] - 1, state.cursor.column + 1)
  }
}

/// Another map or unit, round the ends.
private func changeChannel(_ state: inout ExplorerState, by step: Int) {
  let count = state.channelCount
  guard count > 1 else {
    let noun = state.hasMaps ? "map" : "unit"
    return state.refuse(
      count == 1 ? "there is only one \(noun) here" : "the network can't run, so it has no maps")
  }
  if let contest = state.shownContest { return changeRival(&state, contest, by: step) }
  state.cursor.channel = ((state.cursor.channel + step) % count + count) % count
  state.cursor.term = nil
}

private func turnPage(_ state: inout ExplorerState, by step: Int) {
  switch state.depth {
  case .network:
    selectLine(&state, state.line + step * 5)
  case .layer:
    if let list = state.classList, list.isLong {
      return moveInClasses(&state, list, by: step * list.rows)
    }
    let pageSize = Layout(state).arrangement.pageSize
    guard state.channelCount > pageSize else {
      return state.refuse("all of them are on this page")
    }
    state.cursor.channel = min(max(0, state.cursor.channel + step * pageSize), state.channelCount - 1)
  case .map:
    changeChannel(&state, by: step * 8)
  case .unit:
    for _ in 0..<8 { moveInUnit(&state, step < 0 ? .up : .down) }
  }
}

private func goToEnd(_ state: inout ExplorerState, last: Bool) {
  switch state.depth {
  case .network: selectLine(&state, last ? state.model.lineCount - 1 : 0)
  case .layer:
    if let list = state.classList {
      return moveInClasses(&state, list, by: last ? list.order.count : -list.order.count)
    }
    state.cursor.channel = last ? max(0, state.channelCount - 1) : 0
  case .map:
    guard let shape = state.mapShape else { return }
    state.cursor.row = last ? shape[0] - 1 : 0
    state.cursor.column = last ? shape[1] - 1 : 0
  case .unit: goToEndOfTerms(&state, last: last)
  }
}

/// Another layer; the place goes along through windows, and the map where the layer keeps maps apart.
///
/// No step closer: Esc undoes the step before it.
private func changeLayer(_ state: inout ExplorerState, by step: Int) {
  let target = state.line + step
  guard (0..<state.model.lineCount).contains(target) else {
    return state.refuse(step < 0 ? "this is the first line" : "this is the last line")
  }
  let (from, cursor) = (state.line, state.cursor)
  state.line = target
  state.token = nil
  settleDepth(&state)
  if let carried = carry(cursor, from: from, to: target, in: state) { state.cursor = carried }
}
