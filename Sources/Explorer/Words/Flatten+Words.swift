import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Flatten: DescribedLayer {
  /// Whether the numbers come map by map.
  private var goesByMap: Bool { order == .channelsFirst }

  /// The axes of maps from the slowest to the fastest, and the extents of the last two.
  private func axes(of input: Shape) -> (names: [String], middle: Int, fastest: Int) {
    goesByMap
      ? (["channel", "row", "column"], input[0], input[1])
      : (["row", "column", "channel"], input[1], input[2])
  }

  func words(in context: LayerContext) -> LineWords {
    let input = context.input
    let count = NumberText.grouped(input.count)
    var shape = "\(input) → \(input.product) = \(context.output)"
    if input.rank == 3 {
      let (names, middle, fastest) = axes(of: input)
      shape += "   i = (\(names[0])·\(middle) + \(names[1]))·\(fastest) + \(names[2])"
    }
    let last = goesByMap && input.rank == 3 ? "column" : "channel"
    return LineWords(
      "The same \(count) numbers in one line. Nothing is computed; \(last) runs fastest.",
      "The same \(count) numbers in one line. Nothing is computed.",
      shape: shape)
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    let input = context.input
    let same = "The same \(NumberText.grouped(input.count)) numbers in one line"
    let sentences = [
      "\(same); nothing is computed. Only the address changes.", "\(same). Only the address changes.",
    ]
    guard input.rank == 3, case .moved(let origin) = explanation.form else { return UnitWords(sentences) }
    let (axes, middle, fastest) = axes(of: input)
    let names = axes.map { $0 == "column" ? "col" : $0 }
    let place = (goesByMap ? [2, 0, 1] : [0, 1, 2]).map { origin.position[$0] }
    let index = explanation.position[0]
    return UnitWords(
      sentences,
      formula: "i = (\(names[0])·\(middle)+\(names[1]))·\(fastest) + \(names[2])   "
        + "i ÷ \(middle * fastest) = \(names[0]) rest r,  r ÷ \(fastest) = \(names[1]) rest \(names[2])",
      numbers: "\(index) = (\(place[0])·\(middle)+\(place[1]))·\(fastest) + \(place[2])   "
        + "\(index) ÷ \(middle * fastest) = \(place[0]) rest \(index % (middle * fastest)),  "
        + "\(index % (middle * fastest)) ÷ \(fastest) = \(place[1]) rest \(place[2])")
  }
}
