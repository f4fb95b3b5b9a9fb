import CellScreen
import ConvNet
import Tensors

/// Changes the state as a person wants, and says what the world has to do for it.
///
/// Pure: evaluates no layer, reads no clock, no file, no environment.
public func update(_ state: inout ExplorerState, _ intent: Intent) -> [Effect] {
  defer { state.refreshSelection() }
  guard !state.isTooSmall || intent == .quit || intent == .suspend else { return [] }
  let effects = followIntent(intent, in: &state) + followLesson(&state)
  state.layDownBrush()
  state.layDownEvidence()
  return effects + followEvidence(&state)
}

/// Takes in what the world reports, and says what it has to do next.
///
/// Pure, as for what a person wants.
public func update(_ state: inout ExplorerState, _ event: Event) -> [Effect] {
  defer { state.refreshSelection() }
  let effects = receive(event, in: &state) + followLesson(&state)
  return effects + followEvidence(&state)
}

private func receive(_ event: Event, in state: inout ExplorerState) -> [Effect] {
  switch event {
  case .started:
    clearWords(&state)
    state.report = state.opening
    return request(picture: state.picture, in: &state)
  case .resized(let rows, let columns):
    state.rows = rows
    state.columns = columns
    state.lesson?.bandRows = 0
    state.helpScroll = state.helpScroll.map { min($0, lastHelpScroll(state)) }
  case .tick: tick(&state)
  case .computed(let evaluation, let generation): receive(evaluation, generation: generation, in: &state)
  case .evaluated(let picture, let generation, let result):
    return receive(result, picture: picture, generation: generation, in: &state)
  case .changed(let generation, let result):
    return receive(result, ofChange: generation, in: &state)
  case .covered(let generation, let result): receive(result, ofEvidence: generation, in: &state)
  case .saved(let result): receiveSaved(result, in: &state)
  case .noted(let result): receive(noted: result, in: &state)
  }
  return []
}

/// Does what a person wants, on a screen that is large enough to show it.
func followIntent(_ intent: Intent, in state: inout ExplorerState) -> [Effect] {
  // The first press of a double click has led closer, and the second is not meant for what stands there now.
  if case .pointAgain = intent, state.hasPressedCloser { return [] }
  clearWords(&state)
  if intent != .restart { state.awaitsSecondPress = false }
  if intent != .quit { state.lesson?.awaitsQuit = false }
  if case .drag = intent {} else { state.hasPressedCloser = false }
  if state.helpScroll != nil, let effects = followInHelp(intent, in: &state) { return effects }
  if state.vote != nil, !intent.isForAsking || intent == .openPrompt(.command) {
    state.notice = VoteWords.inTheWay
    return []
  }
  guard state.asking == nil || intent.isForAsking else {
    state.notice =
      state.asking?.isRevealed == true
      ? "the question has the screen; Esc leaves it" : "answer the question first; Esc leaves it"
    return []
  }
  if !intent.keepsPrompt { state.prompt = nil }
  if !intent.keepsBrush { state.brush = nil }
  if !intent.keepsEvidence { state.evidence = nil }
  switch intent {
  case .move(let move): return travel(&state, move)
  case .step(let stepping): step(&state, stepping)
  case .display(let change): changeDisplay(&state, change)
  case .change(let step): return change(&state, step)
  case .brush(let step): return use(&state, step)
  case .evidence(let step): return use(&state, step)
  case .ask(let step): return ask(&state, step)
  case .picture(let step): return turn(by: step, in: &state)
  case .openPrompt(let kind): openPrompt(&state, kind)
  case .edit(let change): return edit(&state, change)
  case .paste(let text): return paste(text, into: &state)
  case .point(let pointing), .pointAgain(let pointing): return point(&state, at: pointing)
  case .drag(let pointing): return drag(&state, to: pointing)
  case .wheel(let step): return turnWheel(&state, by: step)
  case .blank: state.isBlank.toggle()
  case .lesson(let step): return walk(&state, step)
  case .restart: return restart(&state)
  case .toggleHelp: state.helpScroll = 0
  case .save: return [.save(name: savedName(state))]
  case .redraw: return [.redraw]
  case .suspend: return [.suspend]
  case .quit: return quit(&state)
  case .unbound(let key): refuse(key, in: &state)
  }
  return []
}

/// To the start: the whole network, its first line, everything computed; at the second press, as the first one may be the
/// other half of what a clicker's button sends.
private func restart(_ state: inout ExplorerState) -> [Effect] {
  guard state.awaitsSecondPress else {
    state.awaitsSecondPress = true
    state.playhead.isPlaying = false
    state.report = "press it again to go to the start; Backspace goes back"
    return []
  }
  state.awaitsSecondPress = false
  if state.vote != nil { try? countHands(&state, .leave) }
  state.asking = nil
  guard state.lesson == nil else { return restartLesson(&state) }
  (state.playhead, state.history, state.token) = (Playhead(), [], nil)
  (state.depth, state.line) = (.network, state.model.firstLine)
  return []
}

