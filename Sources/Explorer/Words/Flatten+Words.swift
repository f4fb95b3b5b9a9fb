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
}
