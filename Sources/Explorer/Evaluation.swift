public import ConvNet
public import Tensors

/// A picture's trace through the network as far as it is computed, with what the screens say of it.
public struct Evaluation: Sendable {
  /// The picture as the screens show it; `trace.input` is what the network reads of it.
  public let picture: ShownPicture
  /// The tensors of one pass.
  public private(set) var trace: Trace
  /// What is worth saying of each computed layer.
  private var layers: [LayerFacts] = []
  /// The logits, NaN until they are computed; empty where the network's output is not a line of numbers.
  public private(set) var logits: [Float]
  /// The classes by their logits, the largest first, the first of equals before the others; NaN last.
  public private(set) var ranking: [Int]
  /// The logits' shares of 1; empty where they have none, as softmax of NaN or ∞ has.
  public private(set) var probabilities: [Double] = []
  /// Which class the logits speak for; `nil` where there are no classes, or no logits yet.
  public private(set) var verdict: Verdict?
  private let gatheredMaps = GatheredMaps()

  /// Takes the numbers of a trace; what is known of tensors that another pass has too is taken from there.
  ///
  /// - Precondition: The picture has the shape of its input.
  public init(trace: Trace, picture: ShownPicture, sharing other: Evaluation? = nil) {
    precondition(picture.samples.shape == trace.input.shape, "a picture of \(picture.samples.shape)")
    self.trace = trace
    self.picture = picture
    let output = trace.network.outputShape
    logits = output.rank == 1 ? [Float](repeating: .nan, count: output.count) : []
    ranking = Array(logits.indices)
    take(trace, sharing: other)
  }

  /// Takes the tensors of a difference of two passes, as the pass of a picture; it speaks for no class.
  init(difference trace: Trace, picture: ShownPicture) {
    self.trace = trace
    self.picture = picture
    (logits, ranking) = (trace.logits ?? [], [])
    let isLater = trace.network.isLookedThroughLater
    layers = zip(trace.activations, trace.preActivations).map {
      LayerFacts(activation: $0, preActivation: $1, isDifference: true, isLater: isLater)
    }
  }

  /// Takes what more of the pass is computed.
  ///
  /// - Precondition: It is the same pass, and no layer less is computed.
  public mutating func take(_ trace: Trace) { take(trace, sharing: nil) }

  private mutating func take(_ trace: Trace, sharing other: Evaluation?) {
    precondition(trace.computedLayers >= layers.count, "a pass that has lost layers")
    self.trace = trace
    for index in layers.count..<trace.computedLayers {
      let (activation, before) = (trace.activations[index], trace.preActivations[index])
      if let other, index < other.layers.count,
        activation.hasSameBits(as: other.trace.activations[index]),
        before.hasSameBits(as: other.trace.preActivations[index])
      {
        layers.append(other.layers[index])
      } else {
        layers.append(
          LayerFacts(
            activation: activation, preActivation: before, isLater: trace.network.isLookedThroughLater))
      }
    }
    if trace.isComplete { takeLogits(trace.logits ?? []) }
  }

  private mutating func takeLogits(_ logits: [Float]) {
    self.logits = logits
    ranking = ranked(logits)
    probabilities = shares(of: logits, network: trace.network)
    let isUnknown = logits.count == 1 && logits[0].isNaN
    verdict = isUnknown ? .notANumber([0]) : Verdict(logits: logits)
  }

  /// Takes the numbers of a pass that reads a picture of the given rows and columns as it is.
  ///
  public init(trace: Trace, pictureSize: Size2D) {
    self.init(trace: trace, picture: ShownPicture(size: pictureSize, samples: trace.input))
  }

  /// A layer's numbers, before or after its activation function; NaN while they are not computed.
  public func tensor(ofLayer index: Int, beforeActivation: Bool) -> Tensor {
    let tensors = beforeActivation ? trace.preActivations : trace.activations
    return index < tensors.count ? tensors[index] : Tensor(trace.network.shapes[index], repeating: .nan)
  }

  /// Some feature maps of a layer, each shrunk by an integer factor as `Plane.shrunk` does, the input's by means; NaN
  /// while they are not computed.
  ///
  /// - Precondition: The layer has feature maps, and these are among them.
  public func planes(
    ofLayer index: Int, beforeActivation: Bool, channels: Range<Int>, shrunkBy factor: Int
  ) -> [Plane] {
    let shrinking = Explorer.shrinking(ofLayer: index)
    guard index < trace.computedLayers else {
      let shape = trace.network.shapes[index]
      let map = Plane(
        height: shape[0], width: shape[1], values: [Float](repeating: .nan, count: shape[0] * shape[1]))
      return channels.map { _ in map.shrunk(by: factor, shrinking) }
    }
    let request = GatheredMaps.Request(
      source: .layer(index, isBeforeActivation: beforeActivation), channels: channels, factor: factor)
    let tensor = tensor(ofLayer: index, beforeActivation: beforeActivation)
    return gatheredMaps.planes(request) {
      factor == 1
        ? channels.map(tensor.plane) : tensor.planes(channels: channels, shrunkBy: factor, shrinking)
    }
  }

