import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension BatchNormalization: DescribedLayer {
  private var learned: String { (usesGamma ? " · γ" : "") + (usesBeta ? " + β" : "") }

  /// What has numbers of its own: `map`, `row`.
  private func noun(in context: LayerContext) -> String {
    context.input.noun(ofAxis: axis(of: context.input))
  }

  func words(in context: LayerContext) -> LineWords {
    let noun = noun(in: context)
    let then = learned.isEmpty ? "" : ", then\(learned)"
    let parts = 2 + (usesGamma ? 1 : 0) + (usesBeta ? 1 : 0)
    let count = context.parameterCount
    return LineWords(
      "Every \(noun) less its mean, divided by its spread\(then): \(parts) numbers a \(noun), from training.",
      "Every \(noun) less its mean, divided by its spread\(then).",
      shape: context.shapes,
      parameters: "\(parts)·\(count / parts) = \(NumberText.grouped(count))")
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    switch meaning {
    case .axis:
      return LineWords(
        "axis: every \(noun(in: context)) has a mean and a spread of its own.", shape: context.shapes)
    case .epsilon: return epsilonWords(epsilon)
    default: return missingScaling(meaning)
    }
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let index = [cursor.row, cursor.column, cursor.channel][axis(of: context.input)]
    let name = "\(noun(in: context)) \(index)"
    let mean = Double(context.parameters[.movingMean].values[index])
    let spread = (Double(context.parameters[.movingVariance].values[index]) + epsilon).squareRoot()
    let numbers = [mean, spread].map { NumberText.steady($0, decimals: 4) }
    return [
      "This cell: the number before, less \(name)'s mean \(numbers[0]), ÷ its spread \(numbers[1]).",
      "This cell: the number before, moved and stretched as all of \(name).",
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    let letter = "[\(context.output.letters[axis(of: context.input)])]"
    let noun = noun(in: context)
    return wordsOfSteps(
      explanation, in: context,
      letters: "(in\(brackets(context.output.letters)) − mean\(letter)) ÷ √(variance\(letter) + ε)"
        + (usesGamma ? " · γ\(letter)" : "") + (usesBeta ? " + β\(letter)" : ""),
      "One number, moved and stretched by numbers that all of its \(noun) share; no other number is read.",
      "One number, moved and stretched by numbers that all of its \(noun) share.")
  }
}
