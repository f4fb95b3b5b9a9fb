public import CellScreen
import ConvNet

/// What a stop of a lesson does, in the words of the prompt.
public enum StopAction: Hashable, Sendable {
  /// Goes to a line, a layer, a map or a unit.
  case at(String)
  /// Selects a part of the selected line's code.
  case token(String)
  /// Asks about the selected line.
  case ask(Question.Kind)
  /// Shows original and changed beside each other where there is room, else the changed one.
  case beside
  /// Presses a key.
  case key(KeyPress)
  /// Changes something.
  case change(Change)
  /// Does what the prompt does, or sets how numbers are shown.
  case command(String)

  /// The file that it reads; `nil` where it reads none.
  public var file: String? {
    switch self {
    case .change(.picture(let file)), .change(.weights(let file)): file
    case .at, .token, .ask, .beside, .key, .change, .command: nil
    }
  }

  /// Whether it asks a question.
  var isQuestion: Bool { if case .ask = self { true } else { false } }
}

extension StopAction {
  /// Words that begin an action and no change, with an example each.
  static let words: [(word: String, example: String)] = [
    ("at", "at conv2d[16,11,0]"), ("token", "token 32"), ("ask", "ask shape"), ("side", "side by side"),
    ("keys", "keys s n n"), (againstCommand, "against truck"),
    (EvidenceQuestion.command, "evidence grey 5"), (EvidenceQuestion.quantityWord, "of ship"),
    ("look", "look original"), ("term", "term 4"),
  ]

  /// Words that the prompt takes as they are.
  static let plainWords = [deadCommand, largeCommand, hideCommand]

  /// Reads a line of a block: one action, of `keys` one for each key.
  ///
  /// - Throws: `LessonError.Kind` where the line is none.
  static func actions(_ text: String) throws(LessonError.Kind) -> [StopAction] {
    let word = String(text.prefix { $0 != " " })
    let rest = text.dropFirst(word.count).withoutOuterBlanks
    if ChangeVerb(rawValue: word) != nil { return [.change(try change(text))] }
    if plainWords.contains(text) || DisplayOptions.knownSettings.contains(text) { return [.command(text)] }
    guard let known = words.first(where: { $0.word == word }) else {
      let setting = Setting.all.first { $0.name == word }
      throw setting.map { .settingValue($0.name, $0.values) } ?? .unknownWord(word)
    }
    guard !rest.isEmpty || word == EvidenceQuestion.command else {
      throw .incomplete(word, example: known.example)
    }
    switch word {
    case "at": return [.at(rest)]
    case "token": return [.token(rest)]
    case "ask": return [.ask(try kind(rest))]
    case "side":
      guard rest == "by side" else { throw .incomplete(word, example: known.example) }
      return [.beside]
    case "keys": return try keys(rest)
    case "look", "term":
      guard ExplorerState.isSetting(text) else { throw .incomplete(word, example: known.example) }
      return [.command(text)]
    default: return [.command(text)]
    }
  }

  private static func change(_ text: String) throws(LessonError.Kind) -> Change {
    do {
      return try Change(text)
    } catch {
      throw .change(error)
    }
  }

  private static func kind(_ text: String) throws(LessonError.Kind) -> Question.Kind {
    guard let kind = Question.Kind(rawValue: text) else { throw .unknownQuestion(text) }
    return kind
  }

  private static func keys(_ text: String) throws(LessonError.Kind) -> [StopAction] {
    var actions: [StopAction] = []
    for name in text.split(separator: " ") {
      guard let key = KeyPress(named: String(name)) else { throw .unknownKey(String(name)) }
      guard !ofWalk.contains(key) else { throw .keyOfLesson(String(name)) }
      actions.append(.key(key))
    }
    return actions
  }

  /// Keys that lead through a lesson or out of it.
  private static let ofWalk: Set<KeyPress> = [
    .pageDown, .pageUp, .f5, .character("q"), .character("P"), .control("z"), .control("l"), .character(":"),
    .character("/"), .character("?"),
  ]
}
