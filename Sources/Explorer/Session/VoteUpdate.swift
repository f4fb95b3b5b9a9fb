import CellScreen
import ConvNet
import Tensors

/// Does what a person wants of a count of hands.
func countHands(_ state: inout ExplorerState, _ step: VoteStep) throws(Refusal) {
  guard var vote = state.vote else {
    if step == .begin { try openVote(&state) }
    return
  }
  switch step {
  case .begin: break
  case .move(let step): vote.move(by: step)
  case .digit(let digit): try vote.type(digit)
  case .delete: vote.delete()
  case .accept:
    guard vote.phase != .counted else { return reveal(&state, vote) }
    if let round = vote.round, vote.hands(inRound: round) == 0 { throw Refusal(VoteWords.noHands) }
    vote.finishRound()
  case .leave:
    state.keptVotes[vote.topic] = vote
    state.vote = nil
    if vote.rounds.joined().contains(where: { $0 > 0 }) { state.report = VoteWords.kept(vote.topic) }
    return
  }
  state.vote = vote
}

extension Vote {
  /// Chooses another option, round the ends.
  fileprivate mutating func move(by step: Int) {
    guard phase != .counted, !options.isEmpty else { return }
    choose((selected + step + options.count) % options.count)
  }

  /// Chooses an option.
  mutating func choose(_ option: Int) {
    guard phase != .counted, options.indices.contains(option) else { return }
    (selected, isFresh) = (option, true)
  }

  /// Puts a digit behind the count of the chosen option.
  fileprivate mutating func type(_ digit: Int) throws(Refusal) {
    guard let round, options.indices.contains(selected) else { throw Refusal(VoteWords.areCounted) }
    let count = (isFresh ? 0 : rounds[round][selected]) * 10 + digit
    guard count <= Self.mostHands else { throw Refusal(VoteWords.tooMany) }
    (rounds[round][selected], isFresh) = (count, false)
  }

  /// Takes the last digit away.
  fileprivate mutating func delete() {
    guard let round, options.indices.contains(selected) else { return }
    (rounds[round][selected], isFresh) = (rounds[round][selected] / 10, false)
  }
}

/// Opens the vote on the question that is asked, else on the class of the picture, or goes on with one that was left; what
/// the network says is hidden then.
///
/// - Throws: `Refusal` where there is nothing to vote on, or the answer is shown.
func openVote(_ state: inout ExplorerState) throws(Refusal) {
  let topic = state.topicOfVote
  let vote: Vote
  let kept = state.keptVotes[topic].flatMap { try? state.isStillAbout($0) ? $0 : nil }
  if let kept, kept.phase != .counted || state.asking != nil || state.hidesAnswer {
    vote = kept
  } else {
    vote = Vote(topic, options: try state.optionsOfVote())
  }
  state.playhead.isPlaying = false
  if case .picture = topic, !state.hidesAnswer { state.hideAnswer() }
  (state.vote, state.notice, state.report, state.brush) = (vote, nil, nil, nil)
}

extension ExplorerState {
  /// What a vote would be about.
  var topicOfVote: Vote.Topic { asking.map { .question($0.number) } ?? .picture(picture) }

  /// The most classes of which all can be voted for.
  private static let mostClasses = 10
  /// How many of more classes can.
  private static let fewClasses = 4

  /// Whether a count that was left is about what is asked now, and not about another question of the same number.
  fileprivate func isStillAbout(_ vote: Vote) throws(Refusal) -> Bool {
    guard asking != nil else { return true }
    return vote.options == (try optionsOfVote())
  }

  /// What can be voted for: the answers of the question that is asked, else all classes, of many the likeliest.
  fileprivate func optionsOfVote() throws(Refusal) -> [DisplayText] {
    if let asking {
      guard !asking.isRevealed else { throw Refusal("the answer is shown; p asks the next question") }
      return asking.question.answers.map { DisplayText($0.text) }
    }
    guard let network = model.network else {
      throw Refusal("the network can't run, so it says nothing to vote on")
    }
    let shape = network.outputShape
    guard shape.rank == 1, shape.count > 1 else { throw Refusal(VoteWords.noClasses) }
    guard evaluation != nil else {
      throw Refusal(isWorking ? stillComputed : "there is no picture to vote on")
    }
    let classes = shape.count <= Self.mostClasses ? Array(0..<shape.count) : likeliestClasses
    return classes.map { DisplayText(model.nameInSentence(ofClass: $0)) }
  }

  /// The likeliest classes, in an order that tells nothing of how likely each is.
  private var likeliestClasses: [Int] {
    guard let shown else { return [] }
    let likeliest = shown.ranking.prefix(Self.fewClasses).sorted()
    var numbers = SeededNumbers(seed: shown.trace.input.seed)
    return numbers.shuffled(likeliest)
  }
}

/// Shows what was voted on: the answer of the question, or what the network says, and which options had most hands.
func reveal(_ state: inout ExplorerState, _ vote: Vote) {
  state.keptVotes[vote.topic] = nil
  state.vote = nil
  switch vote.topic {
  case .question:
    state.asking?.isRevealed = true
    state.asking?.chosen = nil
    state.asking?.tally = VoteWords(vote).summary
  case .picture:
    state.showAnswer()
    state.report = VoteWords(vote).summary
  }
}
