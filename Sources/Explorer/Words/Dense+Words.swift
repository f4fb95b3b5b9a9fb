import CellScreen
import ConvNet
import Tensors

extension Dense: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    let biases = bias == nil ? "" : " + \(units)"
    return LineWords(
      sentences(in: context),
      shape: "\(context.input) → \(context.output)",
      parameters: "\(inputExtent)·\(units)\(biases) = \(NumberText.grouped(parameterCount))")
  }

  private func sentences(in context: LayerContext) -> [String] {
    let numbers = NumberText.grouped(inputExtent)
    if context.isLast, context.output.rank == 1 {
      switch (units, activationFunction) {
      case (1, .sigmoid): return ["1 unit. Sigmoid turns its sum into a probability between 0 and 1."]
      case (2..., .linear):
        return ["\(units) units, one a class. The \(units) sums are logits: any number, not yet percent."]
      case (2..., .softmax):
        return ["\(units) units, one a class. Softmax turns the \(units) sums into shares of 100 %."]
      default: break
      }
    }
    if context.input.rank > 1 {
      return [
        "\(units) units at every place: each multiplies its \(numbers) numbers by weights of its own, adds."
      ]
    }
    return [
      "\(units) unit\(units == 1 ? "" : "s"). Each multiplies all \(numbers) numbers by \(numbers) weights of its "
        + "own, adds.",
      "\(units) unit\(units == 1 ? "" : "s"). Each adds all \(numbers) numbers, weighted by weights of its own.",
    ]
  }
}
