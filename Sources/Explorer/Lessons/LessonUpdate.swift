import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension ExplorerState {
  /// Begins a lesson at a stop, counted from 0.
  public mutating func begin(_ lesson: Lesson, atStop stop: Int = 0) {
    self.lesson = LessonWalk(lesson, stop: stop)
    self.lesson?.isLarge = display.isLarge
    _ = startStop(&self)
  }
}

/// Does what a person wants of a lesson.
func walk(_ state: inout ExplorerState, _ step: LessonStep) -> [Effect] {
  guard let lesson = state.lesson else { return [] }
  state.playhead.isPlaying = false
  if let vote = state.vote {
    // As with Enter, where hands were counted: a presenter has no other key at hand.
    if step == .next, vote.hasHands {
      try? countHands(&state, .accept)
      return []
    }
    // What was counted is kept, as where one leaves a vote by itself.
    try? countHands(&state, .leave)
  }
  switch step {
  case .next:
    if state.isAwayFromLesson, let arrived = lesson.arrived { return restore(arrived.state, in: &state) }
    if lesson.pending.contains(where: { $0.value.isQuestion }) {
      state.notice = "the question is asked once what it needs is computed"
      return []
    }
    if state.isAskedByLesson {
      state.revealToRoom()
      return []
    }
    guard lesson.stop + 1 < lesson.lesson.stops.count else {
      state.notice = "this was the last stop; q ends, PgUp goes back"
      return []
    }
    return walkTo(stop: lesson.stop + 1, in: &state)
  case .previous:
    guard lesson.stop > 0 else {
      state.notice = "this is the first stop"
      return []
    }
    return walkTo(stop: lesson.stop - 1, in: &state)
  }
}

extension ExplorerState {
  /// Shows the answer; one that was chosen is given, so that something is said of it.
  fileprivate mutating func revealToRoom() {
    if let chosen = asking?.chosen { asking?.given.append(chosen) }
    asking?.isRevealed = true
    asking?.chosen = nil
  }
}

/// Goes to a stop: as it was left, or for the first time.
func walkTo(stop: Int, in state: inout ExplorerState) -> [Effect] {
  guard let lesson = state.lesson, lesson.lesson.stops.indices.contains(stop) else { return [] }
  if let arrived = lesson.arrived {
    if arrived.state.display.isLarge != state.display.isLarge {
      state.lesson?.isLarge = state.display.isLarge
    }
    let kept = state.keptForLesson
    state.lesson?.left[lesson.stop] = LeftStop(state: .of(kept), arrived: arrived)
  }
  state.lesson?.stop = stop
  state.lesson?.visits += 1
  state.lesson?.fault = nil
  // A change that is still being made is the other stop's.
  state.lesson?.pending = []
  state.lesson?.awaited = nil
  if let left = lesson.left[stop] {
    state.lesson?.arrived = left.arrived
    return restore(left.state.state, in: &state)
  }
  return startStop(&state)
}

/// To the first stop, as if it had never been left.
func restartLesson(_ state: inout ExplorerState) -> [Effect] {
  state.lesson?.left = [:]
  state.lesson?.arrived = nil
  state.lesson?.stop = 0
  return startStop(&state)
}

/// Begins a stop: nothing is changed, all is computed, then it does what it says.
private func startStop(_ state: inout ExplorerState) -> [Effect] {
  guard let lesson = state.lesson else { return [] }
  let wasChanging = state.isChanging
  state.becomeFresh()
  state.lesson?.arrived = nil
  state.lesson?.fault = nil
  // A change that is still being made was another stop's.
  state.lesson?.awaited = nil
  state.lesson?.pending = lesson.lesson.actions(ofStop: lesson.stop)
  return wasChanging ? [.stopChange] : []
}

extension ExplorerState {
  /// The state as it is at the start, but for the pictures, what was found out, and what the person has set for themselves.
  fileprivate mutating func becomeFresh() {
    let (colours, isLarge) = (display.colourMap, lesson?.isLarge ?? display.isLarge)
    (depth, line, token) = (.network, model.firstLine, nil)
    forgetCursors { _ in true }
    (playhead, history) = (Playhead(), [])
    display = DisplayOptions()
    (display.colourMap, display.isLarge) = (colours, isLarge)
    let generation = changing.generation
    changing = Changing()
    changing.generation = generation
    (contest, brush, evidence, asking, vote, prompt) = (nil, nil, nil, nil, nil, nil)
    isHiding = false
    (helpScroll, askedCounts) = (nil, [:])
    isBlank = false
  }

  /// The state without what is another one's: it is put back into the state that is there then.
  fileprivate var keptForLesson: ExplorerState {
    var kept = self
    kept.lesson = nil
    kept.forgetPasses()
    return kept
  }
}

/// Puts a state back that was kept; what follows from its changes is asked for anew.
private func restore(_ kept: ExplorerState, in state: inout ExplorerState) -> [Effect] {
  let wasChanging = state.isChanging
  var restored = kept
  restored.takeWorld(from: state)
  state = restored
  let effects = requestChange(in: &state)
  return wasChanging && effects.isEmpty ? [.stopChange] : effects
}

