import CellScreen
import ConvNet
import Tensors

/// Does what a person wants of changes.
func change(_ state: inout ExplorerState, _ step: ChangeStep) -> [Effect] {
  state.playhead.isPlaying = false
  do throws(Refusal) {
    switch step {
    case .toggleDrop: return try toggleDrop(&state)
    case .begin: try beginChange(&state)
    case .undo: return try undo(&state)
    case .redo: return try redo(&state)
    case .misread(let step): return try turnMisreading(&state, by: step)
    case .look(let step): try turnLook(&state, by: step)
    }
  } catch {
    state.refuse(error.words)
  }
  return []
}

/// Makes a change behind those that are made.
///
/// - Throws: `Refusal` where the network or its picture has nothing that could be changed so.
func make(_ change: Change, in state: inout ExplorerState) throws(Refusal) -> [Effect] {
  try state.check(state.changes + [change])
  guard state.changes.last != change || !change.isOnceForAll else {
    throw Refusal("'\(DisplayText(change.text))' is made already; u takes the last change back")
  }
  return becomeChanged(&state, state.changes + [change], saying: nil)
}

/// Makes changes in place of those that are made, and shows what they make of the pass.
func becomeChanged(
  _ state: inout ExplorerState, _ changes: [Change], saying words: String?
) -> [Effect] {
  if state.changes.isEmpty || state.changing.wanted == .original { state.changing.wanted = .difference }
  // Whoever looks at one place sees what becomes of that.
  if state.depth > .layer { state.choose(state.cursor, ofLine: state.line) }
  state.changing.unconfirmed += changes.filter { !state.changes.contains($0) }
  state.changing.history.become(changes)
  state.report = words ?? (state.evaluation == nil ? "what follows is computed once the pass is there" : nil)
  return requestChange(in: &state, isNew: true)
}

extension Change {
  /// Whether making it twice is making it once.
  fileprivate var isOnceForAll: Bool {
    switch self {
    case .paint, .picture, .drop, .hold, .set, .untrained, .weights, .filter, .read, .random: true
    case .shift, .flip, .swap, .invert, .noise: false
    }
  }

  /// The file whose weights it reads; `nil` where it reads none.
  fileprivate var weightsFile: String? { if case .weights(let file) = self { file } else { nil } }

  /// The file whose picture it reads; `nil` where it reads none.
  fileprivate var pictureFile: String? { if case .picture(let file) = self { file } else { nil } }
}

extension ExplorerState {
  /// Asks whether changes can be made of the network; what a file holds is known when it is read.
  func check(_ changes: [Change]) throws(Refusal) {
    guard let trained = model.trained else {
      throw Refusal("the network can't run, so nothing follows from a change")
    }
    let weights = changes.compactMap(\.weightsFile).map { ($0, trained) }
    let pictures = changes.compactMap(\.pictureFile).map { ($0, Tensor(trained.network.inputShape)) }
    var made = MadeChanges(
      of: trained.network, in: model, weights: Dictionary(weights, uniquingKeysWith: { first, _ in first }),
      pictures: Dictionary(pictures, uniquingKeysWith: { first, _ in first }))
    do {
      for change in changes { try made.make(change) }
    } catch {
      throw Refusal(error.message)
    }
  }

  /// Takes changes to begin with, which can be made.
  public mutating func begin(with changes: [Change]) { changing.history = ChangeHistory(changes) }
}

// MARK: Following up

/// Asks for what follows from the changes; without a pass that is asked for when it is there.
func requestChange(in state: inout ExplorerState, isNew: Bool = false) -> [Effect] {
  guard !state.changes.isEmpty, state.evaluation != nil else {
    let wasWorking = state.isChanging
    state.changing.status = .none
    return wasWorking ? [.stopChange] : []
  }
  state.changing.generation += 1
  let generation = state.changing.generation
  state.changing.status = .working(generation: generation, last: state.changing.variant, isNew: isNew)
  return [.change(generation: generation)]
}

