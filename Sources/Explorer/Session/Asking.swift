import CellScreen

/// A question that has the screen: what was asked, and what was answered.
///
/// First an answer is chosen, so that one can say why; then it is given. A wrong one can be followed by another one, then
/// all is shown.
public struct Asking: Sendable {
  /// The question.
  public let question: Question
  /// Its number among the questions that were asked.
  public let number: Int
  /// The answer that is chosen; `nil` while none is.
  public internal(set) var chosen: Int?
  /// The answers that were given, in their order.
  public internal(set) var given: [Int] = []
  /// Whether the answer, and all that follows from it, is shown.
  public internal(set) var isRevealed = false
  /// What most hands were for, where they were counted; `nil` where they weren't.
  public internal(set) var tally: String?

  /// How many answers can be given before all is shown: of a vote one.
  var tries: Int { question.kind.isMarked ? 2 : 1 }

  /// The wrong answer that is spoken of; `nil` where there is none.
  public var wrong: Int? { isRevealed ? nil : given.last }

  /// Whether an answer can still be given.
  func canGive(_ answer: Int) -> Bool {
    !isRevealed && question.answers.indices.contains(answer) && !given.contains(answer)
  }
}

/// What a person wants of a question.
public enum AskStep: Hashable, Sendable {
  /// A question about the selected line; after an answered one the next.
  case next
  /// To choose an answer.
  case choose(Int)
  /// To choose another answer, by this many.
  case move(by: Int)
  /// To give the answer that is chosen; to see the right one; to try it.
  case accept
  /// The line as the wrong answer has it that was given.
  case misread
  /// A count of hands.
  case vote(VoteStep)
  /// An end of asking.
  case end
}

/// What the keys ask for while a question has the screen.
let intentsWhileAsking: [KeyPress: AskStep] = {
  var steps: [KeyPress: AskStep] = [
    .left: .move(by: -1), .up: .move(by: -1), .right: .move(by: 1), .down: .move(by: 1), .tab: .move(by: 1),
    .backTab: .move(by: -1), .enter: .accept, .escape: .end, .character("p"): .next,
    .character("m"): .misread, .character("v"): .vote(.begin),
  ]
  for index in 0..<Question.most {
    let letter = Question.letter(index)
    for key in [letter, letter.lowercased(), String(index + 1)] {
      steps[.character(Character(key))] = .choose(index)
    }
  }
  return steps
}()

extension Intent {
  /// Whether it acts while a question has the screen: what else there is could tell the answer.
  var isForAsking: Bool {
    switch self {
    case .openPrompt(.command), .edit, .ask, .lesson, .restart, .toggleHelp, .redraw, .suspend, .quit,
      .unbound, .blank, .point(.answer),
      .pointAgain(.answer):
      true
    case .move, .step, .display, .change, .brush, .evidence, .picture, .openPrompt, .paste, .point,
      .pointAgain,
      .drag, .wheel, .save:
      false
    }
  }
}