extension ExplorerState {
  /// Takes what no place has of its own: the screen, the pictures and what was found out of them, the lesson.
  fileprivate mutating func takeWorld(from state: ExplorerState) {
    (rows, columns, repertoire) = (state.rows, state.columns, state.repertoire)
    (pictures, generation) = (state.pictures, state.generation)
    picture = state.picture
    (foundCursors, placedCursors) = (state.foundCursors, state.placedCursors)
    (evidenceStore, keptVotes) = (state.evidenceStore, state.keptVotes)
    (usesMouse, usesClicker, lesson) = (state.usesMouse, state.usesClicker, state.lesson)
    changing.generation = state.changing.generation
    changing.status = .none
    display.colourMap = state.display.colourMap
    display.isLarge = display.isLarge || state.lesson?.isLarge ?? false
    (notice, report, prompt, helpScroll) = (nil, nil, nil, nil)
  }
}

// MARK: What stops do

/// Does what the stop has still to do, as far as nothing has to be waited for, and shares out the rows of the screen.
func followLesson(_ state: inout ExplorerState) -> [Effect] {
  guard state.lesson != nil else { return [] }
  var effects: [Effect] = []
  state.takeFailureOfChange()
  while let action = state.lesson?.pending.first, state.canGoOn {
    state.lesson?.pending.removeFirst()
    do throws(Refusal) {
      effects += try state.follow(action.value)
      // What the next action selects may depend on what is known of this place.
      state.refreshSelection()
    } catch {
      state.lesson?.pending = []
      let fault = LessonFault(line: action.line, words: error.words)
      state.lesson?.fault = fault
      state.tell(fault)
    }
  }
  if state.lesson?.arrived == nil, state.lesson?.pending.isEmpty == true, state.canGoOn {
    (state.prompt, state.helpScroll) = (nil, nil)
    let kept = state.keptForLesson
    state.lesson?.arrived = .of(kept)
  }
  // Where a question's answer is shown, that is where one comes back to.
  if let asking = state.asking, asking.isRevealed,
    state.lesson?.arrived?.state.asking?.question == asking.question
  {
    state.lesson?.arrived?.state.asking = asking
  }
  state.layBand()
  return effects
}

extension ExplorerState {
  /// Whether nothing is being computed that a stop has to wait for.
  private var isSettledPass: Bool {
    switch slot?.status {
    case .waiting, .working: false
    case .ready, .failed, .stopped, nil: true
    }
  }

  /// Takes what became of the stop's last change as a fault, where it could not be made: a file that it reads is missing.
  fileprivate mutating func takeFailureOfChange() {
    guard let walk = lesson, let change = walk.awaited, !isChanging, isSettledPass else { return }
    lesson?.awaited = nil
    guard failureOfChanges != nil || !changes.contains(change) else { return }
    let actions = walk.lesson.actions(ofStop: walk.stop)
    let line = actions.last { $0.value == .change(change) }?.line ?? walk.present.line
    let fault = LessonFault(line: line, words: failureOfChanges ?? notice ?? "the change can't be made")
    lesson?.pending = []
    lesson?.fault = fault
    tell(fault)
  }

  /// Whether a stop can go on.
  fileprivate var canGoOn: Bool { isSettledPass && !isChanging && !isTooSmall }

  fileprivate mutating func tell(_ fault: LessonFault) {
    (notice, isNoticeOfFailure) = ("line \(fault.line) of the lesson: \(fault.words)", true)
  }

  /// Gives the text of the stop its rows.
  mutating func layBand() {
    guard var walk = lesson else { return }
    let all = rows + walk.bandRows
    let lines = isBlank ? 0 : lessonLines.count
    // As high at every stop, as far as the texts' own signs say, so that nothing jumps from one to the next.
    walk.bandRows = min(walk.mostRows, max(lines, walk.longestText(columns: columns)))
    if all - walk.bandRows < Layout.smallest.rows { walk.bandRows = max(0, all - Layout.smallest.rows) }
    rows = all - walk.bandRows
    lesson = walk
  }

  /// Does one thing that a stop does.
  fileprivate mutating func follow(_ action: StopAction) throws(Refusal) -> [Effect] {
    // What was said of the action before is no word on this one.
    (notice, report) = (nil, nil)
    defer { (notice, report) = (nil, nil) }
    var effects: [Effect] = []
    switch action {
    case .at(let place): try go(toPlaceOfLesson: place)
    case .token(let text): try select(token: text)
    case .ask(let kind): try ask(kind)
    case .beside:
      guard !changes.isEmpty else { throw Refusal("nothing is changed, so nothing stands beside it") }
      changing.wanted = .beside
    case .key(let key):
      var state = self
      // A clicker's keys are the presenter's.
      (state.lesson, state.usesClicker) = (nil, false)
      let (stop, visits) = (lesson?.stop ?? 0, lesson?.visits)
      effects = followIntent(keyMap.intent(for: key, in: state), in: &self)
      guard lesson?.visits == visits, !effects.contains(where: \.isOfPerson) else {
        lesson?.stop = stop
        throw Refusal("keys can't lead out of the stop")
      }
    case .change(let change):
      effects = try make(change, in: &self)
      lesson?.awaited = change
    case .command(hideCommand): hideAnswer()
    case .command(largeCommand): display.isLarge = true
    case .command(let text):
      if ExplorerState.isSetting(text), evidenceQuestion(in: text) == nil {
        set(text)
      } else {
        effects = try runCommand(text, in: &self)
      }
    }
    if let notice { throw Refusal(notice) }
    return effects
  }

