import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Conv2DTranspose: DescribedLayer {
  private var size: String { "\(kernelSize.height)×\(kernelSize.width)" }

  func words(in context: LayerContext) -> LineWords {
    let depth = context.input.channels
    let noun = context.readsChannels ? "channel" : "map"
    let weights = "\(kernelSize.height)·\(kernelSize.width)·\(depth)·\(filters)"
    let count = NumberText.grouped(context.parameterCount)
    return LineWords(
      sentences(in: context), shape: shapeArithmetic(in: context),
      parameters: [
        "\(size) window · \(countedNoun(depth, noun)) · \(countedNoun(filters, "filter"))"
          + (usesBias ? " + \(countedBiases(filters))" : "") + " = \(count)",
        weights + (usesBias ? " + \(filters)" : "") + " = \(count)",
      ])
  }

  private func sentences(in context: LayerContext) -> [String] {
    let (counted, maps) = (countedNoun(filters, "filter"), countedNoun(filters, "map"))
    let apart =
      strides == Size2D(square: 1)
      ? "" : " strides=\(strides): their windows begin so far apart, and the maps grow."
    let spreads =
      "\(counted) of \(size), backwards: every number that comes in spreads over \(size) places; what meets is ADDED."
    return [
      spreads + apart, spreads,
      "\(counted): each number spreads over \(size) places, what meets is added: \(maps).",
      "\(counted): each number spreads over \(size) places.",
    ]
  }

  /// How rows and columns come about: `(6, 6, 8) → ((6−1)·2+3−1, …)`.
  private func shapeArithmetic(in context: LayerContext) -> String {
    let (input, output) = (context.input, context.output)
    func extent(_ axis: Int, _ kernel: Int, _ stride: Int, _ dilation: Int) -> String {
      let reach = (kernel - 1) * dilation + 1
      let cut = (input[axis] - 1) * stride + reach - output[axis]
      let steps = stride == 1 ? "" : "·\(stride)"
      let end = cut == 0 ? "" : cut > 0 ? "\(NumberText.minus)\(cut)" : "+\(-cut)"
      return "(\(input[axis])\(NumberText.minus)1)\(steps)+\(reach)\(end)"
    }
    let rows = extent(0, kernelSize.height, strides.height, dilation.height)
    let columns = extent(1, kernelSize.width, strides.width, dilation.width)
    return "\(input) → (\(rows), \(columns), \(filters)) = \(output)"
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    let shape = shapeArithmetic(in: context)
    switch meaning {
    case .filters:
      return LineWords(
        "\(filters) = number of filters = number of maps out. It becomes the last number: \(filters).",
        shape: shape)
    case .window:
      return LineWords(
        "\(kernelSize) = over how many rows and columns of the output one number spreads.", shape: shape)
    case .strides:
      return LineWords(
        "strides=\(strides): the windows of neighbours begin so far apart, so maps grow by about that.",
        "strides=\(strides): the windows of neighbours begin so far apart.", shape: shape)
    case .padding:
      return LineWords(
        "What sticks out at the border is cut off, or rows and columns of biases are added at the end.",
        "What sticks out at the border is cut off, or added at the end.", shape: shape)
    case .dilation:
      return LineWords(
        "dilation_rate=\(dilation): places so far apart get what one number spreads.", shape: shape)
    default: return nil
    }
  }

  /// The places of the input that reach a place of the output.
  private func places(at position: [Int], in context: LayerContext) -> String {
    let region = regions(readBy: .unit(at: position), inputs: [context.input], output: context.output)[0]
    guard !region.isEmpty else { return "no number that comes in" }
    return counted("row", Array(region.indices(alongAxis: 0).indices)) + ", "
      + counted("column", Array(region.indices(alongAxis: 1).indices)) + " of \(context.allChannels)"
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let places = places(at: [cursor.row, cursor.column, cursor.channel], in: context)
    return [
      "Map \(cursor.channel) = filter \(cursor.channel), spread. This cell gets what \(places) bring here, added.",
      "This cell gets \(places).", "Map \(cursor.channel) = filter \(cursor.channel), spread.",
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    guard case .weightedSum(let sum) = explanation.form else {
      return UnitWords(words(in: context).sentences)
    }
    let met = NumberText.grouped(sum.terms.count { !$0.isOutside })
    let all = NumberText.grouped(sum.terms.count)
    let channel = explanation.position[2]
    let window = sums(
      [("i", kernelSize.height), ("j", kernelSize.width), ("k", context.input.channels)], separator: "  ")
    let start = "out[u,v,w] = \(window)  "
    let numbers = [0, 1].map { axis in
      let before = axis == 0 ? cut.top : cut.left
      return "(\(explanation.position[axis] + before)\(NumberText.minus)\(offset(axis)))\(divisor(axis))"
    }
    let letters = zip(["u", "v"], [0, 1]).map { letter, axis in
      let before = axis == 0 ? cut.top : cut.left
      return "(\(letter)\(before == 0 ? "" : "+\(before)")\(NumberText.minus)\(offset(axis)))\(divisor(axis))"
    }
    return UnitWords(
      [
        "\(met) of \(all) weights meet a number that spreads to this place; their products are ADDED into one number.",
        "\(met) of \(all) weights meet a number; their products are ADDED.",
      ],
      formula: start + "in[\(letters.joined(separator: ", ")), k] · filter[i,j,k,w]"
        + (usesBias ? " + bias[w]" : ""),
      numbers: padded(context.unit(explanation.position) + " = ", like: start)
        + "in[\(numbers.joined(separator: ", ")), k] · filter[i,j,k,\(channel)]"
        + (usesBias ? " " + spacedSign(context.parameters[.bias].values[channel]) : ""))
  }

  /// How far back the number stands that a weight brings: `i`, dilated `2i`.
  private func offset(_ axis: Int) -> String {
    let dilation = axis == 0 ? dilation.height : dilation.width
    return (dilation == 1 ? "" : "\(dilation)") + (axis == 0 ? "i" : "j")
  }

  private func divisor(_ axis: Int) -> String {
    let stride = axis == 0 ? strides.height : strides.width
    return stride == 1 ? "" : "÷\(stride)"
  }
}
