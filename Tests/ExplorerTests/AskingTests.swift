import ConvNet
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// Questions in the explorer: how they are asked, answered, left.
struct AskingTests {
  private let trained: TrainedNetwork
  private let evaluation: Evaluation

  init() throws {
    trained = try Examples.small()
    evaluation = try Examples.evaluation(trained)
  }

  private func state(line: Int = 1, depth: Depth = .network) -> ExplorerState {
    Examples.state(trained, evaluation, line: line, depth: depth)
  }

  /// A letter that is wrong, of those that were not given.
  private func wrong(_ asking: Asking) throws -> String {
    let index = asking.question.answers.indices.first { $0 != asking.question.right && asking.canGive($0) }
    return Question.letter(try #require(index))
  }

  private func right(_ asking: Asking) -> String { Question.letter(asking.question.right) }

  @Test("p asks about the selected line, its shape first, and asks the same whenever the program starts")
  func first() throws {
    var one = state()
    var other = state()
    try one.enter("p")
    try other.enter("p")
    let question = try #require(one.asking?.question)
    #expect(question.kind == .shape && question.place.layer == 1)
    #expect(question == other.asking?.question && one.asking?.number == 1)
  }

  @Test(
    "on the picture p asks which of two covers costs more, then goes on with the lines, and while stepping with those alone"
  )
  func covers() throws {
    var asked = state(line: 0)
    try asked.enter("p")
    let question = try #require(asked.asking?.question)
    #expect(question.kind == .covers && question.place.layer == 0 && question.answers.count == 2)
    #expect(AskingWords(try #require(asked.asking)).sentences[0].hasPrefix("Choose A or B. "))
    let right = right(try #require(asked.asking))
    try asked.enter("\(right) Enter")
    #expect(asked.asking?.isRevealed == true)
    var tried = asked
    try tried.enter("Enter")
    let experiment = try #require(question.experiment)
    #expect(tried.asking == nil && tried.changes == [experiment])
    try asked.enter("p")
    #expect(asked.asking?.question.kind == .shape && asked.asking?.question.place.layer == 1)
    var stepping = state(line: 0)
    try stepping.enter("s p")
    #expect(stepping.asking?.question.kind == .shape)
    var hiding = state(line: 0)
    hiding.hideAnswer()
    try hiding.enter("p")
    #expect(hiding.asking?.question.kind == .shape)
  }

  @Test("an answer is chosen before it is given, by its letter, its number or with the arrows")
  func choosing() throws {
    var state = state()
    try state.enter("p b")
    #expect(state.asking?.chosen == 1 && state.asking?.given == [])
    try state.enter("1")
    #expect(state.asking?.chosen == 0)
    try state.enter("Right Right")
    #expect(state.asking?.chosen == 2)
    try state.enter("Left")
    #expect(state.asking?.chosen == 1)
    #expect(AskingWords(try #require(state.asking)).sentences[0].hasPrefix("You would say B. Why?"))
  }

  @Test("a wrong answer is spoken of without the right one, and another can be given; then all is shown")
  func wrongAnswers() throws {
    var state = state()
    try state.enter("p")
    let first = try wrong(try #require(state.asking))
    try state.enter("\(first) Enter")
    let asking = try #require(state.asking)
    #expect(!asking.isRevealed && asking.given.count == 1 && asking.chosen == nil)
    let sentences = AskingWords(asking).sentences
    #expect(sentences[0].hasPrefix("\(first) says: ") && sentences[1].hasPrefix("That is tempting: "))
    #expect(
      sentences.last == "Not \(first), then. Tell a neighbour why; choose again, or ⏎ shows the answer.")
    let answer = asking.question.answers[asking.question.right].text
    #expect(!sentences.joined().contains(answer))
    try state.enter(first)
    #expect(state.notice == "\(first) is not it: choose another answer" && state.asking?.chosen == nil)
    let second = try wrong(asking)
    try state.enter("\(second) Enter")
    #expect(state.asking?.isRevealed == true)
    #expect(AskingWords(try #require(state.asking)).status == "first \(first), then \(second)")
  }

  @Test("a right answer is shown at once with its reason; behind a wrong one return shows it too")
  func rightAnswer() throws {
    var state = state()
    try state.enter("p Enter")
    let asking = try #require(state.asking)
    #expect(state.notice == "choose an answer first: \(asking.letters)" && asking.given.isEmpty)
    var other = state
    try state.enter("\(right(asking)) Enter")
    #expect(state.asking?.isRevealed == true)
    #expect(AskingWords(try #require(state.asking)).status == "\(right(asking)), right at once")
    #expect(AskingWords(try #require(state.asking)).sentences[0].hasPrefix("\(right(asking)) is right: "))
    try other.enter("\(try wrong(asking)) Enter Enter")
    #expect(other.asking?.isRevealed == true && other.asking?.given.count == 1)
  }

  @Test("while a question has the screen the prompt takes, and offers, no word that could tell the answer")
  func prompt() throws {
    var state = state()
    try state.enter("p :")
    #expect(state.prompt?.guide(in: state) == .completions(["stops", "stop", "band", "vote"], chosen: nil))
    for text in ["conv2d", "conv2d[", "drop conv2d[:,:,0]", "1", "hide", "show", "note a.md", "reset"] {
      state.prompt?.line.replace(with: text)
      #expect(state.completions(of: text) == [])
      let before = state.bookmark
      try state.enter("Enter")
      #expect(
        state.prompt?.failure == "answer the question first, or leave it: Esc here, and Esc once more")
      #expect(state.bookmark == before && state.changes.isEmpty && state.asking != nil)
    }
    state.prompt?.line.replace(with: "vote")
    try state.enter("Enter")
    #expect(state.vote?.topic == .question(1) && state.prompt == nil)
  }

  @Test("while a question has the screen nothing acts that could tell the answer")
  func nothingElse() throws {
    var state = state()
    try state.enter("p")
    let before = (state.line, state.depth, state.picture, state.changes)
    for key in ["j", "y", "/", "s", "u", "i", "w", "P", "x", "e", "PageDown"] {
      try state.enter(key)
      #expect(state.asking?.given == [] && state.prompt == nil && state.brush == nil)
      #expect((state.line, state.depth, state.picture) == (before.0, before.1, before.2))
      #expect(state.changes == before.3 && !state.isStepping)
    }
    let effects = update(&state, .save)
    #expect(effects.isEmpty && state.notice == "answer the question first; Esc leaves it")
    #expect(update(&state, .quit) == [.quit])
    try state.enter("Escape")
    #expect(state.asking == nil && state.notice == nil)
  }

  @Test(
    "return tries what shows the answer, with the line that was asked about on the whole network's screen")
  func trial() throws {
    var state = state(line: 1, depth: .map)
    try state.enter("p")
    let asking = try #require(state.asking)
    let experiment = try #require(asking.question.experiment)
    try state.enter("\(right(asking)) Enter m")
    #expect(state.notice == "no wrong answer that you gave can be run as a misreading")
    try state.enter("Enter")
    #expect(state.asking == nil && state.changes == [experiment])
    #expect(state.depth == .network && state.line == 1)
    try state.enter("u")
    #expect(state.changes.isEmpty)
  }

  @Test("m reads the line as the wrong answer has it that was given, where that can be run")
  func misreading() throws {
    var state = state()
    try state.enter("p m")
    #expect(state.notice == "once the answer is shown, m reads the line as your wrong answer has it")
    let question = try #require(state.asking?.question)
    let belief = question.answers.indices.first { index in
      if case .misreading? = question.answers[index].belief { true } else { false }
    }
    let letter = Question.letter(try #require(belief))
    try state.enter("\(letter) Enter Enter m")
    guard case .misreading(let misreading)? = question.answers[try #require(belief)].belief else {
      Issue.record("no misreading")
      return
    }
    #expect(state.asking == nil)
    #expect(state.changes == [.read(misreading, layer: trained.network.layers[1].name)])
  }

  @Test(
    "after an answered question p asks what was not asked yet, on through the lines, and what a line learns at the end"
  )
  func next() throws {
    var state = state()
    var asked: [AskedPlace] = []
    for _ in 0..<9 {
      try state.enter("p")
      let question = try #require(state.asking?.question)
      asked.append(AskedPlace(kind: question.kind, line: question.place.layer))
      try state.enter("\(right(try #require(state.asking))) Enter")
    }
    #expect(Set(asked).count == asked.count)
    let first = asked.prefix { $0.kind != .parameters }
    #expect(first.map(\.line) == first.map(\.line).sorted() && Set(first.map(\.line)).count > 1)
    #expect(asked.dropFirst(first.count).allSatisfy { $0.kind == .parameters })
    #expect(state.asking?.number == 9)
  }

  @Test("a network that can't run has nothing to ask, and says so")
  func withoutNetwork() throws {
    var state = Examples.broken()
    try state.enter("p")
    #expect(state.asking == nil)
    #expect(state.notice == "the network can't run, so nothing can be asked of it")
  }

  @Test("with changes made the original is asked about, which is said, and what is tried takes their place")
  func withChanges() throws {
    var state = state()
    try state.enter("p")
    let plain = try #require(state.asking?.question)
    try state.enter("Escape d")
    let others = state.changes
    #expect(!others.isEmpty)
    state.askedCounts = [:]
    try state.enter("p")
    let asking = try #require(state.asking)
    #expect(asking.question == plain)
    #expect(AskingWords(asking).title(hasChanges: true) == "question 1: shape, line 1, of the original")
    try state.enter("\(right(asking)) Enter Enter")
    #expect(state.changes == [try #require(asking.question.experiment)] && state.changes != others)
    try state.enter("u")
    #expect(state.changes == others)
  }

  @Test("while one steps through the pass, nothing is asked that it computes")
  func whileStepping() throws {
    var state = state(line: 2)
    try state.enter("s")
    #expect(state.isStepping)
    var kinds: Set<Question.Kind> = []
    for _ in 0..<12 {
      try state.enter("p")
      kinds.insert(try #require(state.asking?.question.kind))
    }
    #expect(kinds.contains(.shape) && kinds.isDisjoint(with: [.sum, .window, .winner]))
  }

  @Test("a click chooses an answer, and nothing beside the answers can be pointed at")
  func clicks() throws {
    var state = state()
    try state.enter("p")
    _ = update(&state, .point(.answer(1)))
    #expect(state.asking?.chosen == 1)
    _ = update(&state, .point(.line(3)))
    #expect(state.line == 1 && state.asking?.chosen == 1)
    _ = update(&state, .resized(rows: 40, columns: 120))
    #expect(state.asking?.chosen == 1)
  }

  @Test("without a picture shapes and parameters are asked about, and no number of a pass")
  func withoutPicture() throws {
    var state = ExplorerState(model: state().model, pictures: [], rows: 24, columns: 80)
    var kinds: Set<Question.Kind> = []
    for _ in 0..<12 {
      try state.enter("p")
      kinds.insert(try #require(state.asking?.question.kind))
    }
    #expect(kinds.contains(.shape) && kinds.isDisjoint(with: [.sum, .window, .winner]))
  }
}
