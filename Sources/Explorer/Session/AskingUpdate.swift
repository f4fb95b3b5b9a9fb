import ConvNet
import Tensors

/// Does what a person wants of a question.
func ask(_ state: inout ExplorerState, _ step: AskStep) -> [Effect] {
  state.playhead.isPlaying = false
  do throws(Refusal) {
    switch step {
    case .next: try askNext(&state)
    case .choose(let answer): try choose(answer, in: &state)
    case .move(let step): moveChoice(&state, by: step)
    case .accept: return try accept(&state)
    case .misread: return try misreadAsAnswered(&state)
    case .end: state.asking = nil
    }
  } catch {
    state.refuse(error.words)
  }
  return []
}

/// Asks what was asked least about the selected line; behind a question about it, what was not asked yet, then about the
/// lines after it.
private func askNext(_ state: inout ExplorerState) throws(Refusal) {
  guard let network = state.model.network,
    let subject = QuestionSubject(state.model, trace: state.evaluation?.trace)
  else { throw Refusal("the network can't run, so nothing can be asked of it") }
  let asked = state.asking?.question.place.layer
  let first = asked ?? min(max(1, state.line), network.layers.count - 1)
  let lines = asked == nil ? [first] : Array(first..<network.layers.count) + Array(1..<first)
  let kinds = state.isOnSoftmax && asked == nil ? [Question.Kind.winner] : Question.Kind.inTurn
  let before = state
  let found = lines.lazy.compactMap { line -> Question? in
    let open = kinds.filter { asked == nil || before.askedCounts[AskedPlace(kind: $0, line: line)] == nil }
    return before.question(about: line, among: open, subject)
  }.first
  guard let question = found ?? state.question(about: first, among: kinds, subject) else {
    throw Refusal("nobody would answer otherwise about this line: there is nothing to ask")
  }
  let place = AskedPlace(kind: question.kind, line: question.place.layer)
  state.askedCounts[place, default: 0] += 1
  state.asking = Asking(question: question, number: state.askedCounts.values.reduce(0, +))
}

extension ExplorerState {
  /// The question about a line that was asked least of some kinds; `nil` where none can be asked.
  fileprivate func question(about line: Int, among kinds: [Question.Kind], _ subject: QuestionSubject)
    -> Question?
  {
    func count(_ kind: Question.Kind) -> Int { askedCounts[AskedPlace(kind: kind, line: line)] ?? 0 }
    let order = kinds.indices.sorted { (count(kinds[$0]), $0) < (count(kinds[$1]), $1) }
    return order.lazy.compactMap { index in
      Question.make(kinds[index], line: line, seed: UInt64(count(kinds[index])), about: subject)
    }.first
  }
}

/// What was asked: a kind of question about a line.
struct AskedPlace: Hashable {
  let kind: Question.Kind
  let line: Int
}

extension Question.Kind {
  /// The kinds in the order in which a person is asked; how many maps there are is a part of the shape.
  fileprivate static let inTurn: [Question.Kind] = [
    .shape, .parameters, .sum, .window, .flatten, .dropped, .seen, .winner,
  ]
}

private func choose(_ answer: Int, in state: inout ExplorerState) throws(Refusal) {
  guard var asking = state.asking else { return }
  guard !asking.isRevealed else { throw Refusal("the answer is shown; p asks the next question") }
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
    asking.isRevealed = chosen == asking.question.right || asking.given.count == Asking.tries
    asking.chosen = nil
  } else {
    guard !asking.given.isEmpty else { throw Refusal("choose an answer first: \(asking.letters)") }
    asking.isRevealed = true
  }
  state.asking = asking
  return []
}

extension Asking {
  /// The letters of the answers: `A to D`.
  var letters: String { "\(Question.letter(0)) to \(Question.letter(question.answers.count - 1))" }
}

/// Makes the change that shows the answer, at the line that was asked about.
private func tryIt(_ state: inout ExplorerState, _ question: Question) throws(Refusal) -> [Effect] {
  guard let change = question.experiment else {
    throw Refusal("there is nothing to try here; p asks the next question, Esc ends")
  }
  return try leave(&state, for: question) { (changed: inout ExplorerState) throws(Refusal) -> [Effect] in
    try make(change, in: &changed)
  }
}

/// Reads the line as somebody does who gives the wrong answer that was given first.
private func misreadAsAnswered(_ state: inout ExplorerState) throws(Refusal) -> [Effect] {
  guard let asking = state.asking else { return [] }
  guard asking.isRevealed, let misreading = asking.misreading, let network = state.model.network else {
    throw Refusal("m is for a wrong answer that was given, and can be run")
  }
  let name = network.layers[asking.question.place.layer].name
  return try leave(&state, for: asking.question) {
    (changed: inout ExplorerState) throws(Refusal) -> [Effect] in
    try make(.read(misreading, layer: name), in: &changed)
  }
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

/// Ends a question for a change at the line that it was about; where the change can't be made, the question stays.
private func leave(
  _ state: inout ExplorerState, for question: Question,
  _ change: (inout ExplorerState) throws(Refusal) -> [Effect]
) throws(Refusal) -> [Effect] {
  var changed = state
  changed.asking = nil
  navigate(&changed, .wholeNetwork)
  navigate(&changed, .line(question.place.layer))
  let effects = try change(&changed)
  state = changed
  return effects
}
