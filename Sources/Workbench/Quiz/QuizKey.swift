public import ModelFormats

/// The right answers of a sheet, as `quiz --key --json` writes them.
public struct QuizKey: Equatable, Sendable {
  /// A question's answers, of which one is right.
  public struct Question: Equatable, Sendable {
    /// The number on the sheet.
    public let number: Int
    /// The answers as they are printed, A first.
    public let choices: [String]
    /// The index of the right one.
    public let right: Int
  }

  /// The text that the sheet follows from.
  public let seed: String
  /// The questions, in the order of the key.
  public let questions: [Question]

  /// The most bytes of a key.
  static let limit = 1 << 24

  /// Reads a key.
  ///
  /// - Throws: `QuizKeyError` where the bytes are no key.
  public init(parsing bytes: [UInt8]) throws(QuizKeyError) {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    let json: JSONValue
    do {
      json = try JSONValue(parsing: text)
    } catch {
      throw .text(error)
    }
    guard case .object(let object) = json, case .string(QuizReport.format)? = object["format"] else {
      throw .notAQuiz
    }
    guard case .string(let seed)? = object["seed"] else { throw .member("seed", question: nil) }
    guard case .array(let list)? = object["questions"], !list.isEmpty else {
      throw .member("questions", question: nil)
    }
    guard list.count <= Quiz.mostQuestions else {
      throw .questionCount(list.count, limit: Quiz.mostQuestions)
    }
    self.seed = seed
    var questions: [Question] = []
    var numbers: Set<Int> = []
    for (index, value) in list.enumerated() {
      let question = try Question(value, place: index + 1)
      guard numbers.insert(question.number).inserted else { throw .repeatedNumber(question.number) }
      questions.append(question)
    }
    self.questions = questions
  }
}

extension QuizKey.Question {
  /// Reads a question that stands at a place of the list, counted from 1.
  fileprivate init(_ value: JSONValue, place: Int) throws(QuizKeyError) {
    guard case .object(let object) = value else { throw .member("questions", question: place) }
    guard case .integer(let number)? = object["number"], (1...999_999).contains(number) else {
      throw .member("number", question: place)
    }
    guard case .array(let list)? = object["choices"], (2...4).contains(list.count) else {
      throw .member("choices", question: place)
    }
    let choices = list.compactMap { if case .string(let text) = $0, !text.isEmpty { text } else { nil } }
    guard choices.count == list.count, Set(choices).count == choices.count else {
      throw .member("choices", question: place)
    }
    guard let answer = object["answer"] else { throw .noAnswer(question: place) }
    guard case .string(let letter) = answer, let right = AnswerText.index(ofLetter: letter),
      right < choices.count
    else { throw .member("answer", question: place) }
    if let value = object["value"], value != .string(choices[right]) {
      throw .member("value", question: place)
    }
    (self.number, self.choices, self.right) = (number, choices, right)
  }
}

/// What is wrong with a key.
public enum QuizKeyError: Error, Equatable, Sendable {
  /// It is no JSON.
  case text(JSONTextError)
  /// It is no quiz.
  case notAQuiz
  /// A member is absent or is not what it should be, of a question by its place in the list, or of the whole.
  case member(String, question: Int?)
  /// A question has no answer: it is a sheet.
  case noAnswer(question: Int)
  /// It has more questions than a sheet can have.
  case questionCount(Int, limit: Int)
  /// Two questions have one number.
  case repeatedNumber(Int)
}
