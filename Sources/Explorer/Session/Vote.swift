public import CellScreen

/// A count of hands: how many are for each of some options, in two rounds.
///
/// Between the rounds people talk to their neighbours, and what the first one brought is shown with the second, so that
/// nobody votes with the many.
public struct Vote: Equatable, Sendable {
  /// What is voted on.
  public enum Topic: Hashable, Sendable {
    /// The answers of a question, by its number among those that were asked.
    case question(Int)
    /// The class of a picture, by its index.
    case picture(Int)
  }

  /// Where the vote is.
  public enum Phase: Hashable, Sendable {
    /// Hands are counted, for the first or the second time.
    case first, second
    /// Both rounds are counted.
    case counted
  }

  /// What is voted on.
  public let topic: Topic
  /// What can be voted for, as it stands on the screen.
  public let options: [DisplayText]
  /// The hands for each option, round by round.
  public internal(set) var rounds: [[Int]]
  /// Where the vote is.
  public internal(set) var phase = Phase.first
  /// The option whose hands are typed.
  public internal(set) var selected = 0
  /// Whether the next digit begins another count.
  var isFresh = true

  /// The most hands for an option.
  static let mostHands = 999

  /// Opens a vote in which no hand was counted.
  init(_ topic: Topic, options: [DisplayText]) {
    (self.topic, self.options) = (topic, options)
    rounds = [[Int]](repeating: [Int](repeating: 0, count: options.count), count: 2)
  }

  /// The round that is counted; `nil` once both are.
  public var round: Int? {
    switch phase {
    case .first: 0
    case .second: 1
    case .counted: nil
    }
  }

  /// Whether hands of the present round, or of both, are counted.
  var hasHands: Bool { hands(inRound: round ?? 0) > 0 }

  /// The hands that are counted in the present round; once both are counted, none.
  public var present: [Int]? { round.map { rounds[$0] } }

  /// All hands of a round.
  public func hands(inRound round: Int) -> Int { rounds[round].reduce(0, +) }

  /// Takes a round's hands and goes on to the next.
  mutating func count(_ hands: [Int]) {
    guard let round else { return }
    rounds[round] = hands
    finishRound()
  }

  /// Ends the round that is counted.
  mutating func finishRound() {
    phase = phase == .first ? .second : .counted
    (selected, isFresh) = (0, true)
  }
}

/// The command that counts hands.
let voteCommand = "vote"

/// What a person wants of a count of hands.
public enum VoteStep: Hashable, Sendable {
  /// To count, or to go on counting.
  case begin
  /// Another option, by this many.
  case move(by: Int)
  /// A digit of the count.
  case digit(Int)
  /// The count without its last digit.
  case delete
  /// The end of the round; of both the answer.
  case accept
  /// To leave, and keep what was counted.
  case leave
}

extension AskStep {
  /// Whether it acts while hands are counted.
  var isForVoting: Bool {
    switch self {
    case .vote: true
    case .next, .choose, .move, .accept, .misread, .end: false
    }
  }
}

/// What the keys ask for while hands are counted.
let intentsWhileVoting: [KeyPress: VoteStep] = {
  var steps: [KeyPress: VoteStep] = [
    .up: .move(by: -1), .down: .move(by: 1), .left: .move(by: -1), .right: .move(by: 1), .tab: .move(by: 1),
    .backTab: .move(by: -1), .backspace: .delete, .enter: .accept, .escape: .leave,
  ]
  for digit in 0...9 { steps[.character(Character(String(digit)))] = .digit(digit) }
  return steps
}()
