import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Rescaling: DescribedLayer {
  private var scaleText: String { scale.shape.rank == 0 ? listing[1].text : "a factor" }

  private var deed: String {
    guard hasOffset else { return "times \(scaleText)" }
    guard offset.shape.rank == 0, let number = offset.values.first else {
      return "times \(scaleText) plus a summand"
    }
    return "times \(scaleText), \(number < 0 ? "minus" : "plus") \(number.magnitude)"
  }

  func words(in context: LayerContext) -> LineWords {
    LineWords(
      "Every number \(deed): to another range. The code gives the numbers; nothing is learned.",
      "Every number \(deed): to another range. Nothing is learned.",
      "Every number is brought to another range. Nothing is learned.",
      shape: context.shapes, parameters: nothingLearned)
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    switch meaning {
    case .scale: return LineWords("The factor: how much wider the range becomes.", shape: context.shapes)
    case .offset: return LineWords("The summand: how far the range is moved.", shape: context.shapes)
    default: return nil
    }
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    [
      "This cell is the number at the same place before, \(deed).",
      "This cell is the number before, rescaled.",
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    wordsOfSteps(
      explanation, in: context,
      letters: "in\(brackets(context.output.letters)) · scale" + (hasOffset ? " + offset" : ""),
      "One number, brought to another range by numbers that the code gives. Nothing is learned.",
      "One number, brought to another range. Nothing is learned.")
  }
}
