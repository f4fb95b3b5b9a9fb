import ConvNet
import Tensors

/// Asks for a picture, unless it is there, on its way, or can't be shown.
func request(picture: Int, in state: inout ExplorerState) -> [Effect] {
  guard state.model.network != nil, state.pictures.indices.contains(picture) else { return [] }
  switch state.pictures[picture].status {
  case .working, .ready, .failed: return []
  case .waiting, .stopped: break
  }
  state.generation += 1
  state.pictures[picture].status = .working(generation: state.generation)
  return [.evaluate(picture: picture, generation: state.generation)]
}

/// Gives up the picture that is shown, where it is being evaluated.
func stopWorking(in state: inout ExplorerState, leaving status: PictureSlot.Status) -> [Effect] {
  guard state.isWorking else { return [] }
  state.pictures[state.picture].status = status
  return [.stop]
}

/// Goes to another picture, round the ends; one pass runs at a time, so the one before is given up.
func turn(by step: Int, in state: inout ExplorerState) -> [Effect] {
  let count = state.pictures.count
  guard count > 1 else {
    state.notice = "there is only one picture; name several on the command line"
    return []
  }
  let stopped = stopWorking(in: &state, leaving: .waiting)
  state.picture = ((state.picture + step) % count + count) % count
  state.playhead.hasArrived = false
  // What followed from the changes was of the picture before.
  let given: [Effect] = state.isChanging ? [.stopChange] : []
  state.changing.status = .none
  return stopped + given + request(picture: state.picture, in: &state) + requestChange(in: &state)
}

extension ExplorerState {
  /// Takes in a picture that was evaluated before there was a screen, and shows it.
  public mutating func receiveFirst(_ evaluation: Evaluation, picture: Int) {
    self.picture = picture
    pictures[picture].status = .ready(evaluation)
    placeCursors(in: &self, on: evaluation)
  }
}

/// How many numbers of pictures that are not shown are kept, so that turning back to them is quick.
private let keptNumbers = 1 << 26

/// Lets go of the passes of pictures that are farthest from the one that is shown, until few enough are kept.
private func forgetPictures(in state: inout ExplorerState) {
  let others = state.pictures.indices.filter { $0 != state.picture }
  var count = 0
  for picture in others.sorted(by: { abs($0 - state.picture) < abs($1 - state.picture) }) {
    guard case .ready(let evaluation) = state.pictures[picture].status else { continue }
    count += evaluation.numberCount
    if count > keptNumbers { state.pictures[picture].status = .waiting }
  }
}

/// Why a key can't do what takes the whole pass, while that is on its way.
let stillComputed = "the pass is still being computed"

/// Takes in what is computed of the picture that is shown, unless it was given up.
func receive(_ evaluation: Evaluation, generation: Int, in state: inout ExplorerState) {
  guard case .working(generation, _) = state.slot?.status else { return }
  state.pictures[state.picture].status = .working(generation: generation, soFar: evaluation)
  placeCursors(in: &state, on: evaluation)
}

/// Takes in a picture, unless a later request has overtaken it.
func receive(
  _ result: Result<Evaluation, Refusal>, picture: Int, generation: Int, in state: inout ExplorerState
) -> [Effect] {
  guard state.pictures.indices.contains(picture),
    case .working(generation, _) = state.pictures[picture].status
  else { return [] }
  if state.notice == stillComputed { state.notice = nil }
  switch result {
  case .success(let evaluation):
    state.pictures[picture].status = .ready(evaluation)
    forgetPictures(in: &state)
    placeCursors(in: &state, on: evaluation)
    return picture == state.picture ? requestChange(in: &state) : []
  case .failure(let failure):
    state.pictures[picture].status = .failed(failure.words)
    return []
  }
}

/// Puts every computed layer's cursor on its strongest map and that map's largest number, once.
private func placeCursors(in state: inout ExplorerState, on evaluation: Evaluation) {
  let (placed, computed) = (state.placedCursors, evaluation.trace.computedLayers)
  guard placed < computed else { return }
  state.placedCursors = computed
  // Whoever has gone somewhere before the numbers were there stays there.
  for (index, channel) in evaluation.strongestChannels.enumerated().dropFirst(placed)
  where state.foundCursors.indices.contains(index) && index != state.namedLine {
    let tensor = evaluation.trace.activations[index]
    if tensor.shape.rank == 3, tensor.shape.count > 0 {
      let plane = tensor.plane(channel: channel)
      let place = Statistics(plane.values).maximumIndex ?? 0
      state.foundCursors[index] = LayerCursor(
        channel: channel, row: place / plane.width, column: place % plane.width)
    } else {
      state.foundCursors[index] = LayerCursor(channel: Statistics(tensor.values).maximumIndex ?? 0)
    }
  }
  if let line = state.model.softmaxLine, let winner = evaluation.winner, line != state.namedLine {
    state.foundCursors[line] = LayerCursor(channel: winner)
  }
}
