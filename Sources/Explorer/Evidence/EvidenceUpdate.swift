import CellScreen
import ConvNet
import Tensors

/// Asks for evidence, or asks otherwise where it is on the screen already.
///
/// - Throws: `Refusal` where the network reads no such pictures or tells no classes apart, there is no picture, or the
///   question means nothing.
func seekEvidence(_ state: inout ExplorerState, _ text: String) throws(Refusal) {
  let question = try EvidenceQuestion(text)
  try state.checkEvidence()
  guard state.evaluation != nil else {
    throw Refusal(state.isWorking ? stillComputed : "there is no picture to cover")
  }
  guard state.hasLogits else {
    throw Refusal(state.reasonForNoLogits)
  }
  try open(question, in: &state)
}

private func open(_ question: EvidenceQuestion, in state: inout ExplorerState) throws(Refusal) {
  guard let shape = state.model.network?.inputShape else { return }
  var evidence = state.evidence ?? state.evidenceStore.last ?? Evidence(side: Evidence.usualSide(of: shape))
  if let quantity = question.quantity { evidence.named = try state.model.quantity(of: quantity) }
  if let cover = question.cover { evidence.cover = cover }
  if let side = question.side {
    guard side <= Evidence.largestSide(of: shape) else {
      throw Refusal("the picture is \(shape[0])×\(shape[1]), smaller than a square of \(side)×\(side)")
    }
    evidence.side = side
  }
  if let place = question.place {
    guard place[0] < shape[0], place[1] < shape[1] else {
      throw Refusal("the picture is \(shape[0])×\(shape[1]): there is no place (\(place[0]), \(place[1]))")
    }
    evidence.chosen = LayerCursor(row: place[0], column: place[1])
  }
  evidence.isPaused = false
  if state.depth != .layer || state.line != 0 {
    navigate(&state, .place(.line(0)))
    evidence.leadsBack = true
  }
  (state.notice, state.brush, state.evidence) = (nil, nil, evidence)
  // The next time it begins with the same cover, and asks anew.
  (evidence.chosen, evidence.named, evidence.leadsBack) = (nil, nil, false)
  state.evidenceStore.last = evidence
}

extension ExplorerState {
  /// Asks whether there can be evidence.
  fileprivate func checkEvidence() throws(Refusal) {
    guard let network = model.network else {
      throw Refusal("the network can't run, so nothing follows from a cover")
    }
    guard !display.isLarge else {
      throw Refusal("there is no evidence among large letters; :large ends them")
    }
    let shape = network.inputShape
    guard shape.rank == 3, [1, 3].contains(shape.channels), shape.count > 0 else {
      throw Refusal(EvidenceError.noPictures(shape).message)
    }
    guard network.outputShape.rank == 1 else {
      throw Refusal(EvidenceError.noLogits(network.outputShape).message)
    }
    guard misread?.isComparable ?? true else { throw ExplorerState.noLogitsToCover }
  }

  /// Why there is no evidence of a network that is misread, and stops or can only be told.
  private static let noLogitsToCover = Refusal(
    "so misread the network gives no logits that a cover could change; reset or u reads it rightly")

  /// Ends evidence where the picture is not on the screen any more, or a misreading leaves no logits that it could be of.
  mutating func layDownEvidence() {
    if evidence != nil, !(misread?.isComparable ?? true) {
      evidence = nil
      notice = ExplorerState.noLogitsToCover.words
    }
    if depth != .layer || line != 0 || display.isLarge { evidence = nil }
  }

  /// The question that brings back the evidence that is looked at; `nil` where none is.
  var evidenceQuestion: String? {
    guard let evidence, var question = try? EvidenceQuestion("") else { return nil }
    (question.cover, question.side) = (evidence.cover, evidence.side)
    question.place = evidence.chosen.map { [$0.row, $0.column] }
    question.quantity = evidence.named.map(model.text(of:))
    // A name that has blanks or words of the question in it may be read otherwise; an index is not.
    let read = (try? EvidenceQuestion(question.text))?.quantity.flatMap { try? model.quantity(of: $0) }
    if let named = evidence.named, read != named {
      question.quantity = named.classes.map(String.init).joined(separator: " - ")
    }
    return "\(EvidenceQuestion.command) \(question.text)"
  }

  /// Begins with evidence, which is sought as soon as there is a pass; `false` where a text asks for none.
  mutating func beginEvidence(_ text: String) -> Bool {
    guard let question = Self.evidenceQuestion(in: text) else { return false }
    do {
      try checkEvidence()
      try open(question, in: &self)
      // Esc leads back as `--at` says.
      evidence?.leadsBack = false
    } catch {
      notice = error.words
    }
    return true
  }

  /// The question in a text that begins with the command; `nil` of another one.
  static func evidenceQuestion(in text: String) -> EvidenceQuestion? {
    guard text == EvidenceQuestion.command || text.hasPrefix(EvidenceQuestion.command + " ") else {
      return nil
    }
    return try? EvidenceQuestion(String(text.dropFirst(EvidenceQuestion.command.count)))
  }
}

// MARK: Steps

