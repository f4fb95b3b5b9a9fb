public import ConvNet
import Tensors

/// The playhead: how far the pass is shown, and how it goes on.
///
/// Stepping is a position, not a mode: at the end everything is computed, and every key works as ever.
public struct Playhead: Equatable, Sendable {
  /// The place in the pass; `nil` at its end.
  public var position: Position?
  /// The place that was left for the end, to which a step back returns; `nil` where steps led to the end.
  var left: Left?
  /// Whether steps have led to the end of the pass.
  public internal(set) var hasArrived = false
  /// How far a step goes.
  public var size = StepSize.layer
  /// Whether steps follow of themselves.
  public var isPlaying = false
  /// Steps a second while playing.
  public var speed = 1

  /// A place in the pass as it was shown.
  struct Left: Equatable {
    let position: Position
    /// Whether the unit that comes next was shown, without any of its steps.
    let isEmptied: Bool
  }

  /// Makes a playhead at the end of the pass.
  public init() {}

  /// The speed that suits a size: slow enough to follow each step.
  static func speed(for size: StepSize) -> Int {
    switch size {
    case .product: 2
    case .unit, .row, .map: 4
    case .layer: 1
    }
  }

  /// The most steps a second; beyond some 30 several are made at once.
  static let fastest = 4_096
}

extension ExplorerState {
  /// Seconds from one tick of a playing pass to the next, or for which a second press is waited for; `nil` while nothing
  /// plays and nobody waits.
  public var tickInterval: Double? {
    guard playhead.isPlaying else { return awaitsSecondPress ? 2 : nil }
    return max(1.0 / 30, 1 / Double(playhead.speed))
  }
}

/// Steps, plays and pauses.
func step(_ state: inout ExplorerState, _ stepping: Stepping) {
  guard let evaluation = state.evaluation else {
    return state.refuse(state.isWorking ? stillComputed : "there is no pass to step through")
  }
  switch stepping {
  case .toggle: toggleStepping(&state, evaluation.trace.network)
  case .by(let steps):
    state.playhead.isPlaying = false
    move(&state, evaluation, by: steps)
  case .togglePlaying: togglePlaying(&state, evaluation)
  case .size(let change): changeSize(&state, by: change)
  case .speed(let change): changeSpeed(&state, by: change)
  }
}

/// Goes on in a playing pass, by as many steps as the time since the last ones stands for.
func tick(_ state: inout ExplorerState) {
  if state.awaitsSecondPress, !state.playhead.isPlaying {
    state.awaitsSecondPress = false
    return clearWords(&state)
  }
  guard let evaluation = state.evaluation, let interval = state.tickInterval else { return }
  move(&state, evaluation, by: max(1, Int(Double(state.playhead.speed) * interval)))
}

/// To the start of what is selected, with a size that suits the depth; or back to the end.
private func toggleStepping(_ state: inout ExplorerState, _ network: Network) {
  guard !state.isStepping else {
    // Whoever goes back is where he was, with the steps that he made.
    let (size, speed) = (state.playhead.size, state.playhead.speed)
    let left = state.playhead.position.map { position in
      let unit = position.term == 0 ? network.unit(at: position) : nil
      return Playhead.Left(
        position: position, isEmptied: unit?.layer == state.layer && unit?.position == state.position)
    }
    state.playhead = Playhead()
    (state.playhead.size, state.playhead.speed, state.playhead.left) = (size, speed, left)
    return
  }
  let layer = min(max(1, state.line), network.layers.count - 1)
  // What was looked at stays where it is; elsewhere a cursor could tell what is not computed yet.
  if state.depth > .layer { state.choose(state.cursor, ofLine: state.line) }
  state.playhead = Playhead()
  state.playhead.size =
    switch state.depth {
    case .network: .layer
    case .layer: state.hasMaps ? .map : .unit
    case .map: .unit
    case .unit: .product
    }
  state.playhead.speed = Playhead.speed(for: state.playhead.size)
  let start = start(of: state, layer: layer, network)
  state.playhead.position = state.startOfHidden.map { min($0, start) } ?? start
  if state.depth == .unit { state.cursor.term = 0 }
}

