/// The command that counts hands.
extension PlainSession {
  /// Takes the hands of a round, one number an option; without numbers says the options.
  mutating func vote(_ argument: String) throws(Refusal) -> [String] {
    do {
      try openVote(&state)
    } catch {
      throw Refusal(PlainText.sentence(error.words) + ".")
    }
    guard var vote = state.vote else { return [] }
    state.vote = nil
    defer { state.keptVotes[vote.topic] = vote }
    guard !argument.isEmpty else { return lines(of: vote) }
    guard let round = vote.round else {
      throw Refusal("Both rounds are counted: \(Self.nextStep(vote)).")
    }
    vote.count(try hands(argument, for: vote))
    let all = vote.hands(inRound: round)
    if vote.phase == .second {
      return [
        "Round 1: \(countedNoun(all, "hand")). Talk to a neighbour, then type vote and the second round's."
      ]
    }
    return lines(of: vote)
  }

  /// The numbers of a round.
  private func hands(_ argument: String, for vote: Vote) throws(Refusal) -> [Int] {
    let words = argument.split { $0 == "," || $0.isWhitespace }
    let hands = words.compactMap { Int($0) }.filter { (0...Vote.mostHands).contains($0) }
    guard hands.count == words.count else {
      throw Refusal("Hands are whole numbers from 0 to \(Vote.mostHands), with blanks between.")
    }
    guard hands.count == vote.options.count else {
      let given = countedNoun(hands.count, "number")
      throw Refusal("There are \(vote.options.count) options, and \(given): type vote for the options.")
    }
    guard hands.contains(where: { $0 > 0 }) else {
      throw Refusal("No hand is counted: one number must be above 0.")
    }
    return hands
  }

  /// The options, and how they are voted for; once both rounds are counted, what they brought.
  private func lines(of vote: Vote) -> [String] {
    let words = VoteWords(vote)
    guard vote.phase == .counted else {
      let round = (vote.round ?? 0) + 1
      let form = vote.options.indices.map { "\(12 - min($0, 9))" }.joined(separator: " ")
      return ["Round \(round). The options, in their order:"] + vote.options.map { "\(PlainText.name($0))." }
        + ["Type vote and the hands for each: vote \(form)."]
    }
    let title =
      "Option: round 1, \(countedNoun(vote.hands(inRound: 0), "hand")); round 2, \(vote.hands(inRound: 1))."
    let rows = vote.options.enumerated().map { option, name in
      let rounds = [0, 1].map { words.hands(for: option, inRound: $0) }
      let texts = rounds.map { $0.share.isEmpty ? $0.count : "\($0.count), \($0.share)" }
      return "\(PlainText.name(name)): \(PlainText.spoken(texts.joined(separator: "; ")))."
    }
    return [title] + rows + ["\(PlainText.sentence(Self.nextStep(vote)))."]
  }

  /// How the answer is shown.
  private static func nextStep(_ vote: Vote) -> String {
    if case .question = vote.topic { return "reveal says the answer" }
    return "show says what the network says"
  }

  /// Shows the answer of a question that was voted on twice; whether there is such a vote.
  mutating func revealVoted() -> Bool {
    guard let vote = state.keptVotes[state.topicOfVote], vote.phase == .counted, state.asking != nil else {
      return false
    }
    Explorer.reveal(&state, vote)
    return true
  }
}
