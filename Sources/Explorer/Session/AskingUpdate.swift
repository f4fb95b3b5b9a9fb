import ConvNet
import Tensors

/// Does what a person wants of a question.
func ask(_ state: inout ExplorerState, _ step: AskStep) -> [Effect] {
  state.playhead.isPlaying = false
  if state.vote != nil, !step.isForVoting {
    state.refuse(VoteWords.inTheWay)
    return []
  }
  do throws(Refusal) {
    switch step {
    case .next: try askNext(&state)
    case .choose(let answer): try choose(answer, in: &state)
    case .move(let step): moveChoice(&state, by: step)
    case .accept: return try accept(&state)
    case .misread: return try misreadAsAnswered(&state)
    case .vote(let step): try countHands(&state, step)
    case .end: end(&state)
    }
  } catch {
    state.refuse(error.words)
  }
  return []
}

/// Leaves the question; a lesson's, whose place may show the answer, for the whole network.
private func end(_ state: inout ExplorerState) {
  let isRevealed = state.asking?.isRevealed ?? true
  state.asking = nil
  if state.lesson != nil, !isRevealed { (state.depth, state.history) = (.network, []) }
}

/// Asks what was asked least about the selected line, or the next one that has something to ask; after a question, what was
/// not asked yet, on through the lines.
///
/// The original is asked about, whatever was changed; while one steps through the pass, nothing that it computes.
private func askNext(_ state: inout ExplorerState) throws(Refusal) {
  let pass = state.isStepping ? nil : state.evaluation
  guard let network = state.model.network,
    let subject = QuestionSubject(state.model, trace: pass?.trace, samples: pass?.picture.samples)
  else {
    throw Refusal("the network can't run, so nothing can be asked of it")
  }
  if state.mayAskOfCovers, let question = state.questionOfCovers(subject) {
    return show(question, in: &state)
  }
  let asked = state.asking?.question.place.layer
  let first = min(max(1, asked ?? state.line), network.layers.count - 1)
  let lines = Array(first..<network.layers.count) + Array(1..<first)
  let isOfWinner = asked == nil && state.isOnSoftmax
  if isOfWinner, state.hidesAnswer { throw Refusal(VoteWords.inPlaceOfQuestion) }
  let rounds = isOfWinner ? [[Question.Kind.winner]] : Question.Kind.rounds
  guard
    let question = asked.flatMap({ _ in state.newQuestion(lines, rounds, subject) })
      ?? state.question(isOfWinner ? [first] : lines, among: rounds.flatMap { $0 }, subject)
  else {
    throw Refusal(
      isOfWinner ? reasonForNoWinner(pass) : "nobody would answer otherwise: there is nothing to ask")
  }
  show(question, in: &state)
}

/// Gives the screen to a question.
private func show(_ question: Question, in state: inout ExplorerState) {
  let place = AskedPlace(kind: question.kind, line: question.place.layer)
  state.askedCounts[place, default: 0] += 1
  state.asking = Asking(question: question, number: state.askedCounts.values.reduce(0, +))
}

/// Why it can't be asked who wins.
private func reasonForNoWinner(_ pass: Evaluation?) -> String {
  pass == nil
    ? "who wins can be asked once the whole pass is there" : "no class wins here: there is nothing to ask"
}

extension ExplorerState {
  /// Whether the picture is selected, and nothing is asked yet: which of two covers costs more can be asked there, unless
  /// what the network says is hidden.
  fileprivate var mayAskOfCovers: Bool { asking == nil && line == 0 && !hidesAnswer }

  /// The next two covers of the picture of which one clearly takes more; `nil` where there are none.
  fileprivate func questionOfCovers(_ subject: QuestionSubject) -> Question? {
    let asked = UInt64(askedCounts[AskedPlace(kind: .covers, line: 0)] ?? 0)
    // What is drawn may be too alike, where other squares are not.
    return (0..<32).lazy.compactMap { draw in
      Question.make(.covers, line: 0, seed: subject.pictureSeed &+ asked &+ 1_000 &* draw, about: subject)
    }.first
  }

  /// The first question that was not asked yet: round by round, in each line by line.
  fileprivate func newQuestion(_ lines: [Int], _ rounds: [[Question.Kind]], _ subject: QuestionSubject)
    -> Question?
  {
    for kinds in rounds {
      for line in lines {
        let open = kinds.filter { askedCounts[AskedPlace(kind: $0, line: line)] == nil }
        if let question = question([line], among: open, subject) { return question }
      }
    }
    return nil
  }

  /// The question about the first of some lines that has one: of some kinds that which was asked least; `nil` where none can
  /// be asked.
  fileprivate func question(_ lines: [Int], among kinds: [Question.Kind], _ subject: QuestionSubject)
    -> Question?
  {
    for line in lines {
      guard let subject = isHidden(line: line) ? subject.withoutPass : subject else { continue }
      func count(_ kind: Question.Kind) -> Int { askedCounts[AskedPlace(kind: kind, line: line)] ?? 0 }
      let order = kinds.indices.sorted { (count(kinds[$0]), $0) < (count(kinds[$1]), $1) }
      for kind in order.map({ kinds[$0] }) {
        // Another picture has its answers in another order.
        let seed = UInt64(count(kind)) &+ subject.pictureSeed
        if let question = Question.make(kind, line: line, seed: seed, about: subject) { return question }
      }
    }
    return nil
  }
}