  /// The channels of the picture as it is shown, each in 0…1 and shrunk by an integer factor to means.
  ///
  /// - Precondition: It is a picture: (height, width, channel).
  public func pictureChannels(shrunkBy factor: Int) -> [Plane] {
    let channels = 0..<picture.samples.shape.channels
    let request = GatheredMaps.Request(source: .picture, channels: channels, factor: factor)
    return gatheredMaps.planes(request) {
      picture.samples.planes(channels: channels, shrunkBy: factor, .mean)
    }
  }

  /// What is worth saying of a layer's numbers.
  public func numbers(ofLayer index: Int, beforeActivation: Bool) -> LayerNumbers {
    guard index < trace.computedLayers else { return LayerNumbers(noneOf: trace.network.shapes[index]) }
    return layers[index].numbers(beforeActivation: beforeActivation)
  }

  /// The numbers of each computed layer, before or after its activation function.
  public func numbers(beforeActivation: Bool) -> [LayerNumbers] {
    layers.map { $0.numbers(beforeActivation: beforeActivation) }
  }

  /// The feature map of each computed layer whose numbers vary most; 0 for layers without maps.
  public var strongestChannels: [Int] { layers.map(\.strongestChannel) }

  /// How many numbers the pass keeps: the activations, and the pre-activations where they are others.
  public var numberCount: Int {
    zip(trace.network.layers, trace.network.shapes).reduce(0) { sum, layer in
      sum + layer.1.count * (layer.0.operation.activationFunction == .linear ? 1 : 2)
    }
  }

  /// The class whose logit is larger than all others; `nil` where none is, and where there are no classes.
  public var winner: Int? { verdict?.winner }

  /// Whether the classes can be ranked: no logit is NaN, and they are not all equal.
  public var hasRanking: Bool {
    switch verdict {
    case .winner, .infinite: true
    case .tie(let classes): classes.count < logits.count
    case .notANumber, nil: false
    }
  }
}

extension Network {
  /// Whether a pass has so few numbers that they are looked through when a screen asks.
  var isLookedThroughLater: Bool { shapes.reduce(0) { $0 + $1.count } <= LayerFacts.mostLater }
}

/// The places of numbers, the largest first; of equals the first, NaN last.
private func ranked(_ numbers: [Float]) -> [Int] {
  numbers.indices.sorted { one, other in
    if numbers[one] == numbers[other] || (numbers[one].isNaN && numbers[other].isNaN) { return one < other }
    return numbers[other].isNaN || numbers[one] > numbers[other]
  }
}

/// Softmax of logits in `Double`; the value itself for a single sigmoid unit; nothing otherwise.
private func shares(of logits: [Float], network: Network) -> [Double] {
  let last = network.layers[network.layers.count - 1].operation.activationFunction
  if logits.count == 1 { return last == .sigmoid && !logits[0].isNaN ? logits.map(Double.init) : [] }
  guard last == .linear || last == .softmax, !logits.contains(where: \.isNaN), let largest = logits.max(),
    largest.isFinite
  else { return [] }
  let exponentials = logits.map { exponential(Double($0) - Double(largest)) }
  let sum = exponentials.reduce(0, +)
  return exponentials.map { $0 / sum }
}

/// A picture as the screens show it, of which a network reads numbers.
public struct ShownPicture: Equatable, Sendable {
  /// What was done to a picture of another aspect than the network's input.
  public enum Fitting: String, Sendable {
    /// Its middle was taken.
    case cropped
    /// Black was added.
    case padded
    /// It was distorted.
    case stretched
  }

  /// The rows and columns that it had before.
  public let size: Size2D
  /// What was done to bring it to the input's aspect; `nil` where it has it.
  public let fitting: Fitting?
  /// The samples in 0…1, (height, width, channel), in the shape of the network's input.
  public let samples: Tensor

  /// Makes a picture of its samples.
  public init(size: Size2D, fitting: Fitting? = nil, samples: Tensor) {
    self.size = size
    self.fitting = fitting
    self.samples = samples
  }
}