/// Takes in what followed from changes, unless a later request has overtaken it.
func receive(
  _ result: Result<Consequence, ChangeFailure>, ofChange generation: Int, in state: inout ExplorerState
) -> [Effect] {
  guard case .working(generation, let last, let isNew) = state.changing.status else { return [] }
  switch result {
  case .success(.misread(let pass)):
    state.changing.status = .misread(pass)
    state.changing.unconfirmed = []
  case .success(.variant(let variant)):
    state.changing.status = .ready(variant)
    state.changing.unconfirmed = []
    // Of what is hidden for a vote it may not be said whether it has changed.
    if isNew, let last, !state.hidesAnswer, variant.now.trace.hasSameNumbers(as: last.now.trace) {
      state.report = "the last change makes no number another one"
    }
  case .failure(let failure):
    // What could never be made was never there; what could once stays, since its file may come back.
    guard let culprit = failure.culprit, state.changing.unconfirmed.contains(culprit) else {
      state.changing.status = .failed(failure.words)
      return []
    }
    state.changing.history.forget(culprit)
    state.changing.unconfirmed.removeAll { $0 == culprit }
    (state.notice, state.isNoticeOfFailure, state.report) = (failure.words, true, nil)
    guard let last, last.changes == state.changes else { return requestChange(in: &state) }
    state.changing.status = .ready(last)
  }
  return []
}

extension Trace {
  /// Whether all activations have the same bits.
  fileprivate func hasSameNumbers(as other: Trace) -> Bool {
    zip(activations, other.activations).allSatisfy { $0.hasSameBits(as: $1) }
  }
}

// MARK: Steps

private func undo(_ state: inout ExplorerState) throws(Refusal) -> [Effect] {
  guard state.changing.history.canUndo else { throw Refusal("nothing is changed") }
  let before = state.changes
  state.changing.history.undo()
  state.report = report("taken back", before: before, now: state.changes) + "; U makes it again"
  return requestChange(in: &state)
}

private func redo(_ state: inout ExplorerState) throws(Refusal) -> [Effect] {
  guard state.changing.history.canRedo else { throw Refusal("nothing was taken back") }
  let before = state.changes
  state.changing.history.redo()
  state.report = report("made again", before: state.changes, now: before)
  return requestChange(in: &state)
}

/// What a step has taken from some changes: the one that is among them, and no more.
private func report(_ words: String, before: [Change], now: [Change]) -> String {
  let gone = before.filter { !now.contains($0) }
  // A stroke of the brush takes only a part away.
  let isWhole = gone.count == 1 && now == before.filter { $0 != gone[0] }
  let what = isWhole ? DisplayText(gone[0].text).string : "the last step"
  return "\(words): \(what)"
}

/// Takes all changes back, as one step.
func resetChanges(_ state: inout ExplorerState) throws(Refusal) -> [Effect] {
  guard !state.changes.isEmpty else { throw Refusal("nothing is changed") }
  return becomeChanged(
    &state, [],
    saying: state.changes.count == 1
      ? "the change is taken back; u makes it again"
      : "all \(state.changes.count) changes are taken back; u makes them again")
}

private func turnLook(_ state: inout ExplorerState, by step: Int) throws(Refusal) {
  let looks = state.looks
  guard let look = state.look, let index = looks.firstIndex(of: look) else {
    if state.isChanging { throw Refusal("what follows from the change is still being computed") }
    throw Refusal("nothing is changed; d drops what is under the cursor, e changes it")
  }
  state.changing.wanted = looks[((index + step) % looks.count + looks.count) % looks.count]
}

/// Drops the map or unit under the cursor, or takes that back.
private func toggleDrop(_ state: inout ExplorerState) throws(Refusal) -> [Effect] {
  guard let network = state.model.network else {
    throw Refusal("the network can't run, so nothing follows from a change")
  }
  guard let place = state.nameForChange else {
    throw Refusal("shares follow from the logits; drop one of those on line \(state.line - 1)")
  }
  guard let same = state.dropHere(in: network) else { return try make(.drop(place: place), in: &state) }
  var changes = state.changes
  changes.remove(at: same)
  let isHeld = changes.contains {
    state.model.place(heldBy: $0) == state.model.place(heldBy: state.changes[same])
  }
  let words = isHeld ? "is dropped no more, and still held by another change" : "is back"
  return becomeChanged(&state, changes, saying: "\(DisplayText(place)) \(words)")
}

/// Opens what changes the thing under the cursor: on the picture the brush, elsewhere a prompt that begins with the change.
private func beginChange(_ state: inout ExplorerState) throws(Refusal) {
  if state.line == 0, state.depth < .unit { return try takeBrush(&state) }
  guard let place = state.nameForChange else {
    throw Refusal("shares follow from the logits; change what these are made of")
  }
  let text = state.textOfChange(at: place)
  openPrompt(&state, .command)
  state.prompt?.line.replace(with: text)
}

