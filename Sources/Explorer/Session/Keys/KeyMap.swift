public import CellScreen
import ConvNet

/// The one table from which keys act and the hints, the help and the README are made.
public struct KeyMap: Sendable {
  /// The bindings in the order of the help.
  public let bindings: [KeyBinding]

  /// What a key asks for; one that does nothing says so.
  public func intent(for key: KeyPress, in state: ExplorerState) -> Intent {
    if state.isTooSmall { return Self.onSmallScreens[key] ?? .unbound(key.spoken) }
    if state.isBlank { return key == .character("q") ? .quit : .blank }
    if let prompt = state.prompt {
      return Self.intentAmongIdeas(for: key, prompt, in: state) ?? Self.intentInPrompt(for: key)
    }
    if state.lesson != nil, state.helpScroll == nil {
      if let step = Self.lessonKeys[key] { return .lesson(step) }
      // From a question a clicker has no other way out.
      if state.usesClicker, let intent = Self.clickerIntent(for: key, in: state) { return intent }
    }
    if state.brush != nil, state.helpScroll == nil, let step = intentsWithBrush[key] { return .brush(step) }
    if state.evidence != nil, state.helpScroll == nil, let step = intentsWithEvidence[key] {
      return .evidence(step)
    }
    if state.vote != nil, state.helpScroll == nil, let step = intentsWhileVoting[key] {
      return .ask(.vote(step))
    }
    if state.asking != nil, state.helpScroll == nil, let step = intentsWhileAsking[key] { return .ask(step) }
    if state.usesClicker, state.helpScroll == nil, let intent = Self.clickerIntent(for: key, in: state) {
      return intent
    }
    return bindings.first { $0.keys.contains(key) }?.intent(key) ?? .unbound(key.spoken)
  }

  /// What keys ask for where the screen is too small to show it.
  private static let onSmallScreens: [KeyPress: Intent] = [.character("q"): .quit, .control("z"): .suspend]

  /// What leads through a lesson, whatever else has the keys.
  private static let lessonKeys: [KeyPress: LessonStep] = [.pageDown: .next, .pageUp: .previous]

  /// The hints that lead through a lesson.
  private static func hintsOfLesson(_ state: ExplorerState) -> [Hint] {
    guard state.lesson != nil else { return [] }
    return (state.wordsOfNextStop.map { [hint([.pageDown], $0, in: state)] } ?? [])
      + (state.lesson?.stop == 0 ? [] : [hint([.pageUp], "stop before", in: state)])
  }

  /// What the keys of a clicker do: two go to the start of what is selected, then steps on and back, where whoever has
  /// stepped to the end stays, however often the key is pressed; one empties the screen; one, which sends F5 and Esc in
  /// turn, goes to the start at its second press.
  private static func clickerIntent(for key: KeyPress, in state: ExplorerState) -> Intent? {
    if key == .pageUp { return .step(.by(-1)) }
    if key == .pageDown { return .step(state.isStepping || state.playhead.hasArrived ? .by(1) : .toggle) }
    if key == .character(".") { return .blank }
    return key == .f5 || key == .escape ? .restart : nil
  }

  /// In the list of ideas, the key that opened it goes on: behind an idea nothing is typed.
  private static func intentAmongIdeas(
    for key: KeyPress, _ prompt: Prompt, in state: ExplorerState
  ) -> Intent? {
    guard key == .character("m") || key == .character("M"), prompt.cycle != nil,
      case .ideas(_, chosen: .some) = prompt.guide(in: state)
    else { return nil }
    return .edit(.choose(by: key == .character("m") ? 1 : -1))
  }

  /// What keys ask for while a prompt is open.
  private static func intentInPrompt(for key: KeyPress) -> Intent {
    if case .character(let character) = key { return .edit(.insert(String(character))) }
    return inPrompt[key] ?? .unbound(key.spoken)
  }

