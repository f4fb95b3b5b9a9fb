public import CellScreen
import ConvNet

/// What one or more keys do.
public struct KeyBinding: Sendable {
  /// The keys.
  public let keys: [KeyPress]
  /// The keys as the screen names them: `↑↓`.
  public let label: String
  /// What they do, for the help.
  public let help: String
  /// What they do in a word or two at a depth, for the hints; `nil` where they are not worth a hint.
  public let hint: @Sendable (ExplorerState) -> String?
  /// Whether the keys move the playhead, so that their hints come first while there is one.
  var isForStepping: Bool { ["s", "n N", "Space", "t T", "+ -"].contains(label) }
  /// The action of one of the keys.
  public let action: @Sendable (KeyPress) -> Action
}

/// The one table from which keys act and the hints, the help and the README are made.
public struct KeyMap: Sendable {
  /// The bindings in the order of the help.
  public let bindings: [KeyBinding]

  /// The action of a key; a key that does nothing says so.
  public func action(for key: KeyPress, in state: ExplorerState) -> Action {
    if state.isTooSmall { return Self.smallScreenAction(for: key) }
    if state.prompt != nil { return Self.promptAction(for: key) }
    if state.usesClicker, state.helpScroll == nil, let action = Self.clickerAction(for: key, in: state) {
      return action
    }
    if let binding = bindings.first(where: { $0.keys.contains(key) }) { return binding.action(key) }
    return .unbound(Self.name(of: key))
  }

  /// What keys do where the screen is too small to show it.
  private static func smallScreenAction(for key: KeyPress) -> Action {
    switch key {
    case .character("q"): .quit
    case .control("z"): .suspend
    default: .unbound(name(of: key))
    }
  }

  /// What the two keys of a clicker do: to the start of what is selected, then steps on and back; whoever has stepped
  /// to the end stays there, however often the key is pressed.
  private static func clickerAction(for key: KeyPress, in state: ExplorerState) -> Action? {
    switch key {
    case .pageDown: state.isComplete && !state.playhead.hasArrived ? .toggleStepping : .step(by: 1)
    case .pageUp: .step(by: -1)
    default: nil
    }
  }

  /// What keys do while a prompt is open.
  private static func promptAction(for key: KeyPress) -> Action {
    switch key {
    case .character(let character): .edit(.insert(String(character)))
    case .backspace: .edit(.deleteBackwards)
    case .control("u"): .edit(.deleteToStart)
    case .left: .edit(.move(by: -1))
    case .right: .edit(.move(by: 1))
    case .home, .control("a"): .edit(.move(by: -TypedLine.longest))
    case .end, .control("e"): .edit(.move(by: TypedLine.longest))
    case .up: .edit(.choose(by: -1))
    case .down: .edit(.choose(by: 1))
    case .tab: .edit(.complete(by: 1))
    case .backTab: .edit(.complete(by: -1))
    case .enter: .edit(.accept)
    case .escape: .edit(.cancel)
    case .control("l"): .redraw
    case .control("z"): .suspend
    default: .unbound(name(of: key))
    }
  }

  /// A key as it is spoken of.
  private static func name(of key: KeyPress) -> String {
    switch key {
    case .character(let character): DisplayText(String(character)).string
    case .control(let character): "Ctrl-" + character.uppercased()
    default: "this key"
    }
  }

  /// The hints for a state, the most useful first: while stepping those of the playhead.
  public func hints(for state: ExplorerState) -> [(keys: String, words: String)] {
    let stepping = bindings.filter { !state.isComplete && $0.isForStepping }
    let others = bindings.filter { state.isComplete || !$0.isForStepping }
    return (stepping + others).compactMap { binding in binding.hint(state).map { (binding.label, $0) } }
  }
}

