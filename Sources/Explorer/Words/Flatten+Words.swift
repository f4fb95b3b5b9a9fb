import CellScreen
import ConvNet
import Tensors

extension Flatten: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    let input = context.input
    let count = NumberText.grouped(input.count)
    let product = input.extents.map(String.init).joined(separator: "·")
    var shape = "\(input) → \(product) = \(context.output)"
    if input.rank == 3 { shape += "   i = (row·\(input[1]) + column)·\(input[2]) + channel" }
    return LineWords(
      [
        "The same \(count) numbers in one line. Nothing is computed; channel runs fastest.",
        "The same \(count) numbers in one line. Nothing is computed.",
      ],
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
    let (width, channels) = (input[1], input[2])
    return UnitWords(
      sentences,
      formula: "i = (row·\(width)+col)·\(channels) + channel  row = i÷\(width * channels)  "
        + "col = i÷\(channels) mod \(width)  channel = i mod \(channels)",
      numbers: "\(index) = (\(from[0])·\(width)+\(from[1]))·\(channels) + \(from[2])   "
        + "\(index) ÷ \(channels) = \(index / channels) rest \(from[2]),   "
        + "\(index / channels) ÷ \(width) = \(from[0]) rest \(from[1])")
  }
}