  /// What keys that type nothing ask for while a prompt is open.
  private static let inPrompt: [KeyPress: Intent] = [
    .backspace: .edit(.deleteBackwards), .control("u"): .edit(.deleteToStart),
    .left: .edit(.move(by: -1)), .right: .edit(.move(by: 1)),
    .home: .edit(.move(by: -TypedLine.longest)), .control("a"): .edit(.move(by: -TypedLine.longest)),
    .end: .edit(.move(by: TypedLine.longest)), .control("e"): .edit(.move(by: TypedLine.longest)),
    .up: .edit(.choose(by: -1)), .down: .edit(.choose(by: 1)),
    .tab: .edit(.complete(by: 1)), .backTab: .edit(.complete(by: -1)),
    .enter: .edit(.accept), .escape: .edit(.cancel),
    .control("l"): .redraw, .control("z"): .suspend,
  ]

  private static func hint(_ keys: [KeyPress], _ words: String, in state: ExplorerState) -> Hint {
    Hint(
      keys: keys.map { Hint.Key(label: $0.label, intent: keyMap.intent(for: $0, in: state)) }, words: words)
  }

  /// The hints while one looks at evidence.
  private static func hintsWithEvidence(_ state: ExplorerState) -> [Hint] {
    func hint(_ keys: [KeyPress], _ words: String) -> Hint { Self.hint(keys, words, in: state) }
    let pause = state.evidence?.isPaused == true ? "go on" : state.isSeekingEvidence ? "pause" : nil
    let look = state.variant == nil ? nil : state.look == .original ? "changed" : "original"
    return [hint([.left, .right, .up, .down], "place"), hint([.character("c")], "cover")]
      + [
        hint([.character("+"), .character("-")], "size"), hint([.escape], "done"), hint([.enter], "paint it"),
      ]
      + (pause.map { [hint([.character(" ")], $0)] } ?? [])
      + (look.map { [hint([.character("b")], $0)] } ?? [])
      + [hint([.home], "takes most"), hint([.character("?")], "help")]
      + [hint([.character("q")], "quit"), hint([.character(":")], "class")]
  }

  /// The hints while one paints.
  private static func hintsWithBrush(_ state: ExplorerState) -> [Hint] {
    func hint(_ keys: [KeyPress], _ words: String) -> Hint { Self.hint(keys, words, in: state) }
    let undo = state.changes.isEmpty ? [] : [hint([.character("u"), .character("U")], "undo")]
    return [
      hint([.left, .right, .up, .down], "move"), hint([.character(" ")], "paint"),
      hint([.character("+"), .character("-")], "size"), hint([.character("c")], "colour"),
    ] + undo + [hint([.escape], "done"), hint([.character("?")], "help"), hint([.character("q")], "quit")]
  }

  /// The hints while hands are counted.
  private static func hintsWhileVoting(_ state: ExplorerState, _ vote: Vote) -> [Hint] {
    func hint(_ keys: [KeyPress], _ words: String) -> Hint { Self.hint(keys, words, in: state) }
    let isCounted = vote.phase == .counted
    let digits = Hint.Key(label: "0–9", intent: .ask(.vote(.digit(0))))
    let counting = isCounted ? [] : [hint([.up, .down], "option"), Hint(keys: [digits], words: "hands")]
    return counting
      + [
        hint([.enter], isCounted ? "show the answer" : "end the round"),
        hint([.escape], state.columns < 100 ? "leave" : "leave, keep the counts"),
        hint([.character("?")], "help"), hint([.character("q")], "quit"),
      ]
  }

  /// The hints while a question has the screen.
  private static func hintsWhileAsking(_ state: ExplorerState, _ asking: Asking) -> [Hint] {
    func hint(_ keys: [KeyPress], _ words: String) -> Hint { Self.hint(keys, words, in: state) }
    let others = [hint([.character("?")], "help"), hint([.character("q")], "quit")]
    guard asking.isRevealed else {
      let letters = asking.question.answers.indices.filter(asking.canGive).map { index in
        KeyPress.character(Character(Question.letter(index)))
      }
      let isNarrow = state.columns < 80
      let accept = asking.chosen != nil ? "give it" : asking.given.isEmpty ? nil : "show the answer"
      return [hint(letters, asking.given.isEmpty || isNarrow ? "answer" : "another answer")]
        + (accept.map { [hint([.enter], $0)] } ?? [])
        + [hint([.escape], state.columns < 100 ? "leave" : "leave the question")]
        + [hint([.character("v")], "vote")]
        + [hint([.character("p")], state.columns < 100 ? "another" : "another question")] + others
    }
    let trial = AskingWords(asking).trial.map { [hint([.enter], state.columns < 100 ? "try it" : $0)] } ?? []
    let belief = asking.misreading.map { _ in [hint([.character("m")], "as a misreading")] } ?? []
    return trial + [hint([.character("p")], "next question"), hint([.escape], "done")] + belief + others
  }

