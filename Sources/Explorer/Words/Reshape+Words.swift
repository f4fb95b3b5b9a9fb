import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Reshape: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    let count = NumberText.grouped(context.input.count)
    return LineWords(
      "The same \(count) numbers in the same order under another shape. Nothing is computed.",
      "The same \(count) numbers under another shape. Nothing is computed.",
      shape: "\(context.input) → \(context.output)   \(context.input.product) = \(context.output.product)",
      parameters: nothingLearned)
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .targetShape else { return nil }
    let rest =
      targetShape.contains(-1)
      ? "-1 becomes what is left: the counts must be equal." : "The counts must be equal."
    return LineWords(
      ["The shape out, in the order that all shapes here have. " + rest, "The shape out. " + rest],
      shape:
        "\(context.input.product) = \(context.output.product) = \(NumberText.grouped(context.input.count))")
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let offset = context.output.offset(of: [cursor.row, cursor.column, cursor.channel])
    let origin = brackets(context.input.indices(ofOffset: offset))
    return [
      "This cell is number \(NumberText.grouped(offset)) in the order of both shapes; before it stood at \(origin).",
      "This cell is number \(NumberText.grouped(offset)) in the order of both shapes.",
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    guard case .moved(let from) = explanation.form else { return UnitWords(words(in: context).sentences) }
    let offset = NumberText.grouped(context.input.offset(of: from.position))
    return context.words(
      of: explanation, letters: "the number with the same index i, last axis fastest",
      numbers: context.inputNames[0] + brackets(from.position) + ",  i = \(offset)",
      "The same number; nothing is computed. Only the address changes.")
  }
}
