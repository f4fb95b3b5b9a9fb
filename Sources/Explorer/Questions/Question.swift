import ConvNet
import Tensors

/// A question about a place of a network, with two to four answers, each of which somebody gives who has an idea of the
/// network; one idea is right.
public struct Question: Equatable, Sendable {
  /// What is asked.
  public enum Kind: String, CaseIterable, Sendable {
    /// Which shape leaves a line.
    case shape
    /// How many numbers a line learns.
    case parameters
    /// How many feature maps a line makes.
    case maps
    /// Which number comes out of one window of a pooling.
    case window
    /// Which place of which map a number of a flatten line comes from.
    case flatten
    /// How wide a square of the picture a number of a line sees.
    case seen
    /// What comes after the sums of the channels and the bias of one unit.
    case sum
    /// How many maps of a line can change when one map that it reads is dropped.
    case dropped
    /// Which class wins: for a vote only.
    case winner

    /// Whether there is something to understand, so that an answer can be marked; else it is for a vote.
    public var isMarked: Bool { self != .winner }
  }

  /// What a question is about.
  public struct Place: Hashable, Sendable {
    /// The line.
    public let layer: Int
    /// The position of the unit that was drawn; `nil` where it is about the whole line.
    public let position: [Int]?

    /// Makes a place.
    init(layer: Int, position: [Int]? = nil) {
      (self.layer, self.position) = (layer, position)
    }
  }

  /// One answer, with the idea behind it.
  public struct Answer: Equatable, Sendable {
    /// The answer as it is printed.
    public let text: String
    /// The wrong idea; `nil` of the right answer.
    public let belief: Belief?
    /// What is said of the idea.
    public let words: IdeaWords
  }

  /// What is asked.
  public let kind: Kind
  /// What it is about.
  public let place: Place
  /// The question, in one or more sentences.
  public let text: String
  /// The answers, in the order of the letters A to D; no two are printed alike.
  public let answers: [Answer]
  /// The index of the right answer.
  public let right: Int
  /// What can be tried to see it; `nil` where no change shows it.
  public let experiment: Change?

  /// Asks about a line: the same question for the same seed.
  ///
  /// The unit that a question about one unit is about is drawn, unless a position says which.
  ///
  /// - Returns: `nil` where nobody who is wrong would say something else than who is right, or the place has nothing to
  ///   ask.
  public static func make(
    _ kind: Kind, line: Int, at position: [Int]? = nil, seed: UInt64, about subject: QuestionSubject
  ) -> Question? {
    guard subject.network.layers.indices.contains(line), line > 0,
      let index = Kind.allCases.firstIndex(of: kind),
      position.map(subject.network.shapes[line].contains) ?? true
    else { return nil }
    // A sequence of its own for each place, so that a question doesn't depend on which others are asked.
    let own = seed &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(1 + line * Kind.allCases.count + index)
    var numbers = SeededNumbers(seed: own, part: 1)
    guard let draft = subject.draft(kind, line: line, at: position, &numbers) else { return nil }
    return Question(kind, draft, &numbers)
  }

  /// Chooses among the wrong ideas of a draft that have words, the likeliest always among them; `nil` where there is none.
  private init?(_ kind: Kind, _ draft: any QuestionDraft, _ numbers: inout SeededNumbers) {
    let wrong = draft.wrongAnswers
    guard let likeliest = wrong.first else { return nil }
    let others = numbers.shuffled(Array(wrong.dropFirst())).prefix(Self.most - 2)
    let right = Answer(text: draft.right, belief: nil, words: draft.rightWords)
    let answers = numbers.shuffled([right, likeliest] + others)
    self.kind = kind
    (place, text, experiment) = (draft.place, draft.text, draft.experiment)
    self.answers = answers
    self.right = answers.firstIndex { $0.belief == nil } ?? 0
  }

  /// The most answers that a question has.
  public static let most = 4

  /// The letter of an answer: `A` to `D`.
  public static func letter(_ index: Int) -> String { ["A", "B", "C", "D"][index] }
}

/// What a wrong answer says, and who says it.
struct Claim {
  /// The idea.
  let belief: Belief
  /// The answer as it is printed.
  let text: String
}

/// A question whose answers are not chosen yet.
protocol QuestionDraft {
  var place: Question.Place { get }
  /// The question.
  var text: String { get }
  /// The right answer.
  var right: String { get }
  /// What is said of it.
  var rightWords: IdeaWords { get }
  /// What those say who are wrong, the likeliest first; may be what is right by accident, or what another says.
  var claims: [Claim] { get }
  /// What is said of an idea; `nil` where nothing here speaks against it.
  func words(of belief: Belief) -> IdeaWords?
  var experiment: Change? { get }
}

extension QuestionDraft {
  var experiment: Change? { nil }

  /// What is claimed and not right by accident, as far as there are words for it; of what is printed alike the likeliest.
  var wrongAnswers: [Question.Answer] {
    var texts: Set = [right]
    return claims.compactMap { claim in
      guard !texts.contains(claim.text), let words = words(of: claim.belief) else { return nil }
      texts.insert(claim.text)
      return Question.Answer(text: claim.text, belief: claim.belief, words: words)
    }
  }
}

extension SeededNumbers {
  /// The elements in an order that the seed says.
  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for last in elements.indices.dropFirst().reversed() { elements.swapAt(last, nextIndex(below: last + 1)) }
    return elements
  }
}