  /// The hints for a state, the most useful first: while stepping those of the playhead.
  public func hints(for state: ExplorerState) -> [Hint] {
    Self.hintsOfLesson(state) + hintsOfPlace(state)
  }

  private func hintsOfPlace(_ state: ExplorerState) -> [Hint] {
    if state.brush != nil { return Self.hintsWithBrush(state) }
    if state.evidence != nil { return Self.hintsWithEvidence(state) }
    if let vote = state.vote { return Self.hintsWhileVoting(state, vote) }
    if let asking = state.asking { return Self.hintsWhileAsking(state, asking) }
    let isFirst = { (binding: KeyBinding) in
      (state.isStepping && binding.isForStepping) || (!state.looks.isEmpty && binding.isForChanges)
    }
    return (bindings.filter(isFirst) + bindings.filter { !isFirst($0) }).compactMap { binding in
      binding.hint(state).map { words in
        Hint(
          keys: binding.named.map { Hint.Key(label: $0.label, intent: intent(for: $0, in: state)) },
          words: words)
      }
    }
  }
}

/// The explorer's keys.
public let keyMap = KeyMap(bindings: [
  KeyBinding(
    [.up, .down], others: ["k", "j"].map(KeyPress.character),
    help: "line of the listing; map, unit, cell or term above, below",
    hint: { $0.depth == .network ? "layer" : nil },
    intent: { .move(.cursor([.up, .character("k")].contains($0) ? .up : .down)) }),
  KeyBinding(
    [.left, .right], others: ["h", "l"].map(KeyPress.character),
    help: "part of the code, like 32 or (3, 3); map, unit, cell or product at the left, at the right",
    hint: { $0.depth == .network ? "code" : nil },
    intent: { .move(.cursor([.left, .character("h")].contains($0) ? .left : .right)) }),
  KeyBinding(hintOnly: [.left, .right, .up, .down]) { state in
    switch state.depth {
    case .network: nil
    case .layer: state.hasMaps ? "map" : state.isOnSoftmax ? "class" : "unit"
    case .map: "cell"
    case .unit: movesTerms(state) ? "term" : "move"
    }
  },
  KeyBinding(
    [.character(","), .character(".")], help: "previous, next map or unit, at any depth",
    hint: {
      if $0.shownContest != nil { return "against" }
      return $0.depth == .layer
        ? nil : $0.model.network == nil ? nil : $0.hasMaps ? "map" : $0.depth == .unit ? "unit" : nil
    },
    intent: { .move(.channel(by: $0 == .character(",") ? -1 : 1)) }),
  KeyBinding(
    [.character("<"), .character(">")], help: "previous, next layer at the same place",
    hint: { $0.depth == .network ? nil : "layer" },
    intent: { .move(.layer(by: $0 == .character("<") ? -1 : 1)) }),
  KeyBinding(
    [.enter], help: "closer: network, layer, map, unit; from a term to the unit that made it",
    hint: {
      switch $0.depth {
      case _ where $0.model.network == nil: nil
      case _ where $0.isStopped: "compute"
      case .network where $0.isHidden(line: $0.line): nil
      case .unit: $0.layer == 0 ? nil : "follow it"
      case .map: $0.layer == 0 ? "its number" : movesTerms($0) ? "its sum" : "its window"
      case .network, .layer: "closer"
      }
    },
    intent: { _ in .move(.closer) }),
  KeyBinding(
    [.escape], others: [.backspace], help: "back: undoes the last step closer or jump",
    hint: { $0.depth > .network ? "back" : $0.isWorking ? "stop" : $0.showsMisreading ? "end" : nil },
    intent: { _ in .move(.back) }),
  KeyBinding(
    [], others: digits, label: "0–9", help: "line 0 to 9 of the code, as it is numbered",
    intent: { .move(.line(digits.firstIndex(of: $0) ?? 0)) }),
  KeyBinding(
    [.character("y")], help: "why: the sum of the winning logit; then ⏎ down to a pixel",
    hint: { state in
      guard state.depth == .network || state.depth == .unit, state.hasLogits,
        let winner = state.evaluationAskedAbout?.winner
      else { return nil }
      return "why " + state.model.nameOfClass(winner).truncated(to: 12).string
    },
    intent: { _ in .move(.why) }),
  KeyBinding(
    [.character("b"), .character("B")],
    help: "after a change: original, changed, difference; of a map or number both, from 160 columns",
    isForChanges: true,
    hint: { state in state.wordsOfLooks },
    intent: { .change(.look(by: $0 == .character("b") ? 1 : -1)) }),
  KeyBinding(
    [.character("m"), .character("M")],
    help: "what if the line meant something else: a list of misreadings; again: the next, last one",
    isForChanges: true,
    hint: { state in
      if state.showsMisreading {
        return state.numberOfIdea == nil ? nil : state.columns < 100 ? "next" : "next, last idea"
      }
      guard state.depth == .network, state.evaluation != nil, let network = state.model.network,
        let layer = state.layer
      else { return nil }
      guard !network.misreadings(ofLayer: layer).isEmpty else { return nil }
      return state.columns < 100 ? "ideas" : "what if"
    },
    intent: { .change(.misread(by: $0 == .character("m") ? 1 : -1)) }),
  KeyBinding(
    [.character("d")], help: "drop the map or unit under the cursor: it is 0; again: take that back",
    isForChanges: true,
    hint: { state in
      guard state.evaluation != nil, state.layer != nil, state.hasMaps || state.depth > .network else {
        return nil
      }
      return (state.hasDropped ? "take back" : "drop") + (state.columns < 100 ? "" : state.nameForHint)
    },
    intent: { _ in .change(.toggleDrop) }),
  KeyBinding(
    [.character("e")], help: "change what is under the cursor: the picture, a map, a number, a weight",
    hint: { $0.evaluation == nil || $0.depth == .network || $0.layer == nil ? nil : "change" },
    intent: { _ in .change(.begin) }),
  KeyBinding(
    [.character("u"), .character("U")], help: "undo, redo the last change", isForChanges: true,
    hint: { $0.changes.isEmpty ? nil : "undo" },
    intent: { .change($0 == .character("u") ? .undo : .redo) }),
  KeyBinding(
    [.character("p")],
    help: "predict: a question about the line, then its answer, and why; v there counts hands",
    hint: { $0.depth == .network && $0.model.network != nil ? "predict" : nil }, intent: { _ in .ask(.next) }),
  KeyBinding([.character("w")], help: "the whole network", intent: { _ in .move(.wholeNetwork) }),
  KeyBinding(
    [.pageUp, .pageDown],
    help: "a page of maps back, on; with --clicker a step of the pass; in a lesson a stop",
    hint: {
      if $0.usesClicker { return $0.evaluation == nil ? nil : "step" }
      return $0.depth == .layer && Layout($0).arrangement.pageSize < $0.channelCount ? "page" : nil
    },
    intent: { .move(.page(by: $0 == .pageUp ? -1 : 1)) }),
  KeyBinding(
    [.home, .end], others: ["g", "G"].map(KeyPress.character),
    help: "the first, the last line, map, cell (g, G)",
    intent: { .move([.home, .character("g")].contains($0) ? .first : .last) }),
  KeyBinding(
    [.character("s")], help: "step: the pass goes to the start of what is selected; again: to its end",
    isForStepping: true, hint: { $0.evaluation == nil ? nil : $0.isStepping ? "end stepping" : "step" },
    intent: { _ in .step(.toggle) }),
  KeyBinding(
    [.character("n"), .character("N")], help: "one step on, back", isForStepping: true,
    hint: { $0.isStepping ? "step" : nil }, intent: { .step(.by($0 == .character("n") ? 1 : -1)) }),
  KeyBinding(
    [.character(" ")], help: "play, pause; any arrow key pauses", isForStepping: true,
    hint: { !$0.isStepping ? nil : $0.playhead.isPlaying ? "pause" : "play" },
    intent: { _ in .step(.togglePlaying) }),
  KeyBinding(
    [.character("t"), .character("T")], help: "larger, smaller steps: product, unit, row, map, layer",
    isForStepping: true, hint: { $0.isStepping ? "size" : nil },
    intent: { .step(.size(by: $0 == .character("t") ? 1 : -1)) }),
  KeyBinding(
    [.character("+"), .character("-")], others: [.character("=")], help: "faster, slower",
    isForStepping: true, hint: { $0.isStepping ? "speed" : nil },
    intent: { .step(.speed(by: $0 == .character("-") ? -1 : 1)) }),
  KeyBinding(
    [.character("a")], help: "before or after the activation function",
    hint: { state in
      guard state.activationFunction != .linear else { return nil }
      return (state.isBeforeActivation ? "after " : "before ") + state.activationFunction.title
    },
    intent: { _ in .display(.togglePreActivation) }),
  KeyBinding(
    [.character("x")], help: "scale: this layer's, each map's own, fixed at 1, spanning what is there",
    hint: { $0.model.network == nil ? nil : "scale" }, intent: { _ in .display(.nextScope) }),
  KeyBinding([.character("?")], help: "this help", hint: { _ in "help" }, intent: { _ in .toggleHelp }),
  KeyBinding([.character("q")], help: "quit (also Ctrl-C)", hint: { _ in "quit" }, intent: { _ in .quit }),
  KeyBinding(
    [.character("i"), .character("I")], others: ["]", "["].map(KeyPress.character),
    help: "next, previous picture at the same place (] [)",
    hint: { $0.pictures.count > 1 ? "picture" : nil },
    intent: { .picture(by: [.character("i"), .character("]")].contains($0) ? 1 : -1) }),
  KeyBinding(
    [.character("c")], help: "colours: viridis, cividis, inferno, grey",
    hint: { $0.model.network == nil ? nil : "colours" }, intent: { _ in .display(.nextColours) }),
  KeyBinding(
    [.character("v")], help: "numbers in the cells of a large map; all digits of a unit",
    hint: { $0.depth == .map ? "numbers" : $0.depth == .unit ? "digits" : nil },
    intent: { _ in .display(.toggleNumbers) }),
  KeyBinding(
    [.character("o")], help: "terms of a sum, many classes: largest first, or in their own order",
    hint: {
      canOrder($0) ? ($0.display.order == .bySize ? "by index" : "by size") : nil
    },
    intent: { _ in .display(.nextOrder) }),
  KeyBinding(
    [.character("/")],
    help: "find a layer or class: type a part of its name, choose with ↑↓, ⏎ goes there",
    hint: { $0.depth == .network ? "find" : nil }, intent: { _ in .openPrompt(.search) }),
  KeyBinding(
    [.character(":")],
    help:
      "go to conv2d, conv2d[10,12,5], a line; in a layer 731, 4,9; drop, set, paint …, against, evidence, hide, vote, large; Tab completes",
    hint: { _ in "go to" },
    intent: { _ in .openPrompt(.command) }),
  KeyBinding(
    [.character("P")], help: "save this screen as a picture, in the folder one is in", intent: { _ in .save }),
  KeyBinding([.control("l")], help: "draw the screen anew", intent: { _ in .redraw }),
  KeyBinding([.control("z")], help: "suspend; fg in the shell returns", intent: { _ in .suspend }),
])

/// The keys of the digits, in their order.
private let digits = "0123456789".map(KeyPress.character)
