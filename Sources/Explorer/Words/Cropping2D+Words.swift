import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Cropping2D: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    let input = context.input
    let minus = NumberText.minus
    return LineWords(
      "The sides of every map are cut off: \(border.inWords); the rest stays as it is.",
      "The sides of every map are cut off; the rest stays as it is.",
      shape: "\(input) → (\(input[0])\(minus)\(border.top)\(minus)\(border.bottom), "
        + "\(input[1])\(minus)\(border.left)\(minus)\(border.right), \(input[2])) = \(context.output)",
      parameters: nothingLearned)
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .cropping else { return nil }
    return LineWords(
      "\(border): rows cut off above \(border.top), below \(border.bottom); columns left \(border.left), right \(border.right).",
      shape: words(in: context).shapeArithmetic)
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let (row, column) = (cursor.row + border.top, cursor.column + border.left)
    return [
      "This cell is row \(row), column \(column) of \(context.nameOfInput(cursor.channel)), which was not cut off."
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    guard case .moved(let origin) = explanation.form else { return UnitWords([]) }
    return UnitWords(
      "The same number; nothing is computed. Only the address changes, because rows or columns are cut off.",
      "The same number; nothing is computed. Only the address changes.",
      formula: "out[u,v,w] = in[\(offset("u", border.top)), \(offset("v", border.left)), w]",
      numbers: "\(context.unit(explanation.position)) = in\(brackets(origin.position, separator: ", "))")
  }
}
