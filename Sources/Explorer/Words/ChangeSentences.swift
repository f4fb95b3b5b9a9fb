import CellScreen
import ConvNet

/// What is said of the changes at the place of a state, a sentence a row; `nil` where the original is looked at, or
/// nothing is changed.
public func sentencesOfChange(_ state: ExplorerState) -> [String]? {
  if let failure = state.failureOfChanges { return ["The changes can't be made: \(failure)"] }
  if let words = MisreadingWords(state), state.evaluation != nil, !state.isStepping, !state.hidesAnswer,
    state.look != .original,
    state.variant == nil || state.showsMisreading, !state.isChanging || state.misread?.parting != nil
  {
    let width = state.columns
    let verdict = fitting(words.verdicts, in: width)
    guard state.depth > .network else { return [verdict, fitting(words.corrections, in: width)] }
    let whole = words.verdicts.map { "\(words.question) \($0)" }
    return [fitting(whole + [words.question], in: width), "What is shown here is what Keras computes."]
  }
  if state.look == .original, !state.isChanging, !state.isStepping {
    return [fitting(VariantWords.ofOriginal(without: state.changes, text: state.text), in: state.columns)]
  }
  if state.hidesAnswer, state.variant == nil, !state.changes.isEmpty, state.evaluation != nil,
    !state.isChanging, !state.isStepping
  {
    return [HidingWords.change]
  }
  guard let variant = state.variant, let look = state.look, look != .original else {
    return state.isChanging && state.evaluation != nil
      ? ["Computing what follows from the change …; what is shown is without it."] : nil
  }
  if state.isChanging {
    return ["Computing what follows …; what is shown is before the last step."]
  }
  // What has become of the logits would tell of numbers that the pass has not come to.
  guard !state.isStepping else { return nil }
  let words = VariantWords(
    variant, state.model, beforeActivation: state.isBeforeActivation, hiddenLayer: state.hiddenLayer)
  switch state.depth {
  case .network:
    let room = Layout(state).isWide ? 110 : state.columns
    return [fitting(words.verdicts, in: room), words.reach(ofLine: state.line)]
  case .layer where state.layer == nil: return [fitting(words.verdicts, in: state.columns), words.limit]
  case .layer: return [words.summary(ofLine: state.line), fitting(words.verdicts, in: state.columns)]
  case .map:
    return [
      fitting(words.summaries(ofMap: state.cursor.channel, line: state.line), in: state.columns),
      fitting(words.verdicts, in: state.columns),
    ]
  case .unit:
    guard let layer = state.layer, let network = state.model.network else { return [words.verdicts[0]] }
    let name = DisplayText(network.name(of: UnitAddress(layer: layer, position: state.position)))
    let passage = "\(name): \(words.passage(at: state.position, ofLine: layer))."
    return [fitting(words.verdicts.map { "\(passage) \($0)" } + [passage], in: state.columns)]
  }
}

/// What the network says of the picture before changes and after them: `ship > 99.9 → 99.9 %`.
public func predictionOfChange(_ variant: Variant, _ look: Look, _ model: ExplorerModel) -> String {
  func words(_ evaluation: Evaluation) -> (name: String, share: String) {
    if evaluation.logits.count == 1 {
      return ("", evaluation.probabilities.first.map { NumberText.percent($0) } ?? "")
    }
    guard let winner = evaluation.winner else { return ("no class", "") }
    let share =
      evaluation.probabilities.indices.contains(winner)
      ? NumberText.percent(evaluation.probabilities[winner]) : ""
    return (model.nameInSentence(ofClass: winner), share)
  }
  guard !variant.before.logits.isEmpty else { return "" }
  let (before, now) = (words(variant.before), words(variant.now))
  func whole(_ words: (name: String, share: String)) -> String {
    [words.name, words.share].filter { !$0.isEmpty }.joined(separator: " ")
  }
  if look == .original { return "original: \(whole(before))" }
  if look == .changed { return "changed: \(whole(now))" }
  if before == now { return whole(now) }
  guard before.name == now.name, !now.share.isEmpty else { return "\(whole(before)) → \(whole(now))" }
  let start = before.share.hasSuffix(" %") ? String(before.share.dropLast(2)) : before.share
  return [before.name, start, "→", now.share].filter { !$0.isEmpty }.joined(separator: " ")
}
