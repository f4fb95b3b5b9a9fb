internal import CellScreen
internal import Explorer
public import ModelFormats

/// A sheet of questions as text and as JSON, with the answers or without.
public struct QuizReport {
  /// The format of the JSON.
  static let format = "cnnview-quiz-1"
  /// How wide the text is at most, where words can be broken.
  private static let columns = 80

  private let quiz: Quiz
  private let hasAnswers: Bool

  /// Reports a quiz; a key has the answers.
  public init(_ quiz: Quiz, withAnswers: Bool) {
    (self.quiz, hasAnswers) = (quiz, withAnswers)
  }

  private var questions: [Question] { quiz.sheet.questions }

  // MARK: Text

  /// The sheet for people: the code without any shape, then the questions with their answers to choose from; in a key
  /// what is right, and why.
  public var text: String {
    let name = hasAnswers ? "key" : "sheet"
    let heading = [
      "cnnview quiz", "\(name) \(DisplayText(quiz.sheet.seed))", "\(DisplayText(quiz.picture.name))",
      "\(DisplayText(quiz.model.name))",
    ].joined(separator: " · ")
    let width = String(quiz.listing.count - 1).count
    let listing = quiz.listing.enumerated().map { line, code in
      let number = String(line)
      return String(repeating: " ", count: width - number.count) + "\(number)  \(code)"
    }
    return ([heading, ""] + listing + questions.indices.flatMap(lines)).joined(separator: "\n")
  }

  /// A question behind a blank line.
  private func lines(ofQuestion index: Int) -> [String] {
    let question = questions[index]
    let number = "\(index + 1)."
    let indentation = String(repeating: " ", count: number.count + 1)
    let text = wrapped(DisplayText(question.text).string, to: Self.columns - indentation.count)
    let asked = text.enumerated().map { ($0 == 0 ? number + " " : indentation) + $1 }
    return [""] + asked + choices(question).map { indentation + $0 }
      + (hasAnswers ? answers(question).map { indentation + $0 } : [])
  }

  /// The answers to choose from, on one line where there is room.
  private func choices(_ question: Question) -> [String] {
    let choices = question.answers.enumerated().map { "\(Question.letter($0))  \(DisplayText($1.text))" }
    let line = choices.joined(separator: "     ")
    return DisplayText(line).width <= Self.columns - 4 ? [line] : choices
  }

  /// What is right and why, and what the others say.
  private func answers(_ question: Question) -> [String] {
    let right = question.feedback(on: question.right).joined(separator: " ")
    let others = question.answers.indices.filter { $0 != question.right }.map { index in
      let words = question.answers[index].words
      return "\(Question.letter(index)) says: \(words.says). \(words.reason)"
    }
    return ([right] + others).flatMap { text in
      wrapped(DisplayText(text).string, to: Self.columns - 6).enumerated().map { ($0 == 0 ? "" : "   ") + $1 }
    }
  }

  // MARK: JSON

  /// The sheet as JSON: `format`, `seed`, `picture` and `model` (`name`, `sha256`: null of a pipe), `listing` (the code),
  /// `questions` (`number` from 1, `kind`, `place`, `text`, `choices`: A first); a key adds to each question `answer` (its letter),
  /// `value` (as it is printed), `reason`, and `unit` (that was drawn, or null).
  public var json: JSONValue {
    [
      "format": .string(Self.format), "seed": .string(quiz.sheet.seed), "picture": Self.json(quiz.picture),
      "model": Self.json(quiz.model), "listing": .array(quiz.listing.map { .string($0) }),
      "questions": .array(questions.indices.map(json(ofQuestion:))),
    ]
  }

  private static func json(_ source: Quiz.Source) -> JSONValue {
    ["name": .string(source.name), "sha256": source.digest.map { .string($0) } ?? .null]
  }

  private func json(ofQuestion index: Int) -> JSONValue {
    let question = questions[index]
    let unit = question.place.position.map { position in
      "\(quiz.names[question.place.layer])[\(position.map(String.init).joined(separator: ","))]"
    }
    // The place that was drawn says how large a map is at least; where it is asked for, it stands in the question too.
    let place = question.kind == .flatten ? unit : nil
    let json: JSONValue = [
      "number": .integer(index + 1), "kind": .string(question.kind.rawValue),
      "place": .string(place ?? quiz.names[question.place.layer]), "text": .string(question.text),
      "choices": .array(question.answers.map { .string($0.text) }),
    ]
    guard hasAnswers, case .object(var object) = json else { return json }
    let right = question.answers[question.right]
    object["answer"] = .string(Question.letter(question.right))
    object["value"] = .string(right.text)
    object["reason"] = .string(right.words.reason)
    object["unit"] = unit.map { .string($0) } ?? .null
    return .object(object)
  }
}
