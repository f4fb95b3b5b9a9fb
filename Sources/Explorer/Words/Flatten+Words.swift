import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Flatten: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    let input = context.input
    let count = NumberText.grouped(input.count)
    var shape = "\(input) → \(input.product) = \(context.output)"
    let goesByMap = order == .channelsFirst && input.rank == 3
    if goesByMap {
      shape += "   i = (channel·\(input[0]) + row)·\(input[1]) + column"
    } else if input.rank == 3 {
      shape += "   i = (row·\(input[1]) + column)·\(input[2]) + channel"
    }
    return LineWords(
      "The same \(count) numbers in one line. Nothing is computed; \(goesByMap ? "column" : "channel") runs fastest.",
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
    let index = explanation.position[0]
    let from = origin.position
    guard order == .channelsLast else {
      return unitWordsByMap(sentences, index: index, from: from, in: input)
    }
    let (width, channels) = (input[1], input[2])
    return UnitWords(
      sentences,
      formula: "i = (row·\(width)+col)·\(channels) + channel  row = i÷\(width * channels)  "
        + "col = i÷\(channels) mod \(width)  channel = i mod \(channels)",
      numbers: "\(index) = (\(from[0])·\(width)+\(from[1]))·\(channels) + \(from[2])   "
        + "\(index) ÷ \(channels) = \(index / channels) rest \(from[2]),   "
        + "\(index / channels) ÷ \(width) = \(from[0]) rest \(from[1])")
  }

  /// What is said of a number of a line that goes map by map.
  private func unitWordsByMap(_ sentences: [String], index: Int, from: [Int], in input: Shape) -> UnitWords {
    let (height, width) = (input[0], input[1])
    return UnitWords(
      sentences,
      formula: "i = (channel·\(height)+row)·\(width) + col  channel = i÷\(height * width)  "
        + "row = i÷\(width) mod \(height)  col = i mod \(width)",
      numbers: "\(index) = (\(from[2])·\(height)+\(from[0]))·\(width) + \(from[1])   "
        + "\(index) ÷ \(width) = \(index / width) rest \(from[1]),   "
        + "\(index / width) ÷ \(height) = \(from[2]) rest \(from[0])")
  }
}
