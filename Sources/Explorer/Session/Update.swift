import CellScreen
import ConvNet
import Tensors

/// Changes the state as an action asks, and says what the world has to do for it.
///
/// Pure: evaluates no layer, reads no clock, no file, no environment.
public func update(_ state: inout ExplorerState, _ action: Action) -> [Effect] {
  defer { state.refreshSelection() }
  return change(&state, action)
}

private func change(_ state: inout ExplorerState, _ action: Action) -> [Effect] {
  if let effects = takeIn(action, in: &state) { return effects }
  if state.isTooSmall, !actsOnSmallScreens(action) { return [] }
  if let effects = updateForMouse(&state, action) { return effects }
  state.hasPressedCloser = false
  state.notice = nil
  state.report = nil
  if case .pasted(let text) = action {
    paste(text, into: &state)
    return []
  }
  if case .save = action { return [.save(name: savedName(state))] }
  if state.helpScroll != nil { return updateHelp(&state, action) }
  if state.prompt != nil, !isForPrompt(action) { state.prompt = nil }
  switch action {
  case .quit: return [.quit]
  case .suspend: return [.suspend]
  case .redraw: return [.redraw]
  case .started: return request(picture: state.picture, in: &state)
  case .picture(let step): return turn(by: step, in: &state)
  case .back where state.depth == .network && state.isWorking:
    return stopWorking(in: &state, leaving: .stopped)
  case .closer where state.isStopped: return request(picture: state.picture, in: &state)
  case .toggleHelp: state.helpScroll = 0
  case .togglePreActivation, .nextScope, .nextColours, .toggleNumbers, .nextOrder: change(action, in: &state)
  case .toggleStepping, .step, .togglePlaying, .stepSize, .speed: step(&state, action)
  case .toggleMouse: toggleMouse(&state)
  case .openPrompt(let kind): openPrompt(&state, kind)
  case .edit(let change): edit(&state, change)
  case .unbound(let key) where state.prompt != nil:
    state.prompt?.failure = "\(key) does nothing while you type"
  case .unbound(let key): state.notice = "\(key) does nothing here; ? lists the keys"
  default:
    let before = state
    // Whoever looks around is not rushed on.
    state.playhead.isPlaying = false
    navigate(&state, action)
    if state.notice == nil, state.standsStill(since: before) {
      state.notice = reasonForStandingStill(action, in: state)
    }
  }
  return []
}

/// Whether an action does something where the screen is too small to show what it does.
private func actsOnSmallScreens(_ action: Action) -> Bool {
  switch action {
  case .quit, .suspend, .started: true
  default: false
  }
}

/// Takes in what happens by itself: a new size, finished work, the clock; `nil` for what a person does.
private func takeIn(_ action: Action, in state: inout ExplorerState) -> [Effect]? {
  switch action {
  case .resized(let rows, let columns):
    state.rows = rows
    state.columns = columns
    state.helpScroll = state.helpScroll.map { min($0, lastHelpScroll(state)) }
  case .evaluated(let picture, let generation, let result):
    return receive(result, picture: picture, generation: generation, in: &state)
  case .entered(let layer, let generation):
    if generation == state.generation, state.isWorking { state.enteredLayer = layer }
  case .tick: step(&state, action)
  case .saved(let result): receiveSaved(result, in: &state)
  default: return nil
  }
  return []
}

/// Changes how numbers are shown.
private func change(_ action: Action, in state: inout ExplorerState) {
  switch action {
  case .togglePreActivation:
    if state.activationFunction == .linear {
      let name = state.layer.map { state.model.lines[$0].code.string.prefix { $0 != "(" } } ?? "this line"
      state.notice = "\(name) has no activation function here: nothing is before it"
    } else {
      state.display.showsPreActivation.toggle()
    }
  case .nextScope: state.display.scope = following(state.display.scope, in: ScaleScope.allCases)
  case .nextColours:
    state.display.colourMap = following(state.display.colourMap, in: [.viridis, .cividis, .inferno, .grey])
  case .nextOrder:
    if canOrder(state) {
      state.display.order = state.display.order == .bySize ? .byIndex : .bySize
    } else {
      state.notice = "there is nothing here that could be ordered"
    }
  default: state.display.showsNumbers.toggle()
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
  max(0, HelpText(state).lines.count - helpPage(state))
}

/// What keys do while the help is on the screen.
private func updateHelp(_ state: inout ExplorerState, _ action: Action) -> [Effect] {
  let scroll = state.helpScroll ?? 0
  let page = helpPage(state)
  let last = lastHelpScroll(state)
  switch action {
  case .quit: return [.quit]
  case .suspend: return [.suspend]
  case .redraw: return [.redraw]
  case .move(.up): state.helpScroll = max(0, scroll - 1)
  case .move(.down): state.helpScroll = min(last, scroll + 1)
  case .page(let step): state.helpScroll = min(last, max(0, scroll + step * page))
  case .first: state.helpScroll = 0
  case .last: state.helpScroll = last
  default: state.helpScroll = nil
  }
  return []
}
