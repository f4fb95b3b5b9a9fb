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
  let sizes = values.enumerated().map { (size: $1.isFinite ? $1.magnitude : .infinity, index: $0) }
  return sizes.sorted { $0.size == $1.size ? $0.index < $1.index : $0.size > $1.size }.map(\.index)
}

/// The index of the largest product of a channel, among all terms of the sum.
public func largestTerm(of sum: WeightedSum, channel: Int) -> Int {
  let terms = sum.terms(ofChannel: channel)
  return terms.startIndex + (indicesBySize(terms.map(\.product)).first ?? 0)
}

/// The selected term of a sum: where the cursor is, else the largest product of the channel that counts most; the
/// first where none can be called the largest, or is known to be.
public func selectedTerm(of sum: WeightedSum, in state: some Viewpoint) -> Int? {
  guard !sum.terms.isEmpty else { return nil }
  if let term = state.cursor.term, sum.terms.indices.contains(term) { return term }
  if let term = state.listedTerms.first { return term }
  return state.isSelectionComputed ? sum.largestTerm ?? 0 : 0
}

/// The selected number of a merge: where the cursor is, else the one that gave the most.
public func selectedOperand(of merge: Merge, in state: some Viewpoint) -> Int {
  if let term = state.cursor.term, merge.operands.indices.contains(term) { return term }
  return state.isSelectionComputed ? merge.largestOperand ?? 0 : 0
}

/// Whether the arrow keys move through the terms of a sum or a merge at unit depth; elsewhere they move the unit.
public func movesTerms(_ state: some Viewpoint) -> Bool {
  switch state.explanation?.form {
  case .weightedSum, .merged: true
  case .given, .windowMaximum, .windowAverage, .moved, .padding, .elementwise, .held, nil: false
  }
}

/// Whether there is an order to choose: of a sum's terms, or of more classes than have a row.
func canOrder(_ state: ExplorerState) -> Bool {
  if state.depth == .unit, case .weightedSum? = state.explanation?.form { return true }
  return state.classList?.isLong == true
}

/// At unit depth: through the terms of a sum or a merge; for other forms to the unit beside.
func moveInUnit(_ state: inout ExplorerState, _ direction: Move.Direction) {
  switch state.explanation?.form {
  case .weightedSum(let sum):
    guard let term = state.selectedTerm else { return }
    if !state.listedTerms.isEmpty {
      moveInList(&state, from: term, direction)
    } else if isByChannel(sum) {
      moveByChannel(&state, sum, from: term, direction)
    } else {
      moveInPatch(&state, sum, from: term, direction)
    }
  case .merged(let merge):
    let isForwards = direction == .down || direction == .right
    let next = selectedOperand(of: merge, in: state) + (isForwards ? 1 : -1)
    if merge.operands.indices.contains(next) { state.cursor.term = next }
  case .given, .windowMaximum, .windowAverage, .moved, .padding, .elementwise, .held, nil:
    moveUnit(&state, direction)
  }
}

/// Through the products that have a list of their own, as they stand below each other.
private func moveInList(_ state: inout ExplorerState, from term: Int, _ direction: Move.Direction) {
  let terms = state.listedTerms
  let place = (terms.firstIndex(of: term) ?? -1) + direction.step(right: 1, down: 1)
  if terms.indices.contains(place) { state.cursor.term = terms[place] }
}

/// The unit beside, in a map or in a line.
private func moveUnit(_ state: inout ExplorerState, _ direction: Move.Direction) {
  guard !state.hasMaps else { return moveInMap(&state, direction) }
  let next = state.cursor.channel + direction.step(right: 1, down: flattenedRun(state) ?? 1)
  if (0..<state.channelCount).contains(next) { state.cursor.channel = next }
}

/// Through the products of a small patch: rows continue in the next channel.
private func moveInPatch(
  _ state: inout ExplorerState, _ sum: WeightedSum, from term: Int, _ direction: Move.Direction
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
  _ state: inout ExplorerState, _ sum: WeightedSum, from term: Int, _ direction: Move.Direction
) {
  let order = state.channels(state.display.order)
  let channel = term / sum.termsPerChannel
  guard let place = order.firstIndex(of: channel) else { return }
  let next =
    switch direction {
    case .up: place > 0 ? firstTerm(of: sum, channel: order[place - 1], in: state) : term
    case .down: place + 1 < order.count ? firstTerm(of: sum, channel: order[place + 1], in: state) : term
    case .left: term % sum.termsPerChannel > 0 ? term - 1 : term
    case .right: term % sum.termsPerChannel < sum.termsPerChannel - 1 ? term + 1 : term
    }
  if next != term { state.cursor.term = next }
}

/// The term of a channel that is selected first: its largest product, once that is known.
private func firstTerm(of sum: WeightedSum, channel: Int, in state: some Viewpoint) -> Int {
  state.isSelectionComputed ? largestTerm(of: sum, channel: channel) : channel * sum.termsPerChannel
}

/// To the first or the last term as they are shown.
func goToEndOfTerms(_ state: inout ExplorerState, last: Bool) {
  if case .merged(let merge)? = state.explanation?.form {
    state.cursor.term = last ? merge.operands.count - 1 : 0
  }
  guard case .weightedSum(let sum)? = state.explanation?.form else { return }
  if let end = last ? state.listedTerms.last : state.listedTerms.first {
    state.cursor.term = end
    return
  }
  let order = state.channels(isByChannel(sum) ? state.display.order : .byIndex)
  guard let channel = last ? order.last : order.first else { return }
  state.cursor.term = firstTerm(of: sum, channel: channel, in: state)
}

/// How many products stand in a row of a patch; `nil` for sums without a patch.
public func patchWidth(_ state: some Viewpoint) -> Int? {
  guard let layer = state.layer, case .weightedSum(let sum)? = state.explanation?.form else { return nil }
  return state.model.network?.patchSize(ofLayer: layer, sum)?.width
}

extension Network {
  /// The rows and columns of the patch of a layer's sums: its window's, the kernel's that spreads numbers, or four
  /// neighbours that are blended; `nil` for sums without a patch.
  public func patchSize(ofLayer index: Int, _ sum: WeightedSum) -> Size2D? {
    guard let input = inputShapes(ofLayer: index).first else { return nil }
    if let grid = layers[index].operation.grid(over: input) {
      return Size2D(height: grid.rows.windowExtent, width: grid.columns.windowExtent)
    }
    if let transposed = layers[index].operation as? Conv2DTranspose { return transposed.kernelSize }
    return sum.termsPerChannel == 4 ? Size2D(square: 2) : nil
  }
}

extension WeightedSum {
  /// The input's map that a channel of the sum reads; with groups, or a map apart, these are not the same numbers.
  public func map(ofChannel channel: Int) -> Int {
    terms(ofChannel: channel).first?.position.last ?? channel
  }
}
