import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension LayerNormalization: DescribedLayer {
  private var learned: String { (usesGamma ? " · γ" : "") + (usesBeta ? " + β" : "") }

  /// How many numbers a group has.
  private func groupCount(in context: LayerContext) -> String {
    NumberText.grouped(axes(of: context.input).reduce(1) { $0 * context.input[$1] })
  }

  func words(in context: LayerContext) -> LineWords {
    let count = groupCount(in: context)
    let then = learned.isEmpty ? "" : ", then\(learned)"
    let sets = (usesGamma ? 1 : 0) + (usesBeta ? 1 : 0)
    let product = axes(of: context.input).map { String(context.input[$0]) }.joined(separator: "·")
    return LineWords(
      "Groups of \(count) numbers: each less its group's mean, divided by the group's spread\(then).",
      "Groups of \(count): each number less the mean, divided by the spread\(then).",
      shape: context.shapes,
      parameters: sets == 0
        ? nothingLearned : "\(sets)·\(product) = \(NumberText.grouped(context.parameterCount))")
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    switch meaning {
    case .axis:
      let names = inWords(axes(of: context.input).map { context.input.name(ofAxis: $0) })
      let count = groupCount(in: context)
      return LineWords(
        "axis: mean and spread are taken over \(names): \(count) numbers at a time.",
        "axis: mean and spread are taken over \(count) numbers at a time.",
        shape: context.shapes)
    case .epsilon: return epsilonWords(epsilon)
    default: return missingScaling(meaning)
    }
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let count = groupCount(in: context)
    return [
      "This cell: the number before, less the mean of \(count) numbers, divided by their spread.",
      "This cell: the number before, less its group's mean, divided by the spread.",
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    let count = groupCount(in: context)
    let own = brackets(axes(of: context.input).map { context.output.letters[$0] })
    return wordsOfSteps(
      explanation, in: context,
      letters: "(in\(brackets(context.output.letters)) − mean) ÷ √(variance + ε)"
        + (usesGamma ? " · γ\(own)" : "") + (usesBeta ? " + β\(own)" : ""),
      "Mean and spread are taken of the \(count) numbers of its group; this picture's alone.",
      "Mean and spread are taken of \(count) numbers.")
  }
}
