import CellScreen
import ConvNet
import Tensors

/// What is right, where a line is misread.
extension MisreadingWords {
  /// What is right; several wordings, the longest first.
  public var corrections: [String] {
    let (count, window, channels) = (facts.count, facts.windowWords, facts.input.channels)
    let parameters = NumberText.grouped(network.parameterCount(ofLayer: line))
    let would = misread.lines[line].parameterCount.map { NumberText.grouped($0) } ?? "fewer"
    switch misreading {
    case .perChannel:
      let sums = "each filter has \(countedNoun(channels, "kernel")), and their sums are added into one map."
      return [
        "Line \(line) would have \(would) parameters; it has \(parameters): \(sums)",
        "A filter's \(countedNoun(channels, "kernel")) are added into one map: \(parameters) parameters, not \(would).",
        "In Keras \(sums)",
      ]
    case .eachWithEach:
      return countsAtEnd
        ?? ["The \(channels) maps of a filter are added into one: \(count) filters, \(count) maps."]
    case .size:
      return ["\(count) is the number of filters, so of maps: the last number of \(facts.output)."]
    case .oneFilter:
      return [
        "Line \(line) would have \(would) parameters; it has \(parameters): \(count) filters, a map each.",
        "It has \(count) filters, and each makes a map.",
      ]
    case .flatFilter: return [kernelSentence, "Each channel has a kernel of its own."].compactMap(\.self)
    case .ownWeights:
      let places = NumberText.grouped(facts.output[0] * facts.output[1])
      return ["A filter has the same weights at all \(places) places: that is what sliding means."]
    case .averaged:
      let bias = facts.convolution?.usesBias == true ? ", and a bias" : ""
      return ["A convolution adds the sums of its \(channels) channels\(bias)."]
    case .keepsSize:
      let stays = "Without padding the window stays inside the map."
      guard facts.convolution?.strides == Size2D(square: 1) else { return [stays] }
      let (output, input) = (facts.output, facts.input)
      return [
        "Without padding a \(window) window fits at \(output[0])×\(output[1]) of \(input[0])×\(input[1]) places.",
        stays,
      ]
    case .quadrants:
      let size = "\(facts.window) is the size of the window, not the number of pieces."
      guard let code = facts.codeOfPieces else { return [size] }
      return [
        "\(size) For \(window) pieces one would write \(code).",
        "\(facts.window) is the window's size; for \(window) pieces one writes \(code).", size,
      ]
    case .overlap:
      guard let pooling = facts.pooling, pooling.strides == pooling.poolSize else {
        return ["The window moves on by its strides, \(facts.pooling.map { "\($0.strides)" } ?? "")."]
      }
      return [
        "Without strides= a pooling moves on by its own window: \(facts.window), so windows never overlap.",
        "Without strides= a pooling moves on by its own window, \(facts.window).",
      ]
    case .poolMerges:
      return ["Pooling works on each of the \(channels) maps alone: \(channels) come in, \(channels) go out."]
    case .meanPool: return ["A MaxPooling2D keeps the largest number of a window, and drops the others."]
    case .keepPartial:
      let rest = "what is left over at the end is dropped."
      guard let (extent, stride) = facts.division else { return ["Only whole windows count: \(rest)"] }
      return ["\(extent) ÷ \(stride) is rounded down: \(rest)"]
    case .noReLU: return collapses + [bending]
    case .softmaxInside:
      return ["They are logits; softmax makes shares of them, which add up to 1."]
    case .flipped: return ["Keras multiplies as the kernel stands; learning would have found it turned."]
    }
  }

  /// How many numbers the line would need at which the network would stop.
  private var countsAtEnd: [String]? {
    guard let end = misread.end, case .learned(_, _, _, let wanted)? = misread.fault else { return nil }
    let has = NumberText.grouped(network.parameterCount(ofLayer: end))
    return ["Line \(end) would have \(NumberText.grouped(wanted)) parameters; it has \(has)."]
  }

  /// Two weights of one filter, of two channels, that the idea would have equal.
  private var kernelSentence: String? {
    guard let trained = model.trained, let first = kernelWeights(trained, channel: 0),
      let second = kernelWeights(trained, channel: 1),
      let place = first.indices.max(by: { abs(first[$0] - second[$0]) < abs(first[$1] - second[$1]) })
    else { return nil }
    let filter = cursor.channel < facts.count ? cursor.channel : 0
    let (row, column) = (place / facts.window.width, place % facts.window.width)
    let name = DisplayText(facts.layer.name)
    let texts = [first[place], second[place]].map { NumberText.fixed($0, decimals: 4) }
    return
      "They differ: \(name).kernel[\(row),\(column),0,\(filter)] is \(texts[0]), [\(row),\(column),1,\(filter)] is \(texts[1])."
  }

  private func kernelWeights(_ trained: TrainedNetwork, channel: Int) -> [Float]? {
    guard let convolution = facts.convolution, facts.input.channels > 1 else { return nil }
    let filter = cursor.channel < facts.count ? cursor.channel : 0
    return convolution.kernel(
      inputChannel: channel, filter: filter, trained.parameters(ofLayer: line)
    ).values
  }

  /// What relu is for.
  private var bending: String {
    let words = "relu makes every negative number 0, and that bends"
    return network.layers.contains { ($0.operation as? Pooling2D)?.rule == .maximum }
      ? "\(words); max pooling bends too." : "\(words)."
  }

  /// Two dense layers, one behind the other, that would be one without what is between them.
  private var collapses: [String] {
    let pair = network.layers.indices.first { index in
      network.layers[index].operation is Dense && misread.lines[index].misreadings.contains(.noReLU)
        && network.layers.indices.contains(index + 1) && network.layers[index + 1].operation is Dense
        && network.layers[index + 1].inputs == [index]
    }
    guard let pair, let input = network.inputShapes(ofLayer: pair).first else { return [] }
    let units = network.shapes[pair + 1].channels
    let hasBias = [pair, pair + 1].contains { network.layers[$0].operation.usesBias }
    let one = input.channels * units + (hasBias ? units : 0)
    let two = network.parameterCount(ofLayer: pair) + network.parameterCount(ofLayer: pair + 1)
    guard one < two else { return [] }
    let words = "Without it lines \(pair) and \(pair + 1) are one multiplication"
    let (few, many) = (NumberText.grouped(one), NumberText.grouped(two))
    return ["\(words): \(few) numbers could do what \(many) do.", "\(words): \(few) numbers, not \(many)."]
  }
}
