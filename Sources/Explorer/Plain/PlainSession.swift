import CellScreen
import ConvNet
import Tensors

/// The explorer as a conversation: a command in, lines of text out.
///
/// A value that drives `ExplorerState` through `update`, as the screens' keys do, and says what has changed. Made for
/// screen readers and for terminals that show lines only: no line acts on a terminal, or is longer than 160 columns.
public struct PlainSession: Sendable {
  /// What a command led to.
  public struct Reply: Equatable, Sendable {
    /// The lines to print.
    public var lines: [String]
    /// What the world is asked to do.
    public var effects: [Effect]
  }

  /// How many lines are said before the rest is offered.
  static let page = 20

  /// Where one is, and everything that is shown.
  public internal(set) var state: ExplorerState
  /// What the last answer has left to say.
  private var rest: [String] = []
  /// Whether a stop of a lesson is to be said as soon as it has done what it says.
  var awaitsStop = false
  /// What the command in work, or the event that came last, asks of the world.
  public internal(set) var effects: [Effect] = []

  /// Starts where a state is.
  public init(_ state: ExplorerState) {
    self.state = state
    // Lines say numbers; a difference of all of them is nothing to listen to.
    if state.changing.wanted != .original { self.state.changing.wanted = .changed }
    self.state.evidence = nil
  }

  /// What is said at the start.
  public var greeting: [String] {
    if state.lesson != nil {
      return
        (networkLines.prefix(1) + stopLines + ["Type stop next to go on, help for the commands, quit to end."])
        .flatMap(PlainText.lines)
    }
    let hint = "Type help for the commands, quit to end."
    let changes = state.changes.isEmpty ? [] : changeLines
    let opening = state.opening.map { [$0] } ?? []
    return (opening + networkLines + changes + (state.depth == .network ? [] : placeLines) + [hint])
      .flatMap(PlainText.lines)
  }

  /// What stands before each command where a person types: `conv2d, map 5> `.
  public var prompt: String { DisplayText(shortPlace).string + "> " }

  /// Follows a line of input.
  public mutating func run(_ line: String) -> Reply {
    effects = []
    let asking = state.asking
    do throws(Refusal) {
      let isBlank = line.allSatisfy(\.isWhitespace)
      if isBlank, rest.isEmpty, asking != nil { return Reply(lines: paged(questionLines), effects: []) }
      let command = isBlank && rest.isEmpty ? PlainCommand(.place) : try PlainCommand(line)
      let lines = try answer(command)
      state.notice = nil
      return Reply(lines: command.verb == .all ? lines : paged(lines), effects: effects)
    } catch {
      // Whoever has mistyped something is still asked.
      (state.notice, state.asking) = (nil, asking)
      return Reply(lines: PlainText.lines(PlainText.withoutColons(error.words)), effects: effects)
    }
  }

  /// Takes in what became of an effect, and says it.
  public mutating func receive(_ event: Event) -> [String] {
    effects = update(&state, event)
    if awaitsStop { return arrivedLines().flatMap(PlainText.lines) }
    if case .changed = event { return linesOfChange(event).flatMap(PlainText.lines) }
    if case .covered = event { return takeEvidence().flatMap(PlainText.lines) }
    return linesOfPicture.flatMap(PlainText.lines)
  }

  /// What became of changes.
  private func linesOfChange(_ event: Event) -> [String] {
    if case .changed(_, .failure(let failure)) = event { return [PlainText.sentence(failure.words) + "."] }
    return changeLines
  }

  /// The lines that are said now; the others wait for `more`.
  private mutating func paged(_ lines: [String]) -> [String] {
    let lines = lines.flatMap(PlainText.lines)
    guard lines.count > Self.page + 2 else {
      rest = []
      return lines
    }
    rest = Array(lines[Self.page...])
    return lines[..<Self.page] + ["\(NumberText.grouped(rest.count)) lines more: type more, or all."]
  }

  /// What the last answer left to say.
  private mutating func takeRest() throws(Refusal) -> [String] {
    guard !rest.isEmpty else { throw Refusal("There is no more to say.") }
    defer { rest = [] }
    return rest
  }

  /// The answer to a command.
  private mutating func answer(_ command: PlainCommand) throws(Refusal) -> [String] {
    // Whoever goes on with something else has left the question.
    if !command.verb.isOfQuestions { state.asking = nil }
    switch command.verb {
    case .layers: return listing
    case .layer: return try goToLayer(command.argument)
    case .code: return try codeLines()
    case .maps: return try mapList()
    case .map: return try goToMap(command)
    case .unit: return try goToUnit(command)
    case .row: return try goToRow(command)
    case .closer: return try goCloser()
    case .out: return try goOut()
    case .next: return try goOn(command, by: 1)
    case .previous: return try goOn(command, by: -1)
    case .explain: return try explain(command)
    case .follow: return try follow(command)
    case .why: return try why(command.argument)
    case .logits: return try logitLines()
    case .picture: return try turn(command)
    case .step: return try step(command, forwards: true)
    case .back: return try step(command, forwards: false)
    case .run: return try runToEnd()
    case .change: return try change(command.argument)
    case .changes: return changeLines
    case .evidence: return try seekEvidence(command.argument)
    case .hide: return hide()
    case .show: return try show()
    case .vote: return try vote(command.argument)
    case .ask: return try ask()
    case .answer: return try answer(command.argument)
    case .reveal: return try reveal()
    case .stop: return try goToStop(command)
    case .stops: return try stopList()
    case .undo: return try change(.undo)
    case .redo: return try change(.redo)
    case .reset: return try reset()
    case .original: return try look(at: .original)
    case .changed: return try look(at: .changed)
    case .before: return try change(toBefore: true)
    case .after: return try change(toBefore: false)
    case .place: return placeLines
    case .more, .all: return try takeRest()
    case .help: return try help(command.argument)
    case .quit:
      try act(.quit)
      return []
    }
  }

  /// Has the state act; what it says to be impossible is a refusal.
  mutating func act(_ intent: Intent) throws(Refusal) {
    effects += update(&state, intent)
    if let notice = state.notice { throw Refusal(PlainText.sentence(notice) + ".") }
  }

  /// The pass of the picture, and the network.
  func pass() throws(Refusal) -> (Evaluation, Network) {
    guard let network = state.model.network else {
      throw Refusal("The network can't run; where says why. Its listing can be read: layers, layer, code.")
    }
    guard let evaluation = state.shown, state.evaluation != nil else {
      throw Refusal(pictureLines.last ?? "There is no picture.")
    }
    return (evaluation, network)
  }

  /// The commands, or one of them.
  private func help(_ argument: String) throws(Refusal) -> [String] {
    guard argument.isEmpty else {
      let verb = try PlainCommand(argument).verb
      let (help, letters, usage) = verb.words
      let short = letters.isEmpty ? [] : ["Short: \(letters.joined(separator: ", "))."]
      return ["\(usage)."] + short + [PlainText.sentence(help) + "."]
    }
    return PlainCommand.Verb.allCases.map { verb in
      let letter = verb.words.letters.first.map { " (\($0))" } ?? ""
      return "\(verb.rawValue)\(letter): \(verb.words.help)"
    } + [
      "Rows, columns, maps, units and layers count from 0.",
      "Type help and a command for how it is typed.",
    ]
  }
}
