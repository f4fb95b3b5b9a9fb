import CellScreen
import ConvNet
import Tensors

/// What a line is, as far as words about misreading it need to know.
struct MisreadLineFacts {
  let network: Network
  let index: Int

  var layer: Layer { network.layers[index] }
  var convolution: Conv2D? { layer.operation as? Conv2D }
  var pooling: Pooling2D? { layer.operation as? Pooling2D }
  var input: Shape { network.inputShapes(ofLayer: index).first ?? network.inputShape }
  var output: Shape { network.shapes[index] }

  /// The window, as code has it: `(2, 2)`.
  var window: Size2D { convolution?.kernelSize ?? pooling?.poolSize ?? Size2D(square: 1) }
  /// The window in a sentence: `2×2`.
  var windowWords: String { "\(window.height)×\(window.width)" }
  /// How many filters a convolution has, units a dense layer, maps another.
  var count: Int { output.channels }
  /// The first extent of the input that the window does not divide, and the window's, where windows lie side by side;
  /// `nil` elsewhere.
  var division: (Int, Int)? {
    guard let pooling, pooling.strides == pooling.poolSize, input.rank == 3 else { return nil }
    let axes = [(input[0], pooling.poolSize.height), (input[1], pooling.poolSize.width)]
    return axes.first { !$0.0.isMultiple(of: $0.1) }
  }

  /// The code of the pooling that would cut the input into as many pieces as the window has places; `nil` where no code
  /// without padding does.
  var codeOfPieces: String? {
    guard let pooling, let cut = pooling.cutting(input), cut.padding == .none else { return nil }
    let strides = cut.strides == cut.poolSize ? "" : ", strides=\(cut.strides)"
    return "\(pooling.rule == .average ? "AveragePooling2D" : "MaxPooling2D")(\(cut.poolSize)\(strides))"
  }

  /// Whether the line reads the picture itself.
  var readsPicture: Bool { layer.inputs == [0] && network.hasPictureChannels(ofLayer: 0) }
}

extension Misreading {
  /// The question that a screen asks about it: `(2, 2) cut a map into pieces`, behind `WHAT IF`.
  func question(_ facts: MisreadLineFacts) -> String {
    switch self {
    case .perChannel: "each channel kept a map of its own"
    case .eachWithEach: "each filter made a map a channel"
    case .size: "\(facts.count) were the \(facts.readsPicture ? "picture's" : "map's") width"
    case .oneFilter: "a layer had one filter"
    case .flatFilter: "one kernel served all channels"
    case .ownWeights: "each place had its own weights"
    case .averaged: "channels were averaged"
    case .keepsSize:
      facts.convolution?.strides == Size2D(square: 1)
        ? "a convolution kept the size" : "a convolution padded its input"
    case .quadrants: "\(facts.window) cut a map into pieces"
    case .overlap: "pooling moved on by one"
    case .poolMerges: "pooling merged all maps"
    case .meanPool: "pooling averaged"
    case .keepPartial:
      facts.division.map { "\($0.0) ÷ \($0.1) were rounded up" } ?? "what is left over were pooled"
    case .noReLU: "relu changed nothing"
    case .softmaxInside: "line \(facts.index) gave probabilities"
    case .flipped: "kernels were turned first"
    }
  }

  /// The idea as the list of ideas about a line has it, with that line's numbers.
  func idea(_ facts: MisreadLineFacts) -> String {
    let (channels, count) = (facts.input.channels, facts.count)
    switch self {
    case .perChannel:
      return "a filter works on each channel alone: \(channels) in, \(channels) out"
    case .eachWithEach: return "each filter makes a map of each channel: \(channels) × \(count)"
    case .size: return "\(count) is the \(facts.readsPicture ? "picture's" : "map's") width and height"
    case .oneFilter: return "there is one filter, so one map"
    case .flatFilter: return "a filter is one \(facts.windowWords) kernel, used on all channels alike"
    case .ownWeights: return "every place of a map has weights of its own"
    case .averaged: return "the channels are averaged, not added"
    case .keepsSize:
      return facts.convolution?.strides == Size2D(square: 1)
        ? "a convolution keeps the size of the maps" : "a convolution pads its input"
    case .quadrants:
      return "\(facts.window) cuts a map into \(facts.windowWords) pieces"
    case .overlap: return "the window moves on by one place"
    case .poolMerges: return "pooling merges the \(channels) maps into one"
    case .meanPool: return "pooling averages"
    case .keepPartial:
      return facts.division.map { "\($0.0) ÷ \($0.1) is rounded up" }
        ?? "what is left over at the end is pooled too"
    case .noReLU: return "'relu' is decoration"
    case .softmaxInside: return "\(layerCode(facts)) already gives probabilities"
    case .flipped: return "a kernel is turned before it is used, as in mathematics"
    }
  }

  /// What speaks for the idea: it is never silly.
  func credit(_ facts: MisreadLineFacts) -> String {
    switch self {
    case .perChannel: return "Not a silly idea: Keras has it, as DepthwiseConv2D(\(facts.window))."
    case .eachWithEach:
      return
        "Not far off: these products are made; then the \(facts.input.channels) of each filter are added."
    case .size:
      return facts.readsPicture && facts.input[1] == facts.count
        ? "An easy mistake: the picture is \(facts.count) wide too, by chance."
        : "Not a silly idea: Resizing(\(facts.count), \(facts.count)) is read so."
    case .oneFilter:
      return "Not a silly idea: pictures of a convolution show one filter, of the \(facts.count)."
    case .flatFilter:
      return "Not a silly idea: on a grey picture a filter is one \(facts.windowWords) kernel."
    case .ownWeights: return "Not a silly idea: Keras 2 had it, as LocallyConnected2D."
    case .averaged: return "Not a silly idea: a network could be trained so; this one wasn't."
    case .keepsSize: return "Not a silly idea: with padding='same' it does."
    case .quadrants:
      let name = "Adaptive\(facts.pooling?.rule == .average ? "Avg" : "Max")Pool2d(\(facts.window))"
      return facts.codeOfPieces == nil
        ? "Not a silly idea: PyTorch has one like it: \(name)."
        : "Not a silly idea: PyTorch has it, under another name: \(name)."
    case .overlap: return "Not a silly idea: a convolution moves so; strides=1 asks pooling for it."
    case .poolMerges: return "Not far off: something becomes less; but the maps shrink, none goes."
    case .meanPool: return "Not a silly idea: Keras has it, as AveragePooling2D(\(facts.window))."
    case .keepPartial: return "Not a silly idea: with padding='same' it is."
    case .noReLU: return "Not a silly idea: it looks like an option, and shapes are the same without it."
    case .softmaxInside: return "Not a silly idea: with activation='softmax' it would."
    case .flipped: return "Not a silly idea: the convolution of mathematics turns it."
    }
  }

  private func layerCode(_ facts: MisreadLineFacts) -> String { "Dense(\(facts.count))" }
}
