import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension PReLU: DescribedLayer {
  private func alphaShape(in context: LayerContext) -> Shape { context.parameters[.alpha].shape }

  func words(in context: LayerContext) -> LineWords {
    let slopes = countedNoun(alphaShape(in: context).count, "slope")
    return LineWords(
      "Below 0 a number is multiplied by a learned slope, from 0 on it stays: \(slopes), number by number.",
      "Below 0 a number is multiplied by a learned slope; from 0 on it stays.",
      shape: context.shapes,
      parameters: "\(alphaShape(in: context).product) = \(NumberText.grouped(context.parameterCount))")
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .axis else { return nil }
    let shared = sharedAxes.filter { (1...context.input.rank).contains($0) }
    let names = inWords(shared.map { context.input.name(ofAxis: $0 - 1) })
    return LineWords(
      "shared_axes: all \(names) share a slope, so there are \(NumberText.grouped(alphaShape(in: context).count)).",
      shape: "slopes: \(alphaShape(in: context))")
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let slope = slope(at: [cursor.row, cursor.column, cursor.channel], of: context.input, context.parameters)
    return [
      "This cell is the number at the same place before, times \(NumberText.fixed(slope, decimals: 4)) if below 0."
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    guard case .elementwise(let way) = explanation.form else {
      return UnitWords(words(in: context).sentences)
    }
    let letters = context.output.letters
    let own = brackets(zip(letters, alphaShape(in: context).extents).map { $1 == 1 ? "0" : $0 })
    let input = context.number(way.input)
    let slope = NumberText.fixed(
      slope(at: explanation.position, of: context.input, context.parameters), decimals: 4)
    return context.words(
      of: explanation, letters: "in\(brackets(letters)) · α\(own) below 0, in\(brackets(letters)) from 0 on",
      numbers: way.input < 0 ? "\(input) · \(slope)" : input,
      way.input < 0
        ? "The number is below 0: it is multiplied by its learned slope."
        : "The number is not below 0: it stays, whatever its slope.")
  }
}