  private func evidenceQuestion(in text: String) -> String? {
    text.hasPrefix(EvidenceQuestion.command) ? text : nil
  }

  private mutating func go(toPlaceOfLesson text: String) throws(Refusal) {
    guard let network = model.network else { throw Refusal("the network can't run") }
    if text.isWholeNumber {
      guard let line = Int(text), (0..<model.lineCount).contains(line) else {
        throw Refusal("there is no line \(text); the last is \(model.lineCount - 1)")
      }
      (depth, self.line, token) = (.network, line, nil)
      return
    }
    let before = bookmark
    do {
      navigate(&self, .place(try model.destination(named: text, in: network)))
    } catch {
      throw Refusal(error.message)
    }
    // Where one was is no reason to complain.
    if bookmark == before, !isHidden(line: before.line) { notice = nil }
    guard notice == nil else { return }
    if hidesAnswer, bookmark == before { notice = HidingWords.refusal }
  }

  private mutating func select(token text: String) throws(Refusal) {
    guard depth == .network else {
      throw Refusal("a part of the code is chosen on the whole network: write 'at \(line)' before it")
    }
    func signs(_ text: String) -> String { String(text.filter { $0 != " " }) }
    guard let index = governingTokens.firstIndex(where: { signs($0.text) == signs(text) }) else {
      let known = governingTokens.map { "'\($0.text)'" }.joined(separator: ", ")
      throw Refusal(
        "line \(line) has no part '\(DisplayText(text).truncated(to: 20))'"
          + (known.isEmpty ? " that decides anything" : "; it has \(known)"))
    }
    token = index
  }

  private mutating func ask(_ kind: Question.Kind) throws(Refusal) {
    guard let evaluation,
      let subject = QuestionSubject(model, trace: evaluation.trace, samples: evaluation.picture.samples)
    else {
      throw Refusal("there is no pass to ask about")
    }
    guard kind != .covers || !hidesAnswer else {
      throw Refusal("a question about covers names the class that is hidden")
    }
    let place = depth == .unit && kind.isOfUnit ? position : nil
    let asked = min(line, (model.network?.layers.count ?? 1) - 1)
    // A place that is drawn may have nothing to ask, where another one has.
    let seeds = (0..<(place == nil ? 32 : 1)).lazy.map { UInt64($0) &+ subject.pictureSeed }
    guard
      let question = seeds.compactMap({
        Question.make(kind, line: asked, at: place, seed: $0, about: subject)
      }).first
    else {
      throw Refusal(reason(against: kind, line: asked, at: place, subject))
    }
    guard let walk = lesson else { return }
    askedCounts[AskedPlace(kind: question.kind, line: question.place.layer)] = 1
    asking = Asking(question: question, number: walk.lesson.numberOfQuestion(atStop: walk.stop))
  }
}

extension Effect {
  /// Whether only a person may want it: what stays of it is not on the screen alone.
  fileprivate var isOfPerson: Bool {
    switch self {
    case .note, .save, .quit, .suspend: true
    case .evaluate, .change, .stopChange, .evidence, .stopEvidence, .stop, .redraw: false
    }
  }
}

extension ExplorerState {
  /// Why a question can't be asked, and what can.
  private func reason(
    against kind: Question.Kind, line: Int, at place: [Int]?, _ subject: QuestionSubject
  ) -> String {
    if kind == .covers {
      return line == 0
        ? "'covers' can't be asked here: no two places of the picture differ enough, or a pass takes too long"
        : "'covers' is asked of the picture: write 'at 0' before it"
    }
    let others = Question.Kind.allCases.filter { other in
      let at = other.isOfUnit && depth == .unit ? position : nil
      return Question.make(other, line: line, at: at, seed: subject.pictureSeed, about: subject) != nil
    }
    let known = others.isEmpty ? "nothing can" : others.map(\.rawValue).joined(separator: ", ") + " can"
    let here = place == nil ? "line \(line)" : "this number"
    return "'\(kind.rawValue)' can't be asked of \(here): there are no two answers to it; \(known)"
  }
}

extension Question.Kind {
  /// Whether it is about one number.
  fileprivate var isOfUnit: Bool {
    switch self {
    case .window, .flatten, .sum: true
    case .shape, .parameters, .maps, .seen, .dropped, .winner, .covers: false
    }
  }
}
