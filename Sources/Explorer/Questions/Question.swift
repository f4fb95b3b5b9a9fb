public import ConvNet
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
    /// Which of two covers of the picture takes more from the winner: for a vote only.
    case covers

    /// Whether there is something to understand, so that an answer can be marked; else it is for a vote.
    public var isMarked: Bool {
      switch self {
      case .shape, .parameters, .maps, .window, .flatten, .seen, .sum, .dropped: true
      case .winner, .covers: false
      }
    }
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
    /// The part of the picture that it names; `nil` where it names none.
    public let square: OcclusionSquare?
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
    guard subject.network.layers.indices.contains(line), line > 0 || kind == .covers,
      let index = Kind.allCases.firstIndex(of: kind),
      position.map(subject.network.shapes[line].contains) ?? true
    else { return nil }
    // A sequence of its own for each place, so that a question doesn't depend on which others are asked, and another kind
    // leaves the others' questions as they were.
    let own =
      seed &+ 0x9E37_79B9_7F4A_7C15
      &* UInt64(1 + (index < kindsOfLine ? line * kindsOfLine + index : index << 32 + line))
    var numbers = SeededNumbers(seed: own, part: 1)
    guard let draft = subject.draft(kind, line: line, at: position, &numbers) else { return nil }
    return Question(kind, draft, &numbers)
  }

  /// Chooses among the wrong ideas of a draft that have words, the likeliest always among them; `nil` where there is none.
  private init?(_ kind: Kind, _ draft: any QuestionDraft, _ numbers: inout SeededNumbers) {
    let wrong = draft.wrongAnswers
    guard !wrong.isEmpty else { return nil }
    let likeliest = wrong.prefix(draft.likeliestCount)
    let others = numbers.shuffled(Array(wrong.dropFirst(likeliest.count)))
      .prefix(Self.most - 1 - likeliest.count)
    let right = Answer(
      text: draft.right, belief: nil, words: draft.rightWords, square: draft.square(of: nil))
    let answers = numbers.shuffled([right] + likeliest + others)
    self.kind = kind
    (place, text, experiment) = (draft.place, draft.text, draft.experiment)
    self.answers = answers
    self.right = answers.firstIndex { $0.belief == nil } ?? 0
  }

  /// The most answers that a question has.
  public static let most = 4
  /// How many of the kinds share out the first sequences; those of further kinds lie behind all of them.
  private static let kindsOfLine = 9

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
  /// How many of the likeliest are always among the answers.
  var likeliestCount: Int { get }
  /// What is said of an idea; `nil` where nothing here speaks against it.
  func words(of belief: Belief) -> IdeaWords?
  var experiment: Change? { get }
  /// The part of the picture that somebody names with an idea, with none who is right.
  func square(of belief: Belief?) -> OcclusionSquare?
}

extension QuestionDraft {
  var likeliestCount: Int { 1 }
  var experiment: Change? { nil }
  func square(of belief: Belief?) -> OcclusionSquare? { nil }

  /// What is claimed and not right by accident, as far as there are words for it; of what is printed alike the likeliest.
  var wrongAnswers: [Question.Answer] {
    var texts: Set = [right]
    return claims.compactMap { claim in
      guard !texts.contains(claim.text), let words = words(of: claim.belief) else { return nil }
      texts.insert(claim.text)
      return Question.Answer(
        text: claim.text, belief: claim.belief, words: words, square: square(of: claim.belief))
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
