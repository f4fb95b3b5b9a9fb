import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension DepthwiseConv2D: DescribedLayer {
  private var size: String { "\(kernelSize.height)×\(kernelSize.width)" }

  /// The number of maps that come out, as a product: `8·2`.
  private func maps(in context: LayerContext) -> String {
    "\(context.input.channels)" + (multiplier == 1 ? "" : "·\(multiplier)")
  }

  private var products: Int { kernelSize.height * kernelSize.width }

  func words(in context: LayerContext) -> LineWords {
    guard let grid = grid(over: context.input) else { return LineWords([]) }
    let weights = "\(kernelSize.height)·\(kernelSize.width)·\(context.input.channels)·\(multiplier)"
    let biases = usesBias ? " + \(context.output.channels)" : ""
    return LineWords(
      sentences(in: context), shape: context.shapeArithmetic(grid, maps: maps(in: context)),
      parameters: "\(weights)\(biases) = \(NumberText.grouped(context.parameterCount))")
  }

  /// What the filters do; that no filter reads a second channel is what the name does not tell.
  private func sentences(in context: LayerContext) -> [String] {
    let noun = context.readsChannels ? "channel" : "map"
    let each =
      multiplier == 1 ? "1 filter of \(size) of its own" : "\(multiplier) filters of \(size) of its own"
    let out = countedNoun(context.output.channels, "map")
    return [
      "Each of the \(context.countedChannels) has \(each): \(products) products → 1 number. \(out). "
        + "No filter reads a second \(noun).",
      "Each of the \(context.countedChannels) has \(each). \(out).",
      "Each \(noun) has \(each). \(out).",
    ]
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard let grid = grid(over: context.input) else { return nil }
    switch meaning {
    case .window:
      return LineWords(
        "\(kernelSize) = the window: \(kernelSize.height) rows × \(kernelSize.width) columns of 1 channel: "
          + "\(products) weights a filter.",
        shape: context.wordsOfFit(grid))
    case .depthMultiplier:
      return LineWords(
        "depth_multiplier=\(multiplier): \(multiplier) filters for each channel that comes in, so as many maps.",
        shape:
          "\(context.input.channels)·\(multiplier) = \(context.output.channels) maps; map w comes from channel "
          + "w ÷ \(multiplier), rounded down")
    default: return grid.words(meaning, padding, maps: maps(in: context), in: context)
    }
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    guard let grid = grid(over: context.input) else { return [] }
    let places = grid.placesInWords(row: cursor.row, column: cursor.column)
    let (channel, map) = (cursor.channel / multiplier, cursor.channel)
    let source = context.nameOfInput(channel)
    return [
      "Map \(map) = \(source) alone, scanned by a filter of its own. This cell reads \(places).",
      "Map \(map): its own filter over \(source). This cell reads \(places).",
      "Map \(map). This cell reads \(places).",
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    guard let grid = grid(over: context.input) else { return UnitWords([]) }
    let map = explanation.position[2]
    let (channel, filter) = (map / multiplier, map % multiplier)
    let then = activationFunction == .linear ? "" : "; then \(activationFunction.title)"
    let andBias = usesBias ? " and the bias" : ""
    let out = multiplier == 1 ? "k" : "\(multiplier)k+q"
    let start = "out[u,v,\(out)] = \(sums([("i", kernelSize.height), ("j", kernelSize.width)]))  "
    let weight = multiplier == 1 ? "filter[i,j,k]" : "filter[i,j,k,q]"
    let ownWeight = multiplier == 1 ? "filter[i,j,\(channel)]" : "filter[i,j,\(channel),\(filter)]"
    let input = "in" + brackets(grid.letters + ["k"], separator: ", ")
    let ownInput = "in" + brackets(grid.numbers(at: explanation.position) + ["\(channel)"], separator: ", ")
    let ownBias = usesBias ? " " + spacedSign(context.parameters[.bias].values[map]) : ""
    return UnitWords(
      "\(size) patch of channel \(channel) alone = \(products) products; all\(andBias) are ADDED into one "
        + "number\(then).",
      "\(products) products of channel \(channel) alone\(andBias) are ADDED\(then).",
      formula: start + "\(input) · \(weight)" + (usesBias ? " + bias[\(out)]" : ""),
      numbers: padded(context.unit(explanation.position) + " = ", like: start)
        + "\(ownInput) · \(ownWeight)\(ownBias)")
  }
}