extension QuestionSubject {
  /// A number that follows from the picture; 0 without one.
  var pictureSeed: UInt64 { trace?.input.seed ?? 0 }
}

extension Tensor {
  /// A number that follows from all bits.
  var seed: UInt64 {
    values.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.bitPattern)) &* 0x0000_0100_0000_01B3 }
  }
}

/// What was asked: a kind of question about a line.
struct AskedPlace: Hashable {
  let kind: Question.Kind
  let line: Int
}

extension Question.Kind {
  /// The kinds in the order in which a person is asked.
  ///
  /// What a line learns is a clue to its shape, and is said with that answer: it is asked long after. How many maps there are
  /// is a part of the shape.
  fileprivate static let rounds: [[Question.Kind]] = [
    [.shape, .sum, .window, .flatten, .dropped, .seen, .winner], [.parameters],
  ]
}

private func choose(_ answer: Int, in state: inout ExplorerState) throws(Refusal) {
  guard var asking = state.asking else { return }
  guard !asking.isRevealed else { throw Refusal("the answer is shown; go on to the next question") }
  guard asking.question.answers.indices.contains(answer) else {
    throw Refusal("there is no answer \(Question.letter(answer)) here")
  }
  guard asking.canGive(answer) else {
    throw Refusal("\(Question.letter(answer)) is not it: choose another answer")
  }
  asking.chosen = answer
  state.asking = asking
}

/// Chooses the next answer that can be given, or the one before.
private func moveChoice(_ state: inout ExplorerState, by step: Int) {
  guard var asking = state.asking, !asking.isRevealed else { return }
  let open = asking.question.answers.indices.filter(asking.canGive)
  guard !open.isEmpty else { return }
  let place = asking.chosen.flatMap(open.firstIndex) ?? (step > 0 ? -1 : 0)
  asking.chosen = open[((place + step) % open.count + open.count) % open.count]
  state.asking = asking
}

/// Gives the answer that is chosen; without one shows the right one, once one was given; then tries it.
private func accept(_ state: inout ExplorerState) throws(Refusal) -> [Effect] {
  guard var asking = state.asking else { return [] }
  if asking.isRevealed { return try tryIt(&state, asking.question) }
  if let chosen = asking.chosen {
    asking.given.append(chosen)
    asking.isRevealed = chosen == asking.question.right || asking.given.count == asking.tries
    asking.chosen = nil
  } else {
    guard !asking.given.isEmpty else { throw Refusal("choose an answer first: \(asking.letters)") }
    asking.isRevealed = true
  }
  state.asking = asking
  return []
}

extension Asking {
  /// The letters of the answers: `A to D`, `A or B`.
  var letters: String {
    let count = question.answers.count
    return "\(Question.letter(0)) \(count == 2 ? "or" : "to") \(Question.letter(count - 1))"
  }
}

/// Makes the change that shows the answer, in place of others, at the line that was asked about.
private func tryIt(_ state: inout ExplorerState, _ question: Question) throws(Refusal) -> [Effect] {
  guard let change = question.experiment else {
    throw Refusal("there is nothing to try here; p asks the next question, Esc ends")
  }
  return try leave(&state, for: question, making: change)
}

/// Reads the line as somebody does who gives the wrong answer that was given first.
private func misreadAsAnswered(_ state: inout ExplorerState) throws(Refusal) -> [Effect] {
  guard let asking = state.asking else { return [] }
  guard asking.isRevealed else {
    throw Refusal("once the answer is shown, m reads the line as your wrong answer has it")
  }
  guard let misreading = asking.misreading, let network = state.model.network else {
    throw Refusal("no wrong answer that you gave can be run as a misreading")
  }
  let name = network.layers[asking.question.place.layer].name
  return try leave(&state, for: asking.question, making: .read(misreading, layer: name))
}

extension Asking {
  /// The misreading behind the first wrong answer that was given and can be run; `nil` where none is.
  var misreading: Misreading? {
    for answer in given {
      if case .misreading(let misreading)? = question.answers[answer].belief { return misreading }
    }
    return nil
  }
}

/// Ends a question for a change at the line that it was about, which takes the place of others, since the original was asked
/// about; where it can't be made, the question stays.
private func leave(
  _ state: inout ExplorerState, for question: Question, making change: Change
) throws(Refusal) -> [Effect] {
  try state.check([change])
  state.asking = nil
  navigate(&state, .wholeNetwork)
  navigate(&state, .line(question.place.layer))
  let isAlone = state.changes.isEmpty || state.changes == [change]
  return becomeChanged(
    &state, [change],
    saying: isAlone
      ? "tried: u takes it back, p asks the next question"
      : "tried alone, as the original was asked about; u brings back the rest")
}
