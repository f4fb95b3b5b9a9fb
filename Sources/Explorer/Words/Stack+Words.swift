import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Stack: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    let shapes = context.network.inputShapes(ofLayer: context.index)
    let axis = axis(of: context.input)
    let what = context.output.name(ofAxis: axis)
    let names = context.inputNames
    let counted =
      "\(countedNoun(names.count, "layer")) side by side along a new axis: \(names.count) \(what)."
    return LineWords(
      (names.count <= 4 ? ["\(inWords(names)) become \(names.count) \(what). Nothing is computed."] : [])
        + ["\(counted) Nothing is computed.", counted],
      shape: "\(countedNoun(shapes.count, "time")) \(context.input) → \(context.output)",
      parameters: nothingLearned)
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .axis else { return nil }
    return LineWords(
      "axis: where the new axis stands, here the \(context.output.name(ofAxis: axis(of: context.input))).",
      shape: words(in: context).shapeArithmetic)
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    var origin = [cursor.row, cursor.column, cursor.channel]
    let input = origin.remove(at: axis(of: context.input))
    return [
      "This cell comes from \(context.inputNames[input])\(brackets(origin)): the same number. Nothing is computed.",
      "This cell comes from another layer: the same number.",
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    guard case .moved(let from) = explanation.form else { return UnitWords(words(in: context).sentences) }
    var letters = context.output.letters
    letters.remove(at: axis(of: context.input))
    let name = context.inputNames[from.input]
    return context.words(
      of: explanation, letters: "in" + brackets(letters), numbers: name + brackets(from.position),
      "The same number as in \(name); nothing is computed. Only the address changes.",
      "The same number. Only the address changes.")
  }
}
