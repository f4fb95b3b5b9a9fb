import ConvNet
import Tensors

/// Which class wins, among the likeliest: for a vote.
struct WinnerQuestion: QuestionDraft {
  let subject: QuestionSubject
  let line: Int
  let logits: [Float]
  let winner: Int

  init?(_ subject: QuestionSubject, line: Int) {
    guard line == subject.network.layers.count - 1, let logits = subject.trace?.logits, logits.count > 1,
      case .winner(let winner)? = Verdict(logits: logits)
    else { return nil }
    (self.subject, self.line, self.logits, self.winner) = (subject, line, logits, winner)
  }

  var place: Question.Place { Question.Place(layer: line) }
  var right: String { name(winner) }

  var claims: [Claim] {
    let others = logits.indices.filter { $0 != winner && logits[$0].isFinite }
      .sorted { logits[$0] > logits[$1] }
    return others.prefix(Question.most - 1).map { Claim(belief: .otherClass($0), text: name($0)) }
  }

  /// A class in a sentence.
  func name(_ index: Int) -> String { subject.model.nameInSentence(ofClass: index) }
}
