import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Permute: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    LineWords(
      "The axes change places: \(order(in: context)). Nothing is computed.",
      "The axes change places. Nothing is computed.",
      shape: context.shapes, parameters: nothingLearned)
  }

  /// Where the axes come from: `columns, rows, maps`.
  private func order(in context: LayerContext) -> String {
    "now " + axes.map { context.input.name(ofAxis: $0) }.joined(separator: ", ")
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .axis else { return nil }
    return LineWords(
      "Which axis of the input comes first, second and so on; the first is 1.",
      shape: context.shapes)
  }

  /// The position in the input of a position of the output.
  private func origin<Index>(of position: [Index]) -> [Index] {
    var origin = position
    for (index, axis) in zip(position, axes) { origin[axis] = index }
    return origin
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    [
      "This cell is the number that stood at \(brackets(origin(of: [cursor.row, cursor.column, cursor.channel])))."
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    context.words(
      of: explanation, letters: "in" + brackets(origin(of: context.output.letters)),
      numbers: context.inputNames[0] + brackets(origin(of: explanation.position)),
      "The same number; nothing is computed. Only the address changes.")
  }
}
