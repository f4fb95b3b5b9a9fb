import CellScreen
public import ConvNet
import Tensors

/// Whether a sum is shown a channel a line, because it has too many products to show at once.
public func isByChannel(_ sum: WeightedSum) -> Bool {
  sum.channels > 4
}

/// The channels of a sum in the order in which they are shown.
public func channelOrder(of sum: WeightedSum, _ order: TermOrder) -> [Int] {
  guard order == .bySize else { return Array(0..<sum.channels) }
  return indicesBySize((0..<sum.channels).map { sum.subtotal(ofChannel: $0) })
}

/// The indices of numbers, the largest magnitude first, of equal ones the first; what is not finite comes before
/// all others.
public func indicesBySize(_ values: [Double]) -> [Int] {
  let sizes = values.map { $0.isFinite ? $0.magnitude : .infinity }
  return sizes.indices.sorted { (sizes[$0], $1) > (sizes[$1], $0) }
}

/// The index of the largest product of a channel, among all terms of the sum.
public func largestTerm(of sum: WeightedSum, channel: Int) -> Int {
  let terms = sum.terms(ofChannel: channel)
  return terms.startIndex + (indicesBySize(terms.map(\.product)).first ?? 0)
}

/// The selected term of a sum: where the cursor is, else the largest product of the channel that counts most.
public func selectedTerm(of sum: WeightedSum, in state: ExplorerState) -> Int? {
  guard !sum.terms.isEmpty else { return nil }
  if let term = state.cursor.term, sum.terms.indices.contains(term) { return term }
  return sum.largestTerm
}

/// Whether the arrow keys move through the terms of a sum at unit depth; elsewhere they move the unit.
public func movesTerms(_ state: ExplorerState) -> Bool {
  if case .weightedSum? = state.explanation?.form { true } else { false }
}

/// At unit depth: through the terms of a sum; for other forms to the unit beside.
func moveInUnit(_ state: inout ExplorerState, _ direction: Action.Direction) {
  guard case .weightedSum(let sum)? = state.explanation?.form, let term = selectedTerm(of: sum, in: state)
  else {
    moveUnit(&state, direction)
    return
  }
  if isByChannel(sum) {
    moveByChannel(&state, sum, from: term, direction)
  } else {
    moveInPatch(&state, sum, from: term, direction)
  }
}

/// The unit beside, in a map or in a line.
private func moveUnit(_ state: inout ExplorerState, _ direction: Action.Direction) {
  guard state.hasMaps else {
    let run = flattenedRun(state) ?? 1
    let step =
      switch direction {
      case .up: -run
      case .down: run
      case .left: -1
      case .right: 1
      }
    let next = state.cursor.channel + step
    if (0..<state.channelCount).contains(next) { state.cursor.channel = next }
    return
  }
  moveInMap(&state, direction)
}

/// Through the products of a small patch: rows continue in the next channel.
private func moveInPatch(
  _ state: inout ExplorerState, _ sum: WeightedSum, from term: Int, _ direction: Action.Direction
) {
  let width = patchWidth(state) ?? 1
  let next =
    switch direction {
    case .up: term - width
    case .down: term + width
    case .left: term % width == 0 ? term : term - 1
    case .right: term % width == width - 1 ? term : term + 1
    }
  if sum.terms.indices.contains(next) { state.cursor.term = next }
}

/// Up and down through the channels as they are shown, left and right through a channel's products.
private func moveByChannel(
  _ state: inout ExplorerState, _ sum: WeightedSum, from term: Int, _ direction: Action.Direction
) {
  let order = channelOrder(of: sum, state.display.order)
  let channel = term / sum.termsPerChannel
  guard let place = order.firstIndex(of: channel) else { return }
  switch direction {
  case .up where place > 0: state.cursor.term = largestTerm(of: sum, channel: order[place - 1])
  case .down where place + 1 < order.count:
    state.cursor.term = largestTerm(of: sum, channel: order[place + 1])
  case .left where term % sum.termsPerChannel > 0: state.cursor.term = term - 1
  case .right where term % sum.termsPerChannel < sum.termsPerChannel - 1: state.cursor.term = term + 1
  default: break
  }
}

/// To the first or the last term as they are shown.
func goToEndOfTerms(_ state: inout ExplorerState, last: Bool) {
  guard case .weightedSum(let sum)? = state.explanation?.form else { return }
  let order = channelOrder(of: sum, isByChannel(sum) ? state.display.order : .byIndex)
  guard let channel = last ? order.last : order.first else { return }
  state.cursor.term = largestTerm(of: sum, channel: channel)
}

/// How many products stand in a row of a patch; `nil` for sums without a window.
public func patchWidth(_ state: ExplorerState) -> Int? {
  guard let layer = state.layer, let network = state.model.network else { return nil }
  return (network.layers[layer].kind as? Conv2D)?.kernelSize.width
}
