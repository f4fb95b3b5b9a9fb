/// What is said of the idea behind an answer.
public struct IdeaWords: Equatable, Sendable {
  /// The idea, as the rest of a sentence that begins with `A says:`.
  public let says: String
  /// What speaks for it, as the rest of a sentence that begins with `That is tempting:`; empty of the right answer.
  public let temptation: String
  /// What speaks against it here, in a sentence that doesn't tell the answer; of the right answer why it is right.
  public let reason: String
  /// Where to look next, as the rest of a sentence that begins with `Look:`; empty of the right answer.
  public let hint: String
  /// What the network would have to have, were it so: `30 in line 1`.
  public let needs: String
  /// What it has: `896`.
  public let here: String

  /// What is said of a wrong idea.
  init(says: String, temptation: String, _ against: Objection, hint: String) {
    (self.says, self.temptation, self.hint) = (says, temptation, hint)
    (reason, needs, here) = (against.words, against.needs, against.here)
  }

  /// What is said of the right one.
  init(right says: String, reason: String, needs: String, here: String) {
    (self.says, self.reason, self.needs, self.here) = (says, reason, needs, here)
    (temptation, hint) = ("", "")
  }
}

/// What speaks against a wrong idea here.
struct Objection {
  /// In a sentence.
  let words: String
  /// What would be needed.
  let needs: String
  /// What is there.
  let here: String

  /// Makes an objection.
  init(_ words: String, needs: String, here: String) {
    (self.words, self.needs, self.here) = (words, needs, here)
  }
}

extension Question {
  /// What is said to somebody who has given an answer; of a wrong one nothing that tells the right one.
  public func feedback(on answer: Int) -> [String] {
    let (letter, words) = (Self.letter(answer), answers[answer].words)
    guard answer != right else { return ["\(letter) is right: \(words.says).", words.reason] }
    return [
      "\(letter) says: \(words.says).", "That is tempting: \(words.temptation).", words.reason,
      "Look: \(words.hint)",
    ]
  }
}
