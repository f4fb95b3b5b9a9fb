import CellScreen

/// What is said while hands are counted.
public struct VoteWords {
  private let vote: Vote

  /// Takes a count of hands.
  public init(_ vote: Vote) { self.vote = vote }

  /// Where the vote is, for the first row: `VOTE round 1 · 17 hands`.
  public var title: String {
    let dot = Repertoire.separator
    return switch vote.phase {
    case .first: "VOTE round 1\(dot)\(countedNoun(vote.hands(inRound: 0), "hand"))"
    case .second: "VOTE round 2\(dot)\(countedNoun(vote.hands(inRound: 1), "hand"))"
    case .counted: "VOTE\(dot)\(countedNoun(vote.hands(inRound: 0), "hand")), then \(vote.hands(inRound: 1))"
    }
  }

  /// What is asked, where it is no question of its own.
  public static let question = "What does the network say this picture is?"

  /// What to do now.
  public var sentence: String {
    switch vote.phase {
    case .first: "Hands up, option by option: type how many. ⏎ ends the round and shows nothing."
    case .second: "Talk to somebody who said something else; vote again. ⏎ shows both rounds."
    case .counted: "Who has changed, and why? ⏎ shows the answer."
    }
  }

  /// The hands for an option in a round with their share of that round's: `12`, `40 %`.
  public func hands(for option: Int, inRound round: Int) -> (count: String, share: String) {
    let (count, all) = (vote.rounds[round][option], vote.hands(inRound: round))
    let share = all == 0 ? "" : NumberText.percent(Double(count) / Double(all), decimals: 0)
    return ("\(count)", share)
  }

  /// The options that had most hands, round by round: `most hands: truck 12 of 30, then ship 20 of 28`.
  var summary: String {
    let parts = vote.rounds.indices.map { round -> String in
      let most = vote.rounds[round].max() ?? 0
      guard most > 0 else { return "none" }
      let names = vote.options.indices.filter { vote.rounds[round][$0] == most }.map(name)
      let shown = names.count > 2 ? "\(names.count) options" : names.joined(separator: " and ")
      return "\(shown) \(most) of \(vote.hands(inRound: round))"
    }
    return "most hands: \(parts.joined(separator: ", then "))"
  }

  /// An option in a sentence: the letter of an answer, the name of a class.
  private func name(of option: Int) -> String {
    switch vote.topic {
    case .question: Question.letter(option)
    case .picture: vote.options[option].truncated(to: 20).string
    }
  }

  /// Why a first round does not end.
  static let noHands = "no hand is counted yet: type how many are for an option"

  /// Why no digit is taken.
  static let areCounted = "both rounds are counted; ⏎ shows the answer"

  /// Why a digit is not taken.
  static let tooMany = "at the most \(Vote.mostHands) hands for an option; Backspace takes a digit away"

  /// What is done in place of a question for the class.
  static let inPlaceOfQuestion = "hidden for a vote: :vote counts hands, :hide shows it"

  /// Why there is nothing to vote on.
  static let noClasses = "the network tells no classes apart; p asks a question, v there counts hands"

  /// That nothing is lost.
  static func kept(_ topic: Vote.Topic) -> String {
    if case .question = topic { return "the counts are kept: v goes on with the vote" }
    return "the counts are kept: :vote goes on; what the network says stays hidden"
  }

  /// Why something else can't be done while hands are counted.
  static let inTheWay = "hands are being counted; Esc leaves, and keeps the counts"
}