extension ExplorerState {
  /// Whether the map or unit under the cursor is dropped.
  var hasDropped: Bool { model.network.map { dropHere(in: $0) != nil } ?? false }

  /// What is under the cursor, for a hint: ` map 5`, of the picture ` red`.
  var nameForHint: String {
    guard hasMaps, depth < .unit, let layer, let network = model.network else { return "" }
    let isPicture = layer == 0 && network.hasPictureChannels(ofLayer: 0)
    return isPicture
      ? " " + channelName(cursor.channel, of: network.inputShape, model.preprocessing)
      : " map \(cursor.channel)"
  }

  /// The place, among the changes, of the one that drops what is under the cursor; `nil` where none does.
  fileprivate func dropHere(in network: Network) -> Int? {
    guard !changes.isEmpty, let place = nameForChange,
      let destination = try? model.destination(named: place, in: network)
    else { return nil }
    return changes.lastIndex { change in
      guard case .drop(let other) = change else { return false }
      return (try? model.destination(named: other, in: network)) == destination
    }
  }

  /// The name of the map or unit under the cursor, as changes have it; `nil` on softmax.
  var nameForChange: String? {
    guard let network = model.network, let layer else { return nil }
    let isTaken = network.index(ofLayerNamed: Network.inputPlace) != nil
    let name = layer == 0 && !isTaken ? Network.inputPlace : network.layers[layer].name
    guard hasMaps, depth < .unit else {
      return name + "[\(position.map(String.init).joined(separator: ","))]"
    }
    return "\(name)[:,:,\(cursor.channel)]"
  }

  /// The text that changes what is under the cursor: the weight of a selected product, else a number held in its place.
  fileprivate func textOfChange(at place: String) -> String {
    if depth == .unit, let (parameter, value) = selectedWeight {
      return Change.set(parameter: parameter, value).text
    }
    guard depth >= .map, isSelectionComputed, let value = explanation?.value, value.isFinite else {
      return "\(ChangeVerb.hold.rawValue) \(ChangeText.quoted(place)) "
    }
    let unit = depth == .unit ? place : placeName(ofUnitAt: position)
    return Change.hold(place: unit, value).text
  }

  private func placeName(ofUnitAt position: [Int]) -> String {
    guard let layer, let network = model.network else { return "" }
    return network.name(of: UnitAddress(layer: layer, position: position))
  }

  /// The parameter that the selected product multiplies by, and its number; `nil` where no one number is.
  private var selectedWeight: (String, Float)? {
    guard let layer, let trained = shown?.trace.trained, let term = selectedTerm,
      case .weightedSum(let sum)? = explanation?.form, sum.terms.indices.contains(term),
      let indices = trained.network.kernelPosition(ofTerm: term, of: sum, layer: layer, at: position)
    else { return nil }
    let address = trained.network.address(of: .kernel, ofLayer: layer)
    // Where the operation multiplies by something else than this number, it isn't the one to change.
    guard let kernel = trained.parameters[address], kernel.shape.contains(indices),
      kernel[position: indices].bitPattern == sum.terms[term].weight.bitPattern
    else { return nil }
    let list = indices.map(String.init).joined(separator: ",")
    return ("\(address.layer).\(address.name.text)[\(list)]", kernel[position: indices])
  }
}

extension ExplorerModel {
  /// The place that a change holds; `nil` of other changes.
  fileprivate func place(heldBy change: Change) -> Destination? {
    guard let network else { return nil }
    return switch change {
    case .drop(let place), .hold(let place, _): try? destination(named: place, in: network)
    case .paint, .shift, .flip, .swap, .picture, .set, .untrained, .weights, .filter, .read, .invert, .noise,
      .random:
      nil
    }
  }
}

extension Network {
  /// Where a term's weight stands in the kernel of a convolution or a dense layer; `nil` for other layers.
  fileprivate func kernelPosition(
    ofTerm term: Int, of sum: WeightedSum, layer: Int, at position: [Int]
  ) -> [Int]? {
    guard let unit = position.last else { return nil }
    if layers[layer].operation is Dense { return [term, unit] }
    guard let convolution = layers[layer].operation as? Conv2D, sum.termsPerChannel > 0 else { return nil }
    let (channel, place) = (term / sum.termsPerChannel, term % sum.termsPerChannel)
    let width = convolution.kernelSize.width
    return [place / width, place % width, channel, unit]
  }
}
