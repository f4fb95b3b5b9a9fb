import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension ActivationLayer: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    LineWords(activationFunction.sentences, shape: context.shapes, parameters: nothingLearned)
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .axis else { return nil }
    return LineWords(
      "The shares add up to 1 along the \(context.output.name(ofAxis: context.output.rank - 1)).",
      shape: context.shapes)
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let place = "row \(cursor.row), column \(cursor.column)"
    guard !activationFunction.worksOverAxis else {
      return ["This cell: \(activationFunction.title) over the \(context.output.channels) maps at \(place)."]
    }
    return [
      "This cell is \(activationFunction.title) of the number at \(place) of \(context.nameOfInput(cursor.channel)) before."
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    let before = context.number(explanation.preActivation)
    let name = activationFunction.title
    return context.words(
      of: explanation,
      letters: "f(in\(brackets(context.output.letters))),  f(x) = \(activationFunction.formula)",
      numbers: "f(\(before)) = \(NumberText.fixed(explanation.value, decimals: context.output.decimals))",
      activationFunction.worksOverAxis
        ? ["\(name) of this number and all others at its place. Nothing is learned."]
        : [
          "\(name) of one number, the one at the same place before. Nothing is learned.",
          "\(name) of the number at the same place before.",
        ])
  }
}
