import CellScreen
import ConvNet
import Tensors

/// What the way from a logit down to a pixel carries: found out once, when the pixel is reached.
struct Carried: Sendable {
  /// The units of the way, the logit first.
  let path: [UnitAddress]
  /// What is said of it, a sentence each.
  let sentences: [String]
}

extension ExplorerState {
  /// The most multiply-adds of a network whose paths are counted within a key.
  private static let mostMultiplyAdds = 1 << 24

  /// The units that one has followed one after the other from a number of the last layer down to a pixel; `nil` elsewhere.
  private var wayToPixel: [UnitAddress]? {
    guard let network = model.network, depth == .unit, layer == 0, isComplete,
      (model.multiplyAddsBefore.last ?? 0) <= Self.mostMultiplyAdds
    else { return nil }
    let places = history.reversed().prefix { $0.depth == .unit }.reversed() + [bookmark]
    let units = places.filter { network.layers.indices.contains($0.line) }.map {
      UnitAddress(layer: $0.line, position: $0.cursor.position(in: network.shapes[$0.line]))
    }
    let last = network.layers.count - 1
    guard let start = units.lastIndex(where: { $0.layer == last }), units.count > start + 1 else {
      return nil
    }
    return Array(units[start...])
  }

  /// Finds out what the way to the pixel under the cursor carries, unless that was done before.
  mutating func refreshCarried() {
    guard let path = wayToPixel, let trace = shown?.trace, trace.isPath(path) else {
      findings.carried = nil
      return
    }
    guard findings.carried?.path != path else { return }
    findings.carried = Carried(path: path, sentences: sentences(ofWay: path, in: trace))
  }

  private func sentences(ofWay path: [UnitAddress], in trace: Trace) -> [String] {
    let index = path.first?.position.last ?? 0
    let isNamed = model.classes.indices.contains(index)
    let owner = isNamed ? model.nameOfClass(index).truncated(to: 24).string : nil
    do {
      return try trace.share(ofPath: path).sentences(ofPath: path, in: trace, owner: owner)
    } catch {
      return [error.words(in: trace.network)]
    }
  }
}

extension Viewpoint {
  /// What is said of the way from a logit down to the pixel under the cursor, a sentence each; none elsewhere.
  public var sentencesOfWay: [String] { findings.carried?.sentences ?? [] }
}
