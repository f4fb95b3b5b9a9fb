import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Normalization: DescribedLayer {
  private var origin: String {
    if case .given = source { "given by the code" } else { "taken of data before training" }
  }

  private var deed: String {
    isInverted ? "times a spread, plus a mean" : "less a mean, divided by a spread"
  }

  func words(in context: LayerContext) -> LineWords {
    let count = context.parameterCount
    let arithmetic =
      source == .adapted ? "2·\((count - 1) / 2) + 1 = \(NumberText.grouped(count))" : nothingLearned
    return LineWords(
      "Every number \(deed), both \(origin).", "Every number \(deed).",
      shape: context.shapes, parameters: arithmetic)
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    switch meaning {
    case .axis:
      let axes = axes(of: context.input)
      guard !axes.isEmpty else {
        return LineWords("axis=None: one mean and one spread for all.", shape: context.shapes)
      }
      let names = axes.map { context.input.noun(ofAxis: $0) }
      return LineWords(
        "axis: every \(inWords(names)) has a mean and a spread of its own.", shape: context.shapes)
    case .statistics:
      return LineWords(
        "The code gives mean and variance; the spread is √variance, at least 1e-7.", shape: context.shapes)
    default: return nil
    }
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    ["This cell is the number at the same place before, \(deed).", "This cell: the number before, \(deed)."]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    let letters = brackets(context.output.letters)
    return wordsOfSteps(
      explanation, in: context,
      letters: isInverted
        ? "in\(letters) · max(√variance, 1e-7) + mean" : "(in\(letters) − mean) ÷ max(√variance, 1e-7)",
      "One number \(deed), both \(origin).", "One number \(deed).")
  }
}