/// The place in the pass where the selected layer, map or unit begins.
private func start(of state: ExplorerState, layer: Int, _ network: Network) -> Position {
  guard state.layer == layer, state.depth > .layer else { return Position(layer: layer) }
  var position = state.position
  if state.depth == .map { position[0...1] = [0, 0] }
  return network.position(before: UnitAddress(layer: layer, position: position))
}

/// Some steps on, or back; the cursor goes along.
private func move(_ state: inout ExplorerState, _ evaluation: Evaluation, by steps: Int) {
  let network = evaluation.trace.network
  let before = state.passPosition ?? network.end
  if !state.isStepping, steps > 0 {
    state.notice = state.hidesAnswer ? HidingWords.end : "everything is computed; s starts again, N goes back"
    state.playhead.isPlaying = false
    return
  }
  if !state.isStepping, let left = state.playhead.left {
    state.playhead.position = left.position
    state.playhead.left = nil
    return follow(left.position, isEmptied: left.isEmptied, &state, network)
  }
  let size = state.playhead.size
  var position = before
  if steps > 0 {
    for _ in 0..<steps where position < network.end { position = network.boundary(after: position, by: size) }
  } else {
    for _ in 0..<(-steps) { position = network.boundary(before: position, by: size) }
  }
  if let limit = state.startOfHidden, position > limit {
    (position, state.playhead.isPlaying, state.notice) = (limit, false, HidingWords.end)
    guard position > before else { return }
  }
  let isAtEnd = position == network.end
  state.playhead.position = isAtEnd ? nil : position
  state.playhead.hasArrived = isAtEnd
  if isAtEnd {
    state.playhead.isPlaying = false
    state.notice = "the pass is at its end"
  }
  if steps < 0, position == before { state.notice = "the pass is at its start" }
  // All of a unit taken back, the unit stays without any, rather than giving way to the one before.
  let isEmptied = steps < 0 && size <= .unit && position.term == 0
  follow(position, isEmptied: isEmptied, &state, network)
}

/// Puts the cursor on the unit that the last step completed, or that is in progress or was emptied.
private func follow(
  _ position: Position, isEmptied: Bool, _ state: inout ExplorerState, _ network: Network
) {
  // At the start of a layer, the last unit of the one before it is what was completed.
  let isInside = position.unit > 0 || position.term > 0 || isEmptied
  let layer = isInside ? position.layer : position.layer - 1
  // Softmax is no layer: while the logits that it reads are computed, its line stays.
  let staysOnSoftmax = state.isOnSoftmax && layer == network.layers.count - 1
  if layer != state.line, !staysOnSoftmax {
    state.line = layer
    state.token = nil
    if state.depth == .map, !state.hasMaps { state.depth = .layer }
  }
  guard layer > 0, isInside || state.playhead.size < .layer else { return }
  let isInProgress = position.term > 0 || isEmptied
  let index = isInProgress ? position.unit : isInside ? position.unit - 1 : network.shapes[layer].count - 1
  let unit = network.unit(atPassIndex: max(0, index), inLayer: layer)
  state.cursor = LayerCursor(unit.position, in: network.shapes[layer])
  guard state.playhead.size == .product else { return }
  // While bias and activation function follow, the last product stays selected.
  let terms = network.steps(ofUnitInLayer: layer).terms
  guard terms > 0 else { return }
  state.cursor.term = isInProgress ? min(max(0, position.term - 1), terms - 1) : terms - 1
}

private func togglePlaying(_ state: inout ExplorerState, _ evaluation: Evaluation) {
  if !state.playhead.isPlaying, !state.isStepping { toggleStepping(&state, evaluation.trace.network) }
  state.playhead.isPlaying.toggle()
}

private func changeSize(_ state: inout ExplorerState, by change: Int) {
  let sizes = StepSize.allCases
  let index = state.playhead.size.rawValue + change
  guard sizes.indices.contains(index) else {
    return state.refuse(change > 0 ? "a layer is the largest step" : "a product is the smallest step")
  }
  state.playhead.size = sizes[index]
  state.playhead.speed = Playhead.speed(for: sizes[index])
}

private func changeSpeed(_ state: inout ExplorerState, by change: Int) {
  let speed = change > 0 ? state.playhead.speed * 2 : state.playhead.speed / 2
  guard (1...Playhead.fastest).contains(speed) else {
    return state.refuse(change > 0 ? "this is the fastest" : "this is the slowest; n makes single steps")
  }
  state.playhead.speed = speed
}
