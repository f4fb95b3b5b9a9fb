import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension ConstantArithmetic: DescribedLayer {
  /// The constant as it stands in the code.
  private var number: String { listing.first { $0.meaning != nil }?.text ?? "" }

  private var deed: String {
    switch operation {
    case .add: "plus \(number)"
    case .subtract: isConstantFirst ? "is taken away from \(number)" : "minus \(number)"
    case .multiply: "times \(number)"
    case .divide: "divided by \(number)"
    }
  }

  func words(in context: LayerContext) -> LineWords {
    LineWords(
      ["Every number \(deed). The code gives the number; nothing is learned.", "Every number \(deed)."],
      shape: context.shapes, parameters: nothingLearned)
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .scale || meaning == .offset else { return nil }
    return LineWords(
      "The code gives \(number), the same for every number: it was not learned.",
      shape: context.shapes)
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    ["This cell is the number at the same place before, \(deed)."]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    let letters = "in\(brackets(context.output.letters))"
    let formula =
      operation == .subtract && isConstantFirst
      ? "\(letters) · (\(NumberText.minus)1) + \(number)" : "\(letters) \(operation.sign) \(number)"
    return wordsOfSteps(
      explanation, in: context, letters: formula,
      "One number \(deed). The code gives the number; nothing is learned.", "One number \(deed).")
  }
}
