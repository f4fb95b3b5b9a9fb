import CellScreen
import ConvNet
import Tensors

/// Opens a prompt; a playing pass pauses.
func openPrompt(_ state: inout ExplorerState, _ kind: Prompt.Kind) {
  state.playhead.isPlaying = false
  state.prompt = Prompt(kind)
}

extension Intent {
  /// Whether an open prompt stays open, with what is typed in it.
  var keepsPrompt: Bool {
    switch self {
    case .openPrompt, .edit, .paste, .point, .pointAgain, .drag, .wheel, .save, .redraw, .suspend, .unbound:
      true
    case .move, .step, .display, .change, .brush, .evidence, .ask, .lesson, .picture, .blank, .restart,
      .toggleHelp, .quit:
      false
    }
  }

  /// Whether one goes on painting.
  var keepsBrush: Bool {
    switch self {
    case .brush, .change, .picture, .display, .openPrompt, .edit, .paste, .point, .pointAgain, .drag,
      .toggleHelp,
      .save, .redraw, .suspend, .unbound:
      true
    case .move, .step, .evidence, .ask, .lesson, .wheel, .blank, .restart, .quit: false
    }
  }

  /// Whether one goes on looking at evidence.
  var keepsEvidence: Bool {
    switch self {
    case .change(.begin), .move, .step, .brush, .ask, .lesson, .wheel, .restart: false
    case .evidence, .change, .picture, .display, .openPrompt, .edit, .paste, .point, .pointAgain, .drag,
      .blank, .toggleHelp, .save, .redraw, .suspend, .quit, .unbound:
      true
    }
  }
}

/// Puts a pasted text into the prompt; without one it does nothing.
func paste(_ text: String, into state: inout ExplorerState) -> [Effect] {
  guard state.prompt == nil else { return edit(&state, .insert(text)) }
  state.notice = "what is pasted does nothing here; : and / take text"
  return []
}

/// Changes the prompt, or does what was typed.
func edit(_ state: inout ExplorerState, _ edit: Prompt.Edit) -> [Effect] {
  guard var prompt = state.prompt else { return [] }
  prompt.failure = nil
  switch edit {
  case .accept: return accept(&state, prompt)
  case .cancel:
    state.prompt = nil
    return []
  case .deleteBackwards where prompt.line.text.isEmpty:
    state.prompt = nil
    return []
  case .choose(let step): choose(&prompt, by: step, in: state)
  case .complete(let step): prompt = prompt.completed(by: step, in: state)
  case .insert(let text): prompt.type { $0.insert(text) }
  case .deleteBackwards: prompt.type { $0.deleteBackwards() }
  case .deleteToStart: prompt.type { $0.deleteToStart() }
  case .move(let step): prompt.type { $0.move(by: step) }
  }
  state.prompt = prompt
  return []
}

extension Prompt {
  /// Changes the text; what was chosen for the text before goes.
  fileprivate mutating func type(_ change: (inout TypedLine) -> Void) {
    let before = line.text
    change(&line)
    if line.text != before { (choice, cycle) = (0, nil) }
  }
}

/// Chooses another match, round the ends.
private func choose(_ prompt: inout Prompt, by step: Int, in state: ExplorerState) {
  let count: Int
  switch prompt.kind {
  case .command:
    prompt = prompt.completed(by: step, in: state)
    return
  case .search: count = state.matches(of: prompt.line.text).count
  case .stops: count = state.stops(matching: prompt.line.text).count
  }
  guard count > 0 else { return }
  prompt.choice = ((prompt.choice + step) % count + count) % count
}

extension Prompt {
  /// The prompt with the next completion in the text's place, or the one before it, round the ends.
  func completed(by step: Int, in state: ExplorerState) -> Prompt {
    var prompt = self
    complete(&prompt, by: step, in: state)
    return prompt
  }
}

private func complete(_ prompt: inout Prompt, by step: Int, in state: ExplorerState) {
  guard prompt.kind == .command else { return choose(&prompt, by: step, in: state) }
  let completions = prompt.cycle?.completions ?? state.completions(of: prompt.line.text)
  guard !completions.isEmpty else {
    prompt.failure = "nothing to complete: no layer and no option begins so"
    return
  }
  let count = completions.count
  let next = prompt.cycle.map { (($0.index + step) % count + count) % count } ?? (step > 0 ? 0 : count - 1)
  prompt.line.replace(with: completions[next])
  prompt.cycle = Prompt.Cycle(completions: completions, index: next)
}

/// Does what was typed, and closes the prompt; where it can't be done, the prompt stays and says why.
private func accept(_ state: inout ExplorerState, _ prompt: Prompt) -> [Effect] {
  state.prompt = nil
  do throws(Refusal) {
    switch prompt.kind {
    case .command: return try runCommand(prompt.line.text.withoutOuterBlanks, in: &state)
    case .stops:
      let stops = state.stops(matching: prompt.line.text)
      guard stops.indices.contains(prompt.choice) else { throw Refusal("no stop has this in its name") }
      return walkTo(stop: stops[prompt.choice], in: &state)
    case .search:
      let matches = state.matches(of: prompt.line.text)
      guard matches.indices.contains(prompt.choice) else {
        throw Refusal("no layer or class has this in its name")
      }
      go(to: matches[prompt.choice].place, in: &state)
    }
  } catch {
    state.prompt = prompt
    state.prompt?.failure = error.words
  }
  return []
}

