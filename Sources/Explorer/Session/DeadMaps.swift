import CellScreen
import Tensors

extension Evaluation {
  /// Whether all numbers of a computed feature map are exactly 0.
  ///
  /// - Precondition: The layer has feature maps, and this is one of them.
  public func isAllZero(channel: Int, ofLayer layer: Int, beforeActivation: Bool) -> Bool {
    let numbers = numbers(ofLayer: layer, beforeActivation: beforeActivation)
    guard numbers.statistics.count > 0, numbers.magnitudes[channel] == 0 else { return false }
    guard numbers.statistics.nonFiniteCount > 0 else { return true }
    let plane = planes(
      ofLayer: layer, beforeActivation: beforeActivation, channels: channel..<channel + 1, shrunkBy: 1)[0]
    return Statistics(plane.values).isAllZero
  }
}

extension Viewpoint {
  /// The maps of the selected layer whose numbers, as they are shown, are all exactly 0: the dead ones; none as long as the
  /// layer is not computed.
  public var deadMaps: [Int] {
    guard let layer, hasMaps, let shown, isComputed(line: layer) else { return [] }
    return (0..<channelCount).filter {
      shown.isAllZero(channel: $0, ofLayer: layer, beforeActivation: isBeforeActivation)
    }
  }
}

/// Goes to the next map of the selected layer that is all 0, round the end, and says which there are.
///
/// - Throws: `Refusal` where there is none, or nobody knows yet.
func goToDeadMap(_ state: inout ExplorerState) throws(Refusal) {
  let name = state.layer.map { state.model.lines[$0].name.truncated(to: 20).string } ?? "softmax"
  guard state.hasMaps else { throw Refusal("\(name) has no maps") }
  guard state.shown != nil, state.isComputed(line: state.line) else {
    throw Refusal("\(name) is not yet computed")
  }
  let dead = state.deadMaps
  guard let next = dead.first(where: { $0 > state.cursor.channel }) ?? dead.first else {
    throw Refusal("no map of \(name) is all 0 here")
  }
  if next != state.cursor.channel { navigate(&state, .channel(by: next - state.cursor.channel)) }
  let verb = dead.count == 1 ? "is" : "are"
  let maps = dead.count <= 6 ? counted("map", dead) : "\(dead.count) of \(state.channelCount) maps"
  state.report = "\(maps) \(verb) all 0 here"
}
