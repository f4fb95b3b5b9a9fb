import CellScreen

/// What is said while a question has the screen.
public struct AskingWords {
  private let asking: Asking
  private var question: Question { asking.question }

  /// Takes a question.
  public init(_ asking: Asking) { self.asking = asking }

  /// Which question it is, for the first row.
  public func title(hasChanges: Bool) -> String {
    let original = hasChanges ? ", of the original" : ""
    let line = question.place.layer == 0 ? "" : ", line \(question.place.layer)"
    return "question \(asking.number): \(question.kind.name)\(line)\(original)"
  }

  /// What was answered, for the end of the first row.
  public var status: String {
    if let tally = asking.tally { return tally }
    guard let first = asking.given.first else { return asking.isRevealed ? "answer shown" : "answer hidden" }
    let letters = asking.given.map(Question.letter)
    guard question.kind.isMarked else { return "you said \(letters[0])" }
    guard asking.isRevealed else { return "first \(letters[0])" }
    let isRight = first == question.right
    return isRight ? "\(letters[0]), right at once" : "first " + letters.joined(separator: ", then ")
  }

  /// What to do now, or what is said of what was answered.
  public var sentences: [String] {
    if asking.isRevealed, !question.kind.isMarked {
      let (letter, words) = (Question.letter(question.right), question.answers[question.right].words)
      return ["It is \(letter): \(words.says).", words.reason]
    }
    if asking.isRevealed { return question.feedback(on: question.right) }
    let why = "Why? Say it to a neighbour, or to yourself; then ⏎."
    if let chosen = asking.chosen {
      return ["You would say \(Question.letter(chosen)). \(why)"]
    }
    guard let wrong = asking.wrong else {
      return ["Choose \(asking.letters). Then say why, to a neighbour or to yourself, before ⏎ gives it."]
    }
    let letter = Question.letter(wrong)
    return question.feedback(on: wrong) + [
      "Not \(letter), then. Tell a neighbour why; choose again, or ⏎ shows the answer."
    ]
  }

  /// What is hidden, in words; empty where nothing is.
  ///
  /// What the line learns is a clue where its count is shown.
  public func hidden(showsCount: Bool) -> String {
    let line = question.place.layer
    let clue = showsCount ? "; how many numbers line \(line) learns is a clue" : ""
    return switch question.kind {
    case .shape, .maps: "Shapes from line \(line) on are hidden\(clue)."
    case .parameters: "What line \(line) learns is hidden; its shapes are a clue."
    case .window, .flatten, .seen, .sum, .dropped, .winner, .covers: ""
    }
  }

  /// What the key tries, with the change that it makes; `nil` where there is nothing to try.
  public var trial: String? { question.experiment.map { "try it: \($0.text)" } }

  /// The sign before an answer: chosen, given and wrong, right.
  public func sign(of answer: Int) -> String {
    if asking.isRevealed, !question.kind.isMarked { return answer == question.right ? "*" : " " }
    if asking.isRevealed, answer == question.right { return Repertoire.choice("✓", ascii: "*") }
    if asking.given.contains(answer) { return Repertoire.choice("✗", ascii: "x") }
    return asking.chosen == answer ? Repertoire.choice("▸", ascii: ">") : " "
  }

  /// When an answer was given: `1st`, `2nd`; empty where it wasn't.
  public func turn(of answer: Int) -> String {
    asking.given.firstIndex(of: answer).map { ["1st", "2nd"][min($0, 1)] } ?? ""
  }

  /// What an answer says, and what speaks for or against it here.
  public func row(of answer: Int) -> (says: String, needs: String, here: String) {
    let words = question.answers[answer].words
    return (words.says, words.needs, words.here)
  }
}

extension Question.Kind {
  /// What is asked, in a word or two.
  var name: String {
    switch self {
    case .shape: "shape"
    case .parameters: "numbers to learn"
    case .maps: "maps"
    case .window: "one window"
    case .flatten: "where a number is from"
    case .seen: "what is seen"
    case .sum: "one sum"
    case .dropped: "a dropped map"
    case .winner: "the winner"
    case .covers: "two covers"
    }
  }
}

extension Asking {
  /// Whether the shape of a line would tell the answer.
  public func hides(shapeOf line: Int) -> Bool {
    switch question.kind {
    case .shape, .maps: !isRevealed && line >= question.place.layer
    case .parameters, .window, .flatten, .seen, .sum, .dropped, .winner, .covers: false
    }
  }

  /// Whether the number of parameters of a line would tell the answer.
  public func hides(parametersOf line: Int) -> Bool {
    question.kind == .parameters && !isRevealed && line == question.place.layer
  }
}