/// Goes to a layer or class that was found.
func go(to place: SearchMatch.Place, in state: inout ExplorerState) {
  switch place {
  case .line(let line): navigate(&state, .line(line))
  case .ofClass(let index):
    guard let network = state.model.network else { return }
    let unit = UnitAddress(layer: network.layers.count - 1, position: [index])
    navigate(&state, .place(.unit(unit)))
  case .deadMap: goToDeadMap(&state)
  }
}

extension ExplorerState {
  /// The number of the selected line that is meant by one that is so large that it can be no line; `nil` where there is none.
  fileprivate func unitOfLine(for text: String) -> UnitAddress? {
    guard let layer, shape?.rank == 1, let index = Int(text), index < channelCount else { return nil }
    return UnitAddress(layer: layer, position: [index])
  }

  /// Whether a layer is called like a command, which then goes to it.
  fileprivate func hasLayer(named text: String) -> Bool {
    model.lines.contains { $0.name.string == text }
  }
}

extension ExplorerState {
  /// What can be typed while a question has the screen: nothing that leads to what it hides.
  static let commandsWhileAsking = ["stops", "stop", "band", voteCommand]

  /// Whether a command acts while a question has the screen.
  static func isForAsking(_ text: String) -> Bool {
    commandsWhileAsking.contains(String(text.prefix { $0 != " " }))
  }
}

/// Runs a command: a change, or what leads somewhere.
func runCommand(_ text: String, in state: inout ExplorerState) throws(Refusal) -> [Effect] {
  if state.asking != nil, !text.isEmpty, !ExplorerState.isForAsking(text) {
    throw Refusal("answer the question first, or leave it: Esc here, and Esc once more")
  }
  if let command = LessonPrompt(text), !state.hasLayer(named: text) {
    return try state.follow(command)
  }
  if text == resetCommand, !state.hasLayer(named: text) { return try resetChanges(&state) }
  if [hideCommand, showCommand].contains(text), !state.hasLayer(named: text) {
    guard text == hideCommand || state.hidesAnswer else { throw Refusal(HidingWords.nothing) }
    state.toggleHiding()
    return []
  }
  if text == voteCommand, !state.hasLayer(named: text) {
    try openVote(&state)
    return []
  }
  if text == againstCommand || text.hasPrefix(againstCommand + " "), !state.hasLayer(named: text) {
    try compare(with: String(text.dropFirst(againstCommand.count)).withoutOuterBlanks, in: &state)
    return []
  }
  if let question = evidenceQuestion(of: text), !state.hasLayer(named: text) {
    try seekEvidence(&state, question)
    return []
  }
  if state.evidence != nil, state.model.classes.contains(where: { $0.string == text }) {
    try seekEvidence(&state, "\(EvidenceQuestion.quantityWord) \(text)")
    return []
  }
  if let verb = text.split(separator: " ").first, ChangeVerb(rawValue: String(verb)) != nil {
    // The beginning of one idea is that idea.
    let ideas = state.entriesOfIdeas(state.completions(of: text)) ?? []
    return try make(try change(of: ideas.count == 1 ? ideas[0].text : text), in: &state)
  }
  let place = text.hasPrefix(goWord + " ") ? String(text.dropFirst(goWord.count)).withoutOuterBlanks : text
  try goTo(place, in: &state)
  return []
}

/// What is asked of evidence by `evidence …` and `of …`; `nil` of another command.
private func evidenceQuestion(of text: String) -> String? {
  let word = text.prefix { $0 != " " }
  if word == EvidenceQuestion.command { return String(text.dropFirst(word.count)) }
  return word == EvidenceQuestion.quantityWord ? text : nil
}

private func change(of text: String) throws(Refusal) -> Change {
  do {
    return try Change(text)
  } catch {
    throw Refusal(error.message)
  }
}

/// The word before the name of a place that is called like a change.
let goWord = "go"

/// The command that takes all changes back.
let resetCommand = "reset"

/// Goes where a text leads: the number of a line, closer indices of the present layer, an option with its value, `dead`, or the name of a place.
private func goTo(_ text: String, in state: inout ExplorerState) throws(Refusal) {
  guard !text.isEmpty else { return }
  if let indices = state.presentIndices(in: text) {
    return navigate(&state, try state.place(atPresent: indices))
  }
  if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
    guard let line = Int(text), line < state.model.lineCount else {
      guard let unit = state.unitOfLine(for: text) else {
        throw Refusal("there is no line \(text); the last is \(state.model.lineCount - 1)")
      }
      navigate(&state, .place(.unit(unit)))
      state.report =
        "there is no line \(text): this is number \(text) of \(state.model.lines[unit.layer].name)"
      return
    }
    return navigate(&state, .line(line))
  }
  if text == largeCommand, !state.hasLayer(named: text) {
    state.display.isLarge.toggle()
    state.report = state.display.isLarge ? "large; :large again ends it" : nil
    return
  }
  if let (setting, value) = Setting.split(text + " ") {
    guard setting.values.contains(value) else {
      throw Refusal("\(setting.name) takes one of \(setting.values.joined(separator: ", "))")
    }
    setting.set(value, &state.display)
    state.report = "\(setting.name): \(value)"
    return
  }
  if text == mouseCommand, !state.hasLayer(named: text) { return toggleMouse(&state) }
  guard let network = state.model.network else {
    throw Refusal("the network can't run, so it has no units; a line's number goes to it")
  }
  if text == deadCommand, !state.hasLayer(named: text) { return goToDeadMap(&state) }
  do {
    navigate(&state, .place(try state.model.destination(named: text, in: network)))
  } catch {
    throw Refusal(error.message)
  }
}
