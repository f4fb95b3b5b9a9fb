import CellScreen
import ConvNet
import Tensors

extension MisreadFault {
  /// Why a layer of a network would stop, as the end of a sentence: `its 3×3 window does not fit on a 2×2 map`.
  func reason(ofLayer index: Int, in network: Network) -> String {
    switch self {
    case .layer(.windowTooLarge(let window, let input)):
      return "its \(window.height)×\(window.width) window does not fit on a \(input[0])×\(input[1]) map"
    case .layer: return "what arrives does not fit it"
    case .learned(let name, let learned, let wanted, _):
      guard name == .kernel, let (has, arrives, noun) = counts(learned, wanted, network.layers[index]) else {
        return "its \(DisplayText(name.text)) is \(learned), and \(wanted) would be needed"
      }
      let arriving = "\(NumberText.grouped(arrives)) \(arrives == 1 ? "arrives" : "arrive")"
      return "it has learned for \(countedNoun(has, noun)), and \(arriving)"
    case .wider(let wanted, let found):
      return "\(found) is the side that arrives, and no window makes it \(wanted)"
    }
  }

  /// The same in at most 14 columns: `2−3+1 = 0`.
  func formula(ofLayer index: Int, in network: Network) -> String {
    switch self {
    case .layer(.windowTooLarge(let window, let input)):
      let isRow = window.height > input[0]
      let (extent, reach) = isRow ? (input[0], window.height) : (input[1], window.width)
      return "\(extent)−\(reach)+1 = \(NumberText.grouped(extent - reach + 1))"
    case .layer: return "?"
    case .learned(let name, let learned, let wanted, _):
      guard name == .kernel, let (has, arrives, _) = counts(learned, wanted, network.layers[index]) else {
        return "≠ \(learned)"
      }
      return "\(NumberText.grouped(arrives)) ≠ \(NumberText.grouped(has))"
    case .wider(let wanted, let found): return "\(wanted) > \(found)"
    }
  }

  /// For how many channels or numbers a kernel was learned, how many arrive, and what they are.
  private func counts(_ learned: Shape, _ wanted: Shape, _ layer: Layer) -> (Int, Int, String)? {
    let isDense = layer.operation is Dense
    let axis = isDense ? 0 : 2
    guard learned.rank > axis, wanted.rank > axis, learned[axis] != wanted[axis] else { return nil }
    return (learned[axis], wanted[axis], isDense ? "number" : "channel")
  }
}
