import CellScreen
import ConvNet
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

extension ExplorerState {
  /// Which other layers have maps that are all 0, as the rest of a sentence; empty where none is known to have.
  fileprivate var layersWithDeadMaps: String {
    guard let shown, let network = model.network else { return "" }
    let others = network.layers.indices.filter { index in
      guard index != line, network.shapes[index].rank == 3, isComputed(line: index) else { return false }
      return (0..<network.shapes[index].channels).contains {
        shown.isAllZero(channel: $0, ofLayer: index, beforeActivation: false)
      }
    }
    guard !others.isEmpty else { return "" }
    let names = others.prefix(3).map { model.lines[$0].name.truncated(to: 20).string }.joined(separator: ", ")
    let more = others.count > 3 ? " …" : ""
    return "; \(names)\(more) \(others.count == 1 ? "has" : "have") some"
  }
}

/// The command that goes through the maps that are all 0.
let deadCommand = "dead"

/// Goes to the next map of the selected layer that is all 0, round the end, and says which there are, or why there is none.
func goToDeadMap(_ state: inout ExplorerState) {
  let name = state.layer.map { state.model.lines[$0].name.truncated(to: 20).string } ?? "softmax"
  guard state.hasMaps else { return state.refuse("\(name) has no maps") }
  guard state.evaluation != nil || state.isWorking else { return state.refuse("there is no pass to look at") }
  guard state.shown != nil, state.isComputed(line: state.line) else {
    return state.refuse(state.isWorking ? stillComputed : "\(name) is not yet computed")
  }
  let dead = state.deadMaps
  guard let next = dead.first(where: { $0 > state.cursor.channel }) ?? dead.first else {
    return state.refuse("no map of \(name) is all 0 here" + state.layersWithDeadMaps)
  }
  if next != state.cursor.channel { navigate(&state, .channel(by: next - state.cursor.channel)) }
  guard dead.count > 1 else {
    state.report = "map \(next) is all 0 here"
    return
  }
  let (columns, all) = (state.columns, state.channelCount)
  state.report = state.repertoire.whileWriting {
    let wordings = [counted("map", dead), "\(dead.count) of \(all) maps"]
      .map { "map \(next)\(Repertoire.separator)\($0) are all 0 here" }
    return wordings.first { DisplayText.width(of: $0) <= columns } ?? wordings[1]
  }
}