/// Does what a person wants of evidence.
func use(_ state: inout ExplorerState, _ step: EvidenceStep) -> [Effect] {
  guard let evidence = state.evidence, let shape = state.model.network?.inputShape else { return [] }
  switch step {
  case .move(let direction): moveEvidence(&state, direction)
  case .extreme(let isLowest): goToExtreme(&state, isLowest: isLowest)
  case .size(let step):
    let side = min(max(1, evidence.side + 2 * step), Evidence.largestSide(of: shape))
    guard side != evidence.side else {
      state.refuse(step < 0 ? "a square can't be smaller" : "a larger square has no place in the picture")
      return []
    }
    state.evidence?.side = side
  case .cover(let step):
    let (covers, index) = (Cover.allCases, Cover.allCases.firstIndex(of: evidence.cover) ?? 0)
    state.evidence?.cover = covers[((index + step) % covers.count + covers.count) % covers.count]
  case .pause: pause(&state)
  case .make: return makeCover(&state)
  case .look: turnToOriginal(&state)
  case .end: endEvidence(&state)
  }
  return []
}

private func moveEvidence(_ state: inout ExplorerState, _ direction: Move.Direction) {
  guard let findings = state.coverFindings else { return }
  let (place, grid) = (state.evidencePlace, findings.grid)
  let row = place.row + direction.step(right: 0, down: grid.block)
  let column = place.column + direction.step(right: grid.block, down: 0)
  putEvidence(&state, row: row, column: column)
}

/// Puts the cursor at a place, or at the nearest one of the picture.
func putEvidence(_ state: inout ExplorerState, row: Int, column: Int) {
  guard let shape = state.model.network?.inputShape else { return }
  state.evidence?.chosen = LayerCursor(
    row: min(max(0, row), shape[0] - 1), column: min(max(0, column), shape[1] - 1))
}

private func goToExtreme(_ state: inout ExplorerState, isLowest: Bool) {
  guard let evidence = state.evidence, let findings = state.coverFindings else { return }
  guard let place = findings.extreme(under: evidence.cover, isLowest: isLowest) else {
    return state.refuse("no cover that is known \(isLowest ? "takes anything away" : "adds anything")")
  }
  putEvidence(&state, row: place / findings.grid.width, column: place % findings.grid.width)
}

private func pause(_ state: inout ExplorerState) {
  guard state.coverFindings?.isComplete == false else {
    return state.refuse("all covers are known; + and - make the square larger and smaller")
  }
  state.evidence?.isPaused.toggle()
}

/// Shows the evidence of the original, or of what is changed.
private func turnToOriginal(_ state: inout ExplorerState) {
  guard state.variant != nil else {
    return state.refuse("nothing is changed; \(state.nameOfKey(.enter)) makes the cover a change")
  }
  state.changing.wanted = state.look == .original ? .difference : .original
}

/// Makes the square around the cursor a change, and goes to what follows from it.
private func makeCover(_ state: inout ExplorerState) -> [Effect] {
  guard let evidence = state.evidence, let square = state.evidenceSquare else { return [] }
  guard case .fill(let fill) = evidence.cover else {
    state.refuse("these are all fills together; c chooses one to paint with")
    return []
  }
  let change = Change.paint(PixelArea(square), fill.paint)
  guard state.changes.last != change else {
    state.refuse("this cover is made already; u takes it back")
    return []
  }
  endEvidence(&state)
  return becomeChanged(
    &state, state.changes + [change],
    saying: "\(change.text) is made; u takes it back")
}

extension OcclusionFill {
  /// The colour that paints the same.
  var paint: PaintColour {
    switch self {
    case .grey: .named(.grey)
    case .black: .named(.black)
    case .white: .named(.white)
    case .mean: .mean
    }
  }
}

private func endEvidence(_ state: inout ExplorerState) {
  let leadsBack = state.evidence?.leadsBack == true
  state.evidence = nil
  if leadsBack { navigate(&state, .back) }
}

// MARK: Following up

/// Asks for evidence that is looked at and not yet known, and gives up what is looked at no more.
func followEvidence(_ state: inout ExplorerState) -> [Effect] {
  let wanted = state.wantedSweep
  guard wanted != state.evidenceStore.sweep else { return [] }
  state.evidenceStore.sweep = wanted
  guard wanted != nil else { return [.stopEvidence] }
  state.evidenceStore.generation += 1
  return [.evidence(generation: state.evidenceStore.generation)]
}

extension ExplorerState {
  /// The sweep that finds what is looked at and not yet known; `nil` where there is none, or it waits.
  fileprivate var wantedSweep: EvidenceStore.Sweep? {
    guard let evidence, !evidence.isPaused, !isChanging, let key = evidenceKey, failureOfEvidence == nil,
      coverFindings?.isComplete == false
    else { return nil }
    return EvidenceStore.Sweep(key: key, cover: evidence.cover)
  }
}

/// Takes in what is found, unless a later request has overtaken it.
func receive(
  _ result: Result<CoverFindings, Refusal>, ofEvidence generation: Int, in state: inout ExplorerState
) {
  guard generation == state.evidenceStore.generation, let sweep = state.evidenceStore.sweep else { return }
  switch result {
  case .success(let findings):
    state.evidenceStore.take(findings, for: sweep.key)
    if findings.isComplete { state.evidenceStore.sweep = nil }
  case .failure(let failure):
    state.evidenceStore.fail(failure.words, for: sweep.key)
    state.evidenceStore.sweep = nil
    (state.notice, state.isNoticeOfFailure) = (failure.words, true)
  }
}