/// Ends the program; a lesson asks once, as a room may be watching.
private func quit(_ state: inout ExplorerState) -> [Effect] {
  guard let lesson = state.lesson, !lesson.awaitsQuit else { return [.quit] }
  state.lesson?.awaitsQuit = true
  state.report = "q again ends the lesson"
  return []
}

/// What the last key led to is no longer said.
func clearWords(_ state: inout ExplorerState) {
  (state.notice, state.isNoticeOfFailure) = (nil, false)
  state.report = nil
}

/// Says that a key does nothing here.
private func refuse(_ key: String, in state: inout ExplorerState) {
  if state.prompt == nil {
    state.notice = "\(key) does nothing here; ? lists the keys"
  } else {
    state.prompt?.failure = "\(key) does nothing while you type"
  }
}

/// Goes where a person wants to be; where that is where one is, says why.
private func travel(_ state: inout ExplorerState, _ move: Move) -> [Effect] {
  if move == .back, state.depth == .network, state.isWorking {
    return stopWorking(in: &state, leaving: .stopped)
  }
  if move == .closer, state.isStopped { return request(picture: state.picture, in: &state) }
  if move == .back, state.showsMisreading, state.history.isEmpty { return endMisreading(&state) }
  let before = state
  // Moving pauses a playing pass, so that what one looks at stays.
  state.playhead.isPlaying = false
  navigate(&state, move)
  if state.notice == nil, state.standsStill(since: before) {
    state.notice = reasonForStandingStill(move, in: state)
  }
  return []
}

/// Changes how numbers are shown.
private func changeDisplay(_ state: inout ExplorerState, _ change: DisplayChange) {
  switch change {
  case .togglePreActivation:
    guard state.activationFunction == .linear else { return state.display.showsPreActivation.toggle() }
    let name = state.layer.map { state.model.lines[$0].code.string.prefix { $0 != "(" } } ?? "this line"
    state.refuse("\(name) has no activation function here: nothing is before it")
  case .nextScope: state.display.scope = following(state.display.scope, in: ScaleScope.allCases)
  case .nextColours:
    state.display.colourMap = following(state.display.colourMap, in: ColourMap.offered)
  case .nextOrder:
    guard canOrder(state) else { return state.refuse("there is nothing here that could be ordered") }
    state.display.order = state.display.order == .bySize ? .byIndex : .bySize
  case .toggleNumbers: state.display.showsNumbers.toggle()
  }
}

/// The value after another, round the end.
private func following<Value: Equatable>(_ value: Value, in values: [Value]) -> Value {
  guard let index = values.firstIndex(of: value) else { return value }
  return values[(index + 1) % values.count]
}

/// How many lines of the help a screen shows.
private func helpPage(_ state: ExplorerState) -> Int { max(1, state.rows - 3) }

/// The first line of the help where its last line stands at the bottom of the screen.
private func lastHelpScroll(_ state: ExplorerState) -> Int {
  max(0, HelpText(state).height - helpPage(state))
}

/// What intents do while the help is on the screen: they scroll it, or close it; `nil` for those that act as ever.
private func followInHelp(_ intent: Intent, in state: inout ExplorerState) -> [Effect]? {
  switch intent {
  case .move(let move): scrollHelp(&state, move)
  case .step, .display, .change, .brush, .evidence, .ask, .lesson, .picture, .openPrompt, .edit, .blank,
    .restart, .toggleHelp, .unbound:
    state.helpScroll = nil
  // Nothing of the help can be pointed at: what the mouse was pressed on stands under it.
  case .point, .pointAgain, .drag: break
  case .paste, .wheel, .save, .redraw, .suspend, .quit: return nil
  }
  return []
}

/// Scrolls the help where a move leads up or down; any other closes it.
private func scrollHelp(_ state: inout ExplorerState, _ move: Move) {
  let scroll = state.helpScroll ?? 0
  let last = lastHelpScroll(state)
  switch move {
  case .cursor(.up): state.helpScroll = max(0, scroll - 1)
  case .cursor(.down): state.helpScroll = min(last, scroll + 1)
  case .page(let step): state.helpScroll = min(last, max(0, scroll + step * helpPage(state)))
  case .first: state.helpScroll = 0
  case .last: state.helpScroll = last
  case .cursor(.left), .cursor(.right), .closer, .back, .wholeNetwork, .why, .channel, .layer, .line, .place,
    .within:
    state.helpScroll = nil
  }
}
