/// The commands that ask, and take answers.
extension PlainSession {
  /// Asks about the line where one is; after a question the next.
  mutating func ask() throws(Refusal) -> [String] {
    try act(.ask(.next))
    return questionLines
  }

  /// The question with its answers, or what is said of those that were given.
  var questionLines: [String] {
    guard let asking = state.asking else { return [] }
    guard asking.given.isEmpty, !asking.isRevealed else { return sentencesOfAnswer }
    let answers = asking.question.answers.enumerated().map { index, answer in
      "\(Question.letter(index)): \(answer.text)."
    }
    return ["Question \(asking.number). \(asking.question.text)"] + answers + [
      "Say why, then type answer A, or the letter of another answer."
    ]
  }

  /// Gives an answer by its letter.
  mutating func answer(_ argument: String) throws(Refusal) -> [String] {
    guard let asking = state.asking else { throw Refusal("Nothing is asked. Type ask for a question.") }
    let letters = asking.question.answers.indices.map(Question.letter)
    guard let index = letters.firstIndex(of: argument.uppercased()) else {
      throw Refusal("Type answer and a letter: \(letters.joined(separator: ", ")).")
    }
    try act(.ask(.choose(index)))
    try act(.ask(.accept))
    return sentencesOfAnswer
  }

  /// Says the right answer, and what each answer would need.
  mutating func reveal() throws(Refusal) -> [String] {
    guard let asking = state.asking else { throw Refusal("Nothing is asked. Type ask for a question.") }
    guard !asking.isRevealed else { return sentencesOfAnswer }
    if revealVoted() { return sentencesOfAnswer }
    guard !asking.given.isEmpty else { throw Refusal("Answer first: it needn't be right. Type answer A.") }
    try act(.ask(.accept))
    return sentencesOfAnswer
  }

  /// What is said of the answer that was given last, and once all is known, of each.
  private var sentencesOfAnswer: [String] {
    guard let asking = state.asking else { return [] }
    guard asking.isRevealed else {
      guard let wrong = asking.wrong else { return [] }
      let letter = Question.letter(wrong)
      return asking.question.feedback(on: wrong)
        + ["Not \(letter), then. Type answer and another letter, or reveal."]
    }
    let words = AskingWords(asking)
    let others = asking.question.answers.indices.filter { $0 != asking.question.right }.map { index in
      let row = words.row(of: index)
      let here = row.needs.isEmpty ? "" : " It would need \(row.needs); here: \(row.here)."
      return "\(Question.letter(index)), \(asking.question.answers[index].text), says: \(row.says).\(here)"
    }
    let trial = asking.question.experiment.map { ["To try it: \($0.text)"] } ?? []
    return words.sentences + others + trial
  }
}

extension PlainCommand.Verb {
  /// Whether a question stays open.
  var isOfQuestions: Bool {
    switch self {
    case .ask, .answer, .reveal, .vote, .stop, .stops, .help, .more, .all: true
    case .layers, .layer, .code, .maps, .map, .unit, .row, .closer, .out, .next, .previous, .explain, .follow,
      .why, .logits, .picture, .step, .back, .run, .change, .changes, .evidence, .hide, .show, .undo, .redo,
      .reset,
      .original,
      .changed, .before, .after, .place, .quit:
      false
    }
  }
}
