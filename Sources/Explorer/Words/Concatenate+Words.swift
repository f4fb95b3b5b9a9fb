import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Concatenate: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    let inputs = context.network.inputShapes(ofLayer: context.index)
    let axis = starts(of: inputs).axis
    let parts = inputs.map { String($0[axis]) }
    let total = context.output[axis]
    let what = context.output.name(ofAxis: axis)
    let extents = context.output.extents.enumerated().map { index, extent in
      index == axis && parts.count <= 8 ? parts.joined(separator: "+") : String(extent)
    }
    let tuple = extents.count == 1 ? "(\(extents[0]),)" : "(\(extents.joined(separator: ", ")))"
    let sum = parts.count <= 4 ? parts.joined(separator: " + ") + " = \(total) \(what)" : "\(total) \(what)"
    let shapes =
      inputs.count <= 3 ? inWords(inputs.map(\.description)) : "\(inputs[0]) and \(inputs.count - 1) more"
    let plain = [
      "\(countedNoun(inputs.count, "layer")) one behind the other: \(sum). Nothing is computed.",
      "\(countedNoun(inputs.count, "layer")) one behind the other. Nothing is computed.",
    ]
    let named = "\(inWords(context.inputNames)) one behind the other: \(sum). Nothing is computed."
    return LineWords(
      inputs.count <= 3 ? [named] + plain : plain,
      shape: "\(shapes) → \(tuple) = \(context.output)", parameters: nothingLearned)
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .axis else { return nil }
    let axis = starts(of: context.network.inputShapes(ofLayer: context.index)).axis
    return LineWords(
      "axis: the layers are put together along the \(context.output.name(ofAxis: axis)).",
      shape: words(in: context).shapeArithmetic)
  }

  /// Which input a position comes from, and the index along the axis that it has there.
  private func origin(of position: [Int], in context: LayerContext) -> (
    name: String, noun: String, index: Int
  ) {
    let (axis, starts) = starts(of: context.network.inputShapes(ofLayer: context.index))
    let input = starts.lastIndex { $0 <= position[axis] } ?? 0
    return (context.inputNames[input], context.output.noun(ofAxis: axis), position[axis] - starts[input])
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let (name, noun, index) = origin(of: [cursor.row, cursor.column, cursor.channel], in: context)
    return [
      "This cell comes from \(noun) \(index) of \(name): the same number. Nothing is computed.",
      "This cell comes from \(noun) \(index) of another layer.",
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    guard case .moved(let from) = explanation.form else { return UnitWords(words(in: context).sentences) }
    let (axis, starts) = starts(of: context.network.inputShapes(ofLayer: context.index))
    let start = starts[from.input]
    var letters = context.output.letters
    if start > 0 { letters[axis] += "−\(start)" }
    let name = context.inputNames[from.input]
    return context.words(
      of: explanation, letters: "in\(brackets(letters))", numbers: name + brackets(from.position),
      "The same number as in \(name); nothing is computed. Only the address changes.",
      "The same number. Only the address changes.")
  }
}
