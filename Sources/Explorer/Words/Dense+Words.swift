import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Dense: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    let count = NumberText.grouped(context.parameterCount)
    let inputs = context.input.channels
    return LineWords(
      sentences(in: context),
      shape: context.shapes,
      parameters: [
        "\(countedNoun(inputs, "input")) · \(countedNoun(units, "unit"))"
          + (usesBias ? " + \(countedBiases(units))" : "") + " = \(count)",
        "\(inputs)·\(units)" + (usesBias ? " + \(units)" : "") + " = \(count)",
      ])
  }

  private func sentences(in context: LayerContext) -> [String] {
    let numbers = NumberText.grouped(context.input.channels)
    let counted = countedNoun(units, "unit")
    if context.isLast, context.output.rank == 1 {
      switch (units, activationFunction) {
      case (1, .sigmoid): return ["1 unit. Sigmoid turns its sum into a probability between 0 and 1."]
      case (2..., .linear):
        return [
          "\(counted), one a class. The \(NumberText.grouped(units)) sums are logits: any number, not yet percent.",
          "\(counted), one a class: logits, any number, not yet percent.",
        ]
      case (2..., .softmax):
        return [
          "\(counted), one a class. Softmax turns the \(NumberText.grouped(units)) sums into shares of 100 %."
        ]
      default: break
      }
    }
    if context.input.rank > 1 {
      return [
        "\(counted) at every place: each multiplies its \(numbers) numbers by weights of its own, adds.",
        "\(counted) at every place, each with a weight of its own for each of its \(numbers) numbers.",
      ]
    }
    return [
      "\(counted). Each multiplies all \(numbers) numbers by \(numbers) weights of its "
        + "own, adds.",
      "\(counted). Each adds all \(numbers) numbers, weighted by weights of its own.",
    ]
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .units else { return nil }
    if context.isLast, units > 1 {
      return LineWords(
        "\(units) = number of units out = number of classes: one logit a class.",
        shape: "in: \(context.input.channels), set by the layer above; out: \(units), one for each class")
    }
    let source = context.network.layers[context.index].inputs.first ?? 0
    let origin = context.network.inputShapes(ofLayer: source).first ?? context.input
    let product = origin.rank == 3 ? " = " + origin.product : ""
    return LineWords(
      "\(units) = number of units out; whoever wrote the line chose it.",
      shape: "in: \(context.input.channels)\(product), set by the layers above; out: \(units), your choice")
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    let numbers = NumberText.grouped(context.input.channels)
    let unit = explanation.position.last ?? 0
    let then = activationFunction == .linear ? "" : "; then \(activationFunction.title)"
    let biasText = usesBias ? " " + spacedSign(context.parameters[.bias].values[unit]) : ""
    let andBias = usesBias ? " and its bias" : ""
    let start = "out\(brackets(context.output.letters)) = Σ i<\(context.input.channels)   "
    let input = "in" + brackets(context.output.letters.dropLast() + ["i"])
    let numberedInput = "in" + brackets(explanation.position.dropLast().map(String.init) + ["i"])
    return UnitWords(
      "Unit \(unit) multiplies all \(numbers) numbers by its own \(numbers) weights, adds them\(andBias)\(then).",
      "Unit \(unit) adds all \(numbers) numbers times its own weights\(andBias)\(then).",
      formula: start + "\(input) · weight[i, w]" + (usesBias ? "  + bias[w]" : ""),
      numbers: padded(context.unit(explanation.position) + " = Σ ", like: start)
        + "\(numberedInput) · weight[i, \(unit)]\(biasText)")
  }
}
