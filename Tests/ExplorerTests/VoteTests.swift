import CellScreen
import ConvNet
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// Counts of hands: of a question's answers, or of classes.
struct VoteTests {
  private let trained: TrainedNetwork
  private let evaluation: Evaluation

  init() throws {
    trained = try Examples.small()
    evaluation = try Examples.evaluation(trained)
  }

  private func state(pictures: Int = 1) -> ExplorerState {
    var state = Examples.state(trained, pictures: pictures, line: 1)
    state.receiveFirst(evaluation, picture: 0)
    return state
  }

  /// A state in which a command was typed.
  private func after(_ command: String, in state: ExplorerState) -> ExplorerState {
    var state = state
    state.type(":\(command)")
    state.press("Enter")
    return state
  }

  @Test(":vote counts hands for all classes of a few, and hides what the network says until it is shown")
  func classes() throws {
    var state = after("vote", in: state())
    #expect(state.vote?.options.map(\.string) == (0..<4).map { "class \($0)" } && state.hidesAnswer)
    state.press("1 2 Down 3 Down Down 2 Backspace 4")
    #expect(state.vote?.present == [12, 3, 0, 4] && state.vote?.selected == 3)
    #expect(VoteWords(try #require(state.vote)).title == "VOTE round 1 · 19 hands")
    state.press("Enter")
    #expect(state.vote?.phase == .second && state.vote?.present == [0, 0, 0, 0] && state.vote?.selected == 0)
    state.press("Up 1 5 Enter")
    #expect(state.vote?.phase == .counted && state.vote?.rounds == [[12, 3, 0, 4], [0, 0, 0, 15]])
    #expect(VoteWords(try #require(state.vote)).title == "VOTE · 19 hands, then 15")
    state.press("Enter")
    #expect(state.vote == nil && !state.hidesAnswer && state.keptVotes.isEmpty)
    #expect(state.report == "most hands: class 0 12 of 19, then class 3 15 of 15")
  }

  @Test("a count has up to three digits; the first after a move begins another one")
  func digits() {
    var state = after("vote", in: state())
    state.press("0 9 9 9 9")
    #expect(state.vote?.present?[0] == 999)
    #expect(state.notice == "at the most 999 hands for an option; Backspace takes a digit away")
    state.press("Down Up 7")
    #expect(state.vote?.present?[0] == 7)
    state.press("Backspace Backspace 4")
    #expect(state.vote?.present?[0] == 4)
    state.press("Up 1 Tab 2")
    #expect(state.vote?.present == [2, 0, 0, 1])
    _ = update(&state, .point(.answer(2)))
    state.press("8")
    #expect(state.vote?.present == [2, 0, 8, 1])
  }

  @Test("a round without a hand doesn't end, and no other key does anything but for help and quitting")
  func refusals() {
    var state = after("vote", in: state())
    state.press("Enter")
    #expect(state.vote?.phase == .first)
    #expect(state.notice == "no hand is counted yet: type how many are for an option")
    for key in ["y", "p", "s", ":", "w", "d", "i", "v"] {
      state.press(key)
      #expect(state.notice == "hands are being counted; Esc leaves, and keeps the counts", "\(key)")
      #expect(state.vote != nil && state.prompt == nil)
    }
    state.press("? Esc")
    #expect(state.vote != nil && state.helpScroll == nil)
    state.press("3 Enter 4 Enter 5")
    #expect(state.notice == "both rounds are counted; ⏎ shows the answer")
  }

  @Test("Esc leaves and keeps what was counted; :vote goes on with it, for each picture its own")
  func leaving() {
    var state = after("vote", in: state(pictures: 2))
    state.press("5 Enter 6 Esc")
    #expect(state.vote == nil && state.hidesAnswer)
    #expect(state.report == "the counts are kept: :vote goes on; what the network says stays hidden")
    let kept = after("vote", in: state)
    #expect(kept.vote?.rounds == [[5, 0, 0, 0], [6, 0, 0, 0]] && kept.vote?.phase == .second)
    state.picture = 1
    #expect(state.topicOfVote == .picture(1))
    #expect(after("vote", in: state).prompt?.failure == "there is no picture to vote on")
    var empty = after("vote", in: self.state())
    empty.press("Esc")
    #expect(empty.report == nil && empty.vote == nil)
  }

