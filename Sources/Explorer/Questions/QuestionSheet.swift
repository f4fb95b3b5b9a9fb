import ConvNet

/// Questions on a sheet, which follow from the text of a seed: a student's number, for example.
///
/// Kinds alternate, no question comes twice, and none tells the answer of another: a sheet has no shape of the network.
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
    while chosen.count < count, !kinds.isEmpty {
      for index in kinds.indices where chosen.count < count {
        while let line = kinds[index].lines.popFirst() {
          let kind = kinds[index].kind
          guard !chosen.contains(where: { $0.place.layer == line && $0.kind.isAlike(kind) }),
            let question = Question.make(kind, line: line, seed: seed, about: subject),
            !chosen.contains(where: { $0.offersAnswer(to: question) || question.offersAnswer(to: $0) })
          else { continue }
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
  /// Whether the shape or the count that another question asks for stands among the answers.
  fileprivate func offersAnswer(to other: Question) -> Bool {
    [.shape, .parameters].contains(other.kind) && other.answers[other.right].text.utf8.count > 2
      && answers.contains { $0.text == other.answers[other.right].text }
  }
}

extension Question.Kind {
  /// Whether a question of one kind about a line says something of what one of another kind about it asks.
  fileprivate func isAlike(_ other: Question.Kind) -> Bool {
    let kinds: Set = [self, other]
    return kinds == [.shape, .maps] || kinds == [.shape, .flatten]
  }
}
