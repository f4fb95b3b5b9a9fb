import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Slice: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    let parts = zip(axes, context.input.extents).enumerated().compactMap { index, part in
      part.0.words(of: context.input, axis: index, extent: part.1)
    }
    let kept = parts.isEmpty ? "everything" : inWords(parts)
    return LineWords(
      [
        "Kept: \(kept). Nothing is computed.", "A part is kept, in an order of its own. Nothing is computed.",
      ],
      shape: context.shapes, parameters: nothingLearned)
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .part else { return nil }
    return LineWords(
      "Axis by axis: from : to, which is left out : step; a step below 0 goes backwards; a single index picks.",
      "Axis by axis: from : to : step; a single index picks.",
      shape: context.shapes)
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let origin = origin(of: Array([cursor.row, cursor.column, cursor.channel].prefix(context.output.rank)))
    return ["This cell is the number that stood at \(brackets(origin))."]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    var rest = context.output.letters[...]
    let letters = axes.map { axis in axis.letters(rest: &rest) }
    return context.words(
      of: explanation, letters: "in" + brackets(letters),
      numbers: context.inputNames[0] + brackets(origin(of: explanation.position)),
      "The same number; nothing is computed. Only the address changes.")
  }
}

extension Slice.Axis {
  /// What is kept of an axis: `rows 1 to 6`, `every 2nd column`, `maps 2, 1, 0`; `nil` where all of it is.
  fileprivate func words(of input: Shape, axis: Int, extent: Int) -> String? {
    guard !isWhole(extent) else { return nil }
    let (noun, nouns) = (input.noun(ofAxis: axis), input.name(ofAxis: axis))
    if isPicked || count == 1 { return "\(noun) \(first)" }
    let last = first + step * (count - 1)
    if step == 1 { return "\(nouns) \(first) to \(last)" }
    if step == -1, count > 4 { return "\(nouns) \(first) down to \(last)" }
    if count <= 4 {
      return "\(nouns) " + (0..<count).map { "\(first + step * $0)" }.joined(separator: ", ")
    }
    return "\(nouns) \(first), \(first + step) … \(last)"
  }

  /// The index of the input in letters of the output's: `u+1`, `2·v`, `2−w`.
  fileprivate func letters(rest: inout ArraySlice<String>) -> String {
    guard !isPicked, let letter = rest.popFirst() else { return "\(first)" }
    let scaled = step.magnitude == 1 ? letter : "\(step.magnitude)·\(letter)"
    if step < 0 { return "\(first)−\(scaled)" }
    return first == 0 ? scaled : "\(scaled)+\(first)"
  }
}