  @Test("once the network was looked at, a vote that was counted begins anew")
  func anew() {
    var state = after("vote", in: state())
    state.press("5 Enter 6 Enter Esc")
    #expect(after("vote", in: state).vote?.phase == .counted)
    #expect(after("vote", in: after("show", in: state)).vote?.phase == .first)
  }

  @Test("v counts hands for a question's answers; the second end of a round leads to the answer")
  func questions() throws {
    var state = state()
    state.press("p v")
    let question = try #require(state.asking?.question)
    #expect(state.vote?.options.map(\.string) == question.answers.map(\.text))
    #expect(state.vote?.topic == .question(1) && !state.hidesAnswer)
    state.press("4 Esc")
    #expect(state.asking != nil && state.report == "the counts are kept: v goes on with the vote")
    state.press("v Enter 2 v")
    #expect(state.vote?.rounds[0][0] == 4 && state.vote?.rounds[1][0] == 2)
    state.press("Enter v")
    #expect(state.vote?.phase == .counted && state.vote?.rounds[0][0] == 4)
    state.press("Enter")
    #expect(state.vote == nil && state.asking?.isRevealed == true && state.report == nil)
    #expect(
      AskingWords(try #require(state.asking)).status == "most hands: A 4 of 4, then A 2 of 2")
    state.press("x")
    #expect(state.notice == "the question has the screen; Esc leaves it")
    state.press("v")
    #expect(state.notice == "the answer is shown; p asks the next question" && state.vote == nil)
  }

  @Test("of many classes the likeliest four can be voted for, in an order of their own")
  func manyClasses() throws {
    let trained = try Examples.network([Input(Shape(4, 4, 2)), Flatten(), Examples.dense(from: 32, to: 30)])
    var orders: Set<[Int]> = []
    for seed in 0..<8 as Range<UInt64> {
      let pass = try Examples.evaluation(trained, seed: seed)
      var state = Examples.state(trained, pass, line: 1)
      state = after("vote", in: state)
      let options = try #require(state.vote?.options.map(\.string))
      let likeliest = pass.ranking.prefix(4).map { "class \($0)" }
      #expect(Set(options) == Set(likeliest) && options.count == 4)
      orders.insert(options.compactMap { likeliest.firstIndex(of: $0) })
      #expect(
        after("vote", in: Examples.state(trained, pass, line: 1)).vote?.options.map(\.string) == options)
    }
    #expect(orders.count > 2)
  }

  @Test("where no classes are told apart, or there is no picture, that is said")
  func noClasses() throws {
    let one = try Examples.network([
      Input(Shape(4, 4, 2)), Flatten(), Examples.dense(from: 32, to: 1, .sigmoid),
    ])
    let state = after("vote", in: Examples.state(one, try Examples.evaluation(one), line: 1))
    #expect(
      state.prompt?.failure == "the network tells no classes apart; p asks a question, v there counts hands")
    #expect(!state.hidesAnswer)
    let none = after("vote", in: Examples.state(trained))
    #expect(none.prompt?.failure == "there is no picture to vote on" && !none.hidesAnswer)
    let broken = after("vote", in: Examples.broken())
    #expect(broken.prompt?.failure == "the network can't run, so it says nothing to vote on")
    var hidden = after("hide", in: self.state())
    hidden.press("5 p")
    #expect(hidden.notice == "hidden for a vote: :vote counts hands, :hide shows it")
  }

  @Test("what is said while hands are counted")
  func words() {
    var vote = Vote(.picture(0), options: ["cat", "dog", "frog"].map { DisplayText($0) })
    #expect(
      VoteWords(vote).sentence
        == "Hands up, option by option: type how many. ⏎ ends the round and shows nothing.")
    #expect(VoteWords.question == "What does the network say this picture is?")
    vote.count([1, 0, 0])
    #expect(
      VoteWords(vote).sentence
        == "Talk to somebody who said something else; vote again. ⏎ shows both rounds.")
    vote.count([2, 2, 0])
    #expect(VoteWords(vote).sentence == "Who has changed, and why? ⏎ shows the answer.")
    #expect(VoteWords(vote).hands(for: 1, inRound: 1) == ("2", "50 %"))
    #expect(VoteWords(vote).summary == "most hands: cat 1 of 1, then cat and dog 2 of 4")
  }
}