/// The explorer's keys.
public let keyMap = KeyMap(bindings: [
  KeyBinding(
    keys: [.up, .down, .character("k"), .character("j")], label: "↑↓",
    help: "line of the listing; map, unit, cell or term above, below",
    hint: { $0.depth == .network ? "layer" : nil },
    action: { .move($0 == .up || $0 == .character("k") ? .up : .down) }),
  KeyBinding(
    keys: [.left, .right, .character("h"), .character("l")], label: "←→",
    help: "token of the code; map, unit, cell or product at the left, at the right",
    hint: { $0.depth == .network ? "code" : nil },
    action: { .move($0 == .left || $0 == .character("h") ? .left : .right) }),
  KeyBinding(
    keys: [], label: "←→↑↓", help: "",
    hint: { state in
      switch state.depth {
      case .network: nil
      case .layer: state.hasMaps ? "map" : state.isOnSoftmax ? "class" : "unit"
      case .map: "cell"
      case .unit: movesTerms(state) ? "term" : "move"
      }
    },
    action: { _ in .back }),
  KeyBinding(
    keys: [.character(","), .character(".")], label: ", .", help: "previous, next map or unit, at any depth",
    hint: {
      $0.depth == .layer
        ? nil : $0.model.network == nil ? nil : $0.hasMaps ? "map" : $0.depth == .unit ? "unit" : nil
    },
    action: { .channel(by: $0 == .character(",") ? -1 : 1) }),
  KeyBinding(
    keys: [.character("<"), .character(">")], label: "< >", help: "previous, next layer at the same place",
    hint: { $0.depth == .network ? nil : "layer" },
    action: { .layer(by: $0 == .character("<") ? -1 : 1) }),
  KeyBinding(
    keys: [.enter], label: "⏎",
    help: "closer: network, layer, map, unit; from a term to the unit that made it",
    hint: {
      switch $0.depth {
      case _ where $0.model.network == nil: nil
      case _ where $0.isStopped: "compute"
      case .unit: $0.layer == 0 ? nil : "follow it"
      case .map: $0.layer == 0 ? "its number" : movesTerms($0) ? "its sum" : "its window"
      default: "closer"
      }
    },
    action: { _ in .closer }),
  KeyBinding(
    keys: [.escape, .backspace], label: "Esc", help: "back: undoes the last step closer or jump",
    hint: { $0.depth > .network ? "back" : $0.isWorking ? "stop" : nil },
    action: { _ in .back }),
  KeyBinding(
    keys: (0...9).map { .character(Character(String($0))) }, label: "0–9",
    help: "the line of the listing with this number", hint: { _ in nil },
    action: { key in
      guard case .character(let digit) = key, let line = digit.wholeNumberValue else { return .back }
      return .line(line)
    }),
  KeyBinding(
    keys: [.character("y")], label: "y", help: "why: the sum of the winning logit; then ⏎ down to a pixel",
    hint: { state in
      guard state.depth == .network || state.depth == .unit, state.hasLogits,
        let winner = state.evaluation?.winner
      else { return nil }
      return "why " + state.model.className(winner).truncated(to: 12).string
    },
    action: { _ in .why }),
  KeyBinding(
    keys: [.character("w")], label: "w", help: "the whole network", hint: { _ in nil },
    action: { _ in .wholeNetwork }),
  KeyBinding(
    keys: [.pageUp, .pageDown], label: "PgUp PgDn",
    help: "a page of maps back, on; with --clicker a step of the pass",
    hint: {
      if $0.usesClicker { return $0.evaluation == nil ? nil : "step" }
      return $0.depth == .layer && Layout($0).arrangement.pageSize < $0.channelCount ? "page" : nil
    },
    action: { .page(by: $0 == .pageUp ? -1 : 1) }),
  KeyBinding(
    keys: [.home, .end, .character("g"), .character("G")], label: "Home End",
    help: "the first, the last line, map, cell (g, G)", hint: { _ in nil },
    action: { $0 == .home || $0 == .character("g") ? .first : .last }),
  KeyBinding(
    keys: [.character("s")], label: "s",
    help: "step: the pass goes to the start of what is selected; again: to its end",
    hint: { $0.evaluation == nil ? nil : $0.isComplete ? "step" : "end stepping" },
    action: { _ in .toggleStepping }),
  KeyBinding(
    keys: [.character("n"), .character("N")], label: "n N", help: "one step on, back",
    hint: { $0.isComplete ? nil : "step" }, action: { .step(by: $0 == .character("n") ? 1 : -1) }),
  KeyBinding(
    keys: [.character(" ")], label: "Space", help: "play, pause; any arrow key pauses",
    hint: { $0.isComplete ? nil : $0.playhead.isPlaying ? "pause" : "play" }, action: { _ in .togglePlaying }),
  KeyBinding(
    keys: [.character("t"), .character("T")], label: "t T",
    help: "larger, smaller steps: product, unit, row, map, layer",
    hint: { $0.isComplete ? nil : "size" }, action: { .stepSize(by: $0 == .character("t") ? 1 : -1) }),
  KeyBinding(
    keys: [.character("+"), .character("="), .character("-")], label: "+ -", help: "faster, slower",
    hint: { $0.isComplete ? nil : "speed" }, action: { .speed(by: $0 == .character("-") ? -1 : 1) }),
  KeyBinding(
    keys: [.character("a")], label: "a", help: "before or after the activation function",
    hint: { state in
      guard state.activationFunction != .linear else { return nil }
      return (state.isBeforeActivation ? "after " : "before ") + state.activationFunction.title
    },
    action: { _ in .togglePreActivation }),
  KeyBinding(
    keys: [.character("x")], label: "x", help: "scale: this layer's, each map's own, fixed at 1",
    hint: { $0.model.network == nil ? nil : "scale" }, action: { _ in .nextScope }),
  KeyBinding(
    keys: [.character("?")], label: "?", help: "this help", hint: { _ in "help" },
    action: { _ in .toggleHelp }),
  KeyBinding(
    keys: [.character("q")], label: "q", help: "quit (also Ctrl-C)", hint: { _ in "quit" },
    action: { _ in .quit }),
  KeyBinding(
    keys: [.character("i"), .character("I"), .character("]"), .character("[")], label: "i I",
    help: "next, previous picture at the same place (] [)",
    hint: { $0.pictures.count > 1 ? "picture" : nil },
    action: { .picture(by: $0 == .character("i") || $0 == .character("]") ? 1 : -1) }),
  KeyBinding(
    keys: [.character("c")], label: "c", help: "colours: viridis, cividis, inferno, grey",
    hint: { $0.model.network == nil ? nil : "colours" }, action: { _ in .nextColours }),
  KeyBinding(
    keys: [.character("v")], label: "v", help: "numbers in the cells of a large map; all digits of a unit",
    hint: { $0.depth == .map ? "numbers" : $0.depth == .unit ? "digits" : nil },
    action: { _ in .toggleNumbers }),
  KeyBinding(
    keys: [.character("o")], label: "o",
    help: "terms of a sum, many classes: largest first, or in their own order",
    hint: {
      canOrder($0) ? ($0.display.order == .bySize ? "by index" : "by size") : nil
    },
    action: { _ in .nextOrder }),
  KeyBinding(
    keys: [.character("/")], label: "/",
    help: "find a layer or class: type a part of its name, choose with ↑↓, ⏎ goes there",
    hint: { $0.depth == .network && $0.columns >= 180 ? "find" : nil }, action: { _ in .openPrompt(.search) }),
  KeyBinding(
    keys: [.character(":")], label: ":",
    help: "go to conv2d, conv2d[10,12,5] or a line, set an option: scale map; Tab completes",
    hint: { $0.depth == .network && $0.columns >= 180 ? "go to" : nil },
    action: { _ in .openPrompt(.command) }),
  KeyBinding(
    keys: [.character("P")], label: "P", help: "save this screen as a picture, in the folder one is in",
    hint: { _ in nil }, action: { _ in .save }),
  KeyBinding(
    keys: [.character("M")], label: "M",
    help: "the mouse: click to select, twice to go closer, drag, turn the wheel; or as the terminal has it",
    hint: { _ in nil }, action: { _ in .toggleMouse }),
  KeyBinding(
    keys: [.control("l")], label: "Ctrl-L", help: "draw the screen anew", hint: { _ in nil },
    action: { _ in .redraw }),
  KeyBinding(
    keys: [.control("z")], label: "Ctrl-Z", help: "suspend; fg in the shell returns", hint: { _ in nil },
    action: { _ in .suspend }),
])
