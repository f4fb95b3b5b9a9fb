import CellScreen
import ConvNet

/// Questions on a sheet, which follow from the text of a seed (a student's number, for example), the network and its pass.
///
/// Kinds alternate, and no question comes twice. None offers the number that is the answer of another about shapes and
/// counts, unless it is small or stands in the code; where one says what another asks, as of maps and a dropped map of
/// one line, only one is there.
public struct QuestionSheet: Equatable, Sendable {
  /// The text that the questions follow from.
  public let seed: String
  /// The questions, in their order; fewer than asked for where there are no more.
  public let questions: [Question]

  /// Chooses questions about a network, and its pass where there is one.
  public init(seed text: String, count: Int, about subject: QuestionSubject) {
    let seed = SeededNumbers.seed(ofText: text)
    var numbers = SeededNumbers(seed: seed)
    let lines = Array(subject.network.layers.indices.dropFirst())
    var kinds = numbers.shuffled(Question.Kind.allCases.filter(\.isMarked)).map { kind in
      (kind: kind, lines: numbers.shuffled(lines)[...])
    }
    var chosen: [Question] = []
    let code = subject.numbersOfCode
    func question(_ kind: Question.Kind, _ line: Int) -> Question? {
      let isFlatten = subject.network.layers[line].operation is Flatten
      guard
        !chosen.contains(where: { $0.place.layer == line && $0.kind.isAlike(kind, ofFlatten: isFlatten) }),
        let question = Question.make(kind, line: line, seed: seed, about: subject)
      else { return nil }
      let isTelling = chosen.contains { other in
        other.offersAnswer(to: question, beyond: code) || question.offersAnswer(to: other, beyond: code)
      }
      return isTelling ? nil : question
    }
    while chosen.count < count, !kinds.isEmpty {
      for index in kinds.indices where chosen.count < count {
        while let line = kinds[index].lines.popFirst() {
          guard let question = question(kinds[index].kind, line) else { continue }
          chosen.append(question)
          break
        }
      }
      kinds.removeAll { $0.lines.isEmpty }
    }
    self.seed = text
    questions = chosen
  }
}

extension Question {
  /// Whether the shape or the count that another question asks for stands among the answers, however it is written.
  fileprivate func offersAnswer(to other: Question, beyond told: Set<Int>) -> Bool {
    guard kind.isOfCounts, other.kind.isOfCounts else { return false }
    let wanted = other.numbers(ofAnswer: other.right)
    // Numbers of one digit count many things, and those of the code are read by everybody.
    if wanted.count == 1, wanted[0] < 10 || told.contains(wanted[0]) { return false }
    return answers.indices.contains { numbers(ofAnswer: $0) == wanted }
  }

  /// The extents of a shape, or a count: `(1024,)` and `1,024` have the same.
  private func numbers(ofAnswer index: Int) -> [Int] {
    let text = answers[index].text
    let parts = kind == .shape ? text.split(separator: ",").map(String.init) : [text]
    return parts.compactMap { Int($0.filter(\.isWholeNumber)) }
  }
}

extension Question.Kind {
  /// Whether answers are shapes or counts.
  fileprivate var isOfCounts: Bool {
    switch self {
    case .shape, .parameters, .maps, .seen, .dropped: true
    case .window, .flatten, .sum, .winner, .covers: false
    }
  }

  /// Whether a question of one kind about a line says something of what one of another kind about it asks.
  fileprivate func isAlike(_ other: Question.Kind, ofFlatten isFlatten: Bool) -> Bool {
    let kinds: Set = [self, other]
    return kinds == [.shape, .maps] || kinds == [.shape, .flatten] || kinds == [.maps, .dropped]
      || (isFlatten && kinds == [.shape, .parameters])
  }
}

extension QuestionSubject {
  /// The whole numbers that stand in the code.
  fileprivate var numbersOfCode: Set<Int> {
    Set(model.lines.flatMap { $0.code.string.split { !$0.isWholeNumber }.compactMap { Int($0) } })
  }
}
