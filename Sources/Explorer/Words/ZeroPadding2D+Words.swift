import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension ZeroPadding2D: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    let input = context.input
    return LineWords(
      "A border of zeros is put around every map: \(border.inWords).",
      "A border of zeros around every map.",
      shape:
        "\(input) → (\(input[0])+\(border.top)+\(border.bottom), \(input[1])+\(border.left)+\(border.right), "
        + "\(input[2])) = \(context.output)",
      parameters: nothingLearned)
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .border else { return nil }
    return LineWords(
      "\(border): rows of zeros above \(border.top), below \(border.bottom); columns left \(border.left), right \(border.right).",
      shape: words(in: context).shapeArithmetic)
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let (row, column) = (cursor.row - border.top, cursor.column - border.left)
    guard (0..<context.input[0]).contains(row), (0..<context.input[1]).contains(column) else {
      return ["This cell is a 0 of the border; it comes from no number."]
    }
    return [
      "This cell is row \(row), column \(column) of \(context.nameOfInput(cursor.channel)), moved inside the border."
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    let left = context.unit(explanation.position) + " = "
    let formula =
      "out[u,v,w] = in[\(offset("u", -border.top)), \(offset("v", -border.left)), w], 0 in the border"
    guard case .moved(let origin) = explanation.form else {
      return UnitWords(
        "This number belongs to the border: it is 0, whatever the picture is. Nothing is computed.",
        "This number belongs to the border: it is 0. Nothing is computed.",
        formula: formula, numbers: left + "0")
    }
    return UnitWords(
      "The same number, moved by the border; nothing is computed. Only the address changes.",
      "The same number; nothing is computed. Only the address changes.",
      formula: formula,
      numbers: left + "in" + brackets(origin.position, separator: ", "))
  }
}

extension Border {
  /// The rows and columns counted: `1 row above, 1 row below, 2 columns left and 2 right`.
  var inWords: String {
    "\(countedNoun(top, "row")) above, \(bottom) below, \(countedNoun(left, "column")) left, \(right) right"
  }
}

/// An index moved by a number: `u`, `u+2`, `u−1`.
func offset(_ letter: String, _ distance: Int) -> String {
  distance == 0 ? letter : letter + (distance < 0 ? NumberText.minus : "+") + "\(abs(distance))"
}
