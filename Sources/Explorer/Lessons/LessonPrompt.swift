import CellScreen
import ConvNet
import KerasNotation

/// What the prompt takes for lessons: `stops`, `stop 4`, `band 6`, `note`, `note my-lesson.md`.
enum LessonPrompt: Equatable {
  case stops
  case stop(String)
  case band(String)
  case note(file: String?)

  /// The words of the prompt, with what they do; `note` also where there is no lesson.
  static let words = ["stops", "stop", "band", "note"]

  /// Reads a command; `nil` where it is another one.
  init?(_ text: String) {
    let word = text.prefix { $0 != " " }
    let rest = text.dropFirst(word.count).withoutOuterBlanks
    switch word {
    case "stops" where rest.isEmpty: self = .stops
    case "stop": self = .stop(rest)
    case "band": self = .band(rest)
    case "note": self = .note(file: rest.isEmpty ? nil : rest)
    default: return nil
    }
  }
}

/// A stop that was written at the end of a file.
public struct NotedStop: Equatable, Sendable {
  /// The file.
  public let file: String
  /// The lesson as the file has it now.
  public let lesson: Lesson
  /// Whether it is the one that one goes through.
  public let isOpen: Bool

  /// Makes it of what was written.
  public init(file: String, lesson: Lesson, isOpen: Bool) {
    (self.file, self.lesson, self.isOpen) = (file, lesson, isOpen)
  }
}

extension ExplorerState {
  /// Does what the prompt asks of a lesson.
  mutating func follow(_ command: LessonPrompt) throws(Refusal) -> [Effect] {
    if case .note(let file) = command { return try note(file) }
    guard let lesson else {
      throw Refusal("no lesson is open; quit, and open one with 'cnnview lesson'")
    }
    switch command {
    case .stops:
      openPrompt(&self, .stops)
      prompt?.choice = lesson.stop
    case .stop(let text):
      let count = lesson.lesson.stops.count
      guard let number = Int(text), (1...count).contains(number) else {
        throw Refusal("there are the stops 1 to \(count); stops lists them")
      }
      return walkTo(stop: number - 1, in: &self)
    case .band(let text):
      guard let rows = Int(text), LessonWalk.rowLimits.contains(rows) else {
        let limits = LessonWalk.rowLimits
        throw Refusal("band takes the text's rows, from \(limits.lowerBound) to \(limits.upperBound)")
      }
      self.lesson?.mostRows = rows
    case .note: break
    }
    return []
  }

  /// The stops with a text in their heading or number, whatever the case.
  public func stops(matching text: String) -> [Int] {
    guard let stops = lesson?.lesson.stops else { return [] }
    let wanted = text.withoutOuterBlanks.lowercased()
    return stops.indices.filter {
      wanted.isEmpty || "\($0 + 1) \(stops[$0].heading)".lowercased().contains(wanted)
    }
  }

  /// Has the present place written as a stop.
  private mutating func note(_ file: String?) throws(Refusal) -> [Effect] {
    guard lesson != nil || file != nil else {
      throw Refusal("name the lesson's file: note my-lesson.md")
    }
    guard !isStepping else { throw Refusal("a stop shows all that is computed; s ends stepping, then note") }
    guard model.network != nil else {
      throw Refusal("the network can't run, so there is nothing to come back to")
    }
    return [.note(file: file, stop: textOfStop)]
  }

  /// The present place as a stop of a lesson, as it is written into its file.
  var textOfStop: String {
    let places = depth == .network ? ["\(line)"] : placePath
    let tokens = governingTokens
    let chosen =
      depth == .network ? token.flatMap { tokens.indices.contains($0) ? tokens[$0].text : nil } : nil
    let actions =
      changes.map(\.text) + places.map { "at \($0)" } + (chosen.map { ["token \($0)"] } ?? []) + settings
      + (shownContest.map { ["\(againstCommand) \(model.nameOfClass($0.other).string)"] } ?? [])
      + (isHiding ? [hideCommand] : [])
    let name = model.lines.indices.contains(line) ? model.lines[line].name.string : "softmax"
    let heading = DisplayText(depth == .network ? "Line \(line), \(name)" : (placeName ?? name)).string
    return """
      ## \(heading)

      ```cnnview
      \(actions.joined(separator: "\n"))
      ```

      \(Lesson.Stop.unwritten)
      """
  }
}

/// Takes in a stop that was written.
func receive(noted result: Result<NotedStop, Refusal>, in state: inout ExplorerState) {
  switch result {
  case .success(let noted):
    let number = noted.lesson.stops.count
    if noted.isOpen { state.lesson?.take(noted.lesson) }
    let file = DisplayText(noted.file).truncated(to: 60)
    state.report = "stop \(number) is written to \(file): say in an editor what is to be seen"
  case .failure(let failure):
    (state.notice, state.isNoticeOfFailure) = (failure.words, true)
  }
}
