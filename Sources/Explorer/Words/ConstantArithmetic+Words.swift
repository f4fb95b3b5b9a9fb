import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension ConstantArithmetic: DescribedLayer {
  /// The constant as it stands in the code; of a block what its numbers belong to.
  private var number: String {
    guard constant.values.count > 1 else { return listing.first { $0.meaning != nil }?.text ?? "" }
    return isOneAMap ? "its map's number" : "the number at its place"
  }

  /// Whether there is a number for each index of the last axis.
  private var isOneAMap: Bool { constant.values.count == constant.shape.channels }

  /// Who gives the numbers.
  private var source: String {
    guard constant.values.count > 1 else { return "The code gives the number; nothing is learned." }
    let count = NumberText.grouped(constant.values.count)
    return "The code gives the \(count) numbers; nothing is learned."
  }

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
      ["Every number \(deed). \(source)", "Every number \(deed)."],
      shape: context.shapes, parameters: nothingLearned)
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .scale || meaning == .offset else { return nil }
    guard constant.values.count > 1 else {
      return LineWords(
        "The code gives \(number), the same for every number: it was not learned.", shape: context.shapes)
    }
    let whose = isOneAMap ? "one for each \(context.input.noun(ofAxis: context.input.rank - 1))" : "by place"
    return LineWords(
      "The code gives \(NumberText.grouped(constant.values.count)) numbers, \(whose): they were not learned.",
      shape: context.shapes)
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    guard operation != .subtract || !isConstantFirst else {
      return ["This cell is \(number) minus the number at the same place before."]
    }
    return ["This cell is the number at the same place before, \(deed)."]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    let letters = "in\(brackets(context.output.letters))"
    let constant = constant.values.count > 1 ? "c" : number
    let formula =
      operation == .subtract && isConstantFirst
      ? "\(letters) · (\(NumberText.minus)1) + \(constant)" : "\(letters) \(operation.sign) \(constant)"
    return wordsOfSteps(
      explanation, in: context, letters: formula,
      "One number \(deed). \(source)", "One number \(deed).")
  }
}
