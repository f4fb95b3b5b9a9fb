import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension Conv2D: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    guard let grid = grid(over: context.input) else { return LineWords([]) }
    let depth = filterDepth(over: context.input)
    let weights = "\(kernelSize.height)·\(kernelSize.width)·\(depth)·\(filters)"
    let count = NumberText.grouped(context.parameterCount)
    let noun = context.readsChannels ? "channel" : "map"
    return LineWords(
      sentences(in: context), shape: context.shapeArithmetic(grid, maps: "\(filters)"),
      parameters: [
        "\(size) window · \(countedNoun(depth, noun)) · \(countedNoun(filters, "filter"))"
          + (usesBias ? " + \(countedBiases(filters))" : "") + " = \(count)",
        weights + (usesBias ? " + \(filters)" : "") + " = \(count)",
      ])
  }

  private var size: String { "\(kernelSize.height)×\(kernelSize.width)" }

  /// What the filters do, with what differs from a plain convolution where there is room.
  private func sentences(in context: LayerContext) -> [String] {
    let bases = context.readsChannels ? sentencesOfChannels(context) : sentencesOfMaps(context)
    var extras: [String] = []
    if strides != Size2D(square: 1) {
      extras.append("strides=\(strides): the window moves so far at a time.")
    }
    if let word = context.padding(padding) {
      extras.append("\(word): a border of zeros around the input.")
    }
    if dilation != Size2D(square: 1) {
      extras.append("dilation_rate=\(dilation): places so far apart are read.")
    }
    if groups > 1 { extras.append("groups=\(groups): each filter reads its group only.") }
    let all = bases.prefix(2).map { ([$0] + extras).joined(separator: " ") }
    return all + extras.map { bases[1] + " " + $0 } + bases
  }

  /// That a filter reads all channels of the picture and makes one map: not a map of each channel.
  private func sentencesOfChannels(_ context: LayerContext) -> [String] {
    let depth = filterDepth(over: context.input)
    let (counted, maps) = (countedNoun(filters, "filter"), countedNoun(filters, "map"))
    let reads = spanned(context) + (depth == 1 ? "" : " at once")
    guard filters > 1 else {
      return sentencesOfOne(reads, number: depth == 1 ? "" : ", its \(depth) sums are added")
    }
    return [
      depth == 1
        ? "\(counted) of \(size). One filter reads \(reads) and makes one map: \(maps)."
        : "\(counted) of \(size). One filter reads \(reads); its \(depth) sums are added into one map: \(maps).",
      depth == 1
        ? "\(counted) of \(size): each reads \(reads) and makes one map."
        : "\(counted): each reads \(reads), its \(depth) sums added into one map.",
      "\(counted): each reads \(spanned(context)), makes one map.",
    ]
  }

  /// The same of the maps of a layer.
  private func sentencesOfMaps(_ context: LayerContext) -> [String] {
    let products = countedNoun(termCount(inputs: [context.input]), "product")
    let counted = countedNoun(filters, "filter")
    let reads = spanned(context) + (filterDepth(over: context.input) == 1 ? "" : " at once")
    guard filters > 1 else { return sentencesOfOne(reads, number: ", \(products) a number") }
    return [
      "\(counted) of \(size). One filter reads \(reads): \(products) make each "
        + "number of its one map.",
      "\(counted): each reads \(reads), \(products) → 1 number of its map.",
      "\(counted): each reads \(spanned(context)), makes one map.",
    ]
  }

  /// What a layer's only filter does.
  private func sentencesOfOne(_ reads: String, number: String) -> [String] {
    ["1 filter of \(size): it reads \(reads)\(number): one map.", "1 filter of \(size): it makes one map."]
  }

  /// How many weights a filter has.
  private func weightsAFilter(in context: LayerContext) -> String {
    NumberText.grouped(termCount(inputs: [context.input]))
  }

  /// The channels that a filter spans, counted: `all 32 maps`, with groups `8 of 32 maps`.
  private func spanned(_ context: LayerContext) -> String {
    groups == 1 ? context.allChannels : "\(filterDepth(over: context.input)) of \(context.countedChannels)"
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard let grid = grid(over: context.input) else { return nil }
    switch meaning {
    case .filters: return filterWords(in: context)
    case .window: return windowWords(grid, in: context)
    case .groups: return groupWords(in: context)
    default: return grid.words(meaning, padding, maps: "\(filters)", in: context)
    }
  }

  /// How channels and filters are divided.
  private func groupWords(in context: LayerContext) -> LineWords {
    let noun = context.readsChannels ? "channels" : "maps"
    return LineWords(
      "groups=\(groups): \(noun) and filters are cut into \(groups) runs; a filter reads its own run.",
      shape:
        "\(context.input[2]) \(noun) ÷ \(groups) = \(filterDepth(over: context.input)) a filter, \(filters) filters ÷ \(groups) = "
        + "\(filtersPerGroup) a group")
  }

  private func filterWords(in context: LayerContext) -> LineWords {
    let depth = context.input.channels
    let naive =
      context.readsChannels
      ? "One map a channel would be \(countedNoun(depth, "map"))"
      : "One map for each that comes in would be \(depth)"
    let others =
      context.readsChannels
      ? "the picture's \(context.countedChannels)" : "the \(context.countedChannels) that come in"
    return LineWords(
      "\(filters) = number of filters = number of maps out. It becomes the last number: \(filters).",
      shape: depth != filters && groups == 1
        ? "\(naive), and leave the \(filters) without a meaning."
        : "Whoever wrote the line chose \(filters); \(others) don't limit it.")
  }

  private func windowWords(_ grid: WindowGrid, in context: LayerContext) -> LineWords {
    LineWords(
      "\(kernelSize) = the window: \(kernelSize.height) rows × \(kernelSize.width) columns, "
        + "through \(spanned(context)): \(weightsAFilter(in: context)) weights.",
      shape: context.wordsOfFit(grid))
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    guard let grid = grid(over: context.input) else { return UnitWords([]) }
    let products = weightsAFilter(in: context)
    let depth = filterDepth(over: context.input)
    let then = activationFunction == .linear ? "" : "; then \(activationFunction.title)"
    let andBias = usesBias ? " and the bias" : ""
    let isPadded = grid.rows.paddingBefore + grid.columns.paddingBefore > 0
    let window = sums(
      [("i", kernelSize.height), ("j", kernelSize.width), ("k", depth)], separator: isPadded ? " " : "  ")
    let channel = explanation.position[2]
    let comma = isPadded ? "," : ", "
    let stops = (grid.letters + [depthLetters(depth)]).joined(separator: comma)
    let first = channels(readBy: channel, of: context.input).lowerBound
    let channels = depth == 1 ? "\(first)" : first == 0 ? "k" : "\(first)+k"
    let places = (grid.numbers(at: explanation.position) + [channels]).joined(separator: comma)
    let start = "out[u,v,w] = \(window)  "
    return UnitWords(
      depth > 4
        ? [
          "\(size) patch × \(countedNoun(depth, "channel")) = \(products) products, added into ONE number. Each line below adds "
            + "\(kernelSize.height * kernelSize.width) of them.",
          "\(products) products, added into ONE number. Each line below adds \(kernelSize.height * kernelSize.width) of them.",
        ]
        : [
          "\(size) patch × \(groups == 1 ? context.countedChannels : spanned(context)) = \(products) products; all \(products)\(andBias) are ADDED into one "
            + "number\(then).",
          "\(products) products\(andBias) are ADDED into one number\(then).",
        ],
      formula: start + "in[\(stops)] · filter[i,j,k,w]" + (usesBias ? " + bias[w]" : "")
        + (groups == 1 ? "" : ", g = ⌊w÷\(filtersPerGroup)⌋"),
      numbers: padded(context.unit(explanation.position) + " = ", like: start)
        + "in[\(places)] · filter[i,j,k,\(channel)]"
        + (usesBias ? " " + spacedSign(context.parameters[.bias].values[channel]) : ""))
  }

  /// The index of the input's channel in letters: `k`, with groups `8g+k`.
  private func depthLetters(_ depth: Int) -> String {
    guard groups > 1 else { return "k" }
    return depth == 1 ? "g" : "\(depth)g+k"
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    guard let grid = grid(over: context.input) else { return [] }
    let places = grid.placesInWords(row: cursor.row, column: cursor.column)
    let channel = cursor.channel
    let run = Array(channels(readBy: channel, of: context.input))
    let source =
      groups > 1
      ? counted(context.readsChannels ? "channel" : "map", run)
      : context.readsPicture ? "the picture" : context.countedChannels
    let all = groups > 1 ? "them" : context.allChannels + (context.input.channels == 1 ? "" : " at once")
    return [
      "Map \(channel) = filter \(channel) over \(source). This cell reads \(places) of \(all).",
      "Map \(channel): filter \(channel) over \(source). This cell reads \(places).",
      "Map \(channel). This cell reads \(places).",
    ]
  }
}

/// A number added in a formula: `+ 0.0013`, `− 0.0055`.
func spacedSign(_ value: Float) -> String {
  (value < 0 ? NumberText.minus : "+") + " " + NumberText.fixed(abs(value), decimals: 4)
}

/// An index of the input by letters: `u+i`, `2u+i−1`, dilated `u+2i`.
func index(_ stop: String, _ offset: String, _ axis: WindowAxis) -> String {
  let offset = axis.dilation == 1 ? offset : "\(axis.dilation)\(offset)"
  let scaled = axis.stride == 1 ? stop : "\(axis.stride)\(stop)"
  let padding = axis.paddingBefore == 0 ? "" : "\(NumberText.minus)\(axis.paddingBefore)"
  return "\(scaled)+\(offset)\(padding)"
}

/// An index of the input with its number: `18+i`, `−1+i`, dilated `18+2i`.
func place(_ axis: WindowAxis, at stop: Int, _ offset: String) -> String {
  let start = axis.window(at: stop).lowerBound
  let offset = axis.dilation == 1 ? offset : "\(axis.dilation)\(offset)"
  return (start < 0 ? "\(NumberText.minus)\(-start)" : "\(start)") + "+\(offset)"
}
