public import ConvNet
public import Tensors

/// What a scale and a caption need to know of a layer's numbers.
public struct LayerNumbers: Equatable, Sendable {
  /// Count, mean, smallest, largest.
  public let statistics: Statistics
  /// The 99.5th percentile of the magnitudes; the largest magnitude where that is 0.
  public let top: Float
  /// The largest magnitude of each feature map's finite numbers; empty for layers without maps.
  public let magnitudes: [Float]

  /// Takes the numbers of a tensor.
  public init(_ tensor: Tensor) {
    self.init(tensor.values, magnitudes: largestMagnitudes(ofChannelsOf: tensor))
  }

  /// Takes what changes have made of a tensor, of which the largest is the end of every scale.
  init(ofDifference tensor: Tensor) {
    statistics = Statistics(tensor.values)
    magnitudes = largestMagnitudes(ofChannelsOf: tensor)
    top = statistics.magnitude
  }

  /// Takes those numbers of a layer that a pass has computed where it stands.
  init(_ tensor: Tensor, ofLayer layer: Int, computedBy trace: PartialTrace) {
    let channels = tensor.shape.channels
    var (values, magnitudes) = ([Float](), [Float]())
    for channel in 0..<channels {
      let known = trace.computedNumbers(ofMap: channel, layer: layer)
      let numbers = (0..<known).map { tensor.values[$0 * channels + channel] }
      magnitudes.append(Statistics(numbers).magnitude)
      values += numbers
    }
    self.init(values, magnitudes: tensor.shape.rank == 3 ? magnitudes : [])
  }

  /// What is known of a layer of which nothing is computed.
  init(noneOf shape: Shape) {
    self.init([], magnitudes: shape.rank == 3 ? [Float](repeating: 0, count: shape.channels) : [])
  }

  private init(_ values: [Float], magnitudes: [Float]) {
    statistics = Statistics(values)
    self.magnitudes = magnitudes
    let percentile = percentile(0.995, of: values.map(abs))
    top = percentile > 0 ? percentile : statistics.magnitude
  }
}

/// A picture's trace through the network as far as it is computed, with what the screens say of it.
public struct Evaluation: Sendable {
  /// The picture as the screens show it; `trace.input` is what the network reads of it.
  public let picture: ShownPicture
  /// The tensors of one pass.
  public private(set) var trace: Trace
  /// The numbers of each computed layer's activation.
  public private(set) var activations: [LayerNumbers] = []
  /// The numbers of each computed layer's pre-activation.
  public private(set) var preActivations: [LayerNumbers] = []
  /// The feature map of each computed layer whose numbers vary most; 0 for layers without maps.
  public private(set) var strongestChannels: [Int] = []
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
    activations = trace.activations.map(LayerNumbers.init(ofDifference:))
    preActivations = trace.activations.indices.map { index in
      trace.preActivations[index].hasSameBits(as: trace.activations[index])
        ? activations[index] : LayerNumbers(ofDifference: trace.preActivations[index])
    }
    strongestChannels = trace.activations.map { _ in 0 }
  }

  /// Takes what more of the pass is computed.
  ///
  /// - Precondition: It is the same pass, and no layer less is computed.
  public mutating func take(_ trace: Trace) { take(trace, sharing: nil) }

  private mutating func take(_ trace: Trace, sharing other: Evaluation?) {
    precondition(trace.computedLayers >= activations.count, "a pass that has lost layers")
    self.trace = trace
    for index in activations.count..<trace.computedLayers {
      let (activation, before) = (trace.activations[index], trace.preActivations[index])
      if let other, index < other.activations.count,
        activation.hasSameBits(as: other.trace.activations[index]),
        before.hasSameBits(as: other.trace.preActivations[index])
      {
        activations.append(other.activations[index])
        preActivations.append(other.preActivations[index])
        strongestChannels.append(other.strongestChannels[index])
        continue
      }
      activations.append(LayerNumbers(activation))
      preActivations.append(before.hasSameBits(as: activation) ? activations[index] : LayerNumbers(before))
      strongestChannels.append(mostVaryingChannel(of: activation))
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
    return beforeActivation ? preActivations[index] : activations[index]
  }

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

/// The places of numbers, the largest first; of equals the first, NaN last.
private func ranked(_ numbers: [Float]) -> [Int] {
  numbers.indices.sorted { one, other in
    if numbers[one] == numbers[other] || (numbers[one].isNaN && numbers[other].isNaN) { return one < other }
    return numbers[other].isNaN || numbers[one] > numbers[other]
  }
}

/// The largest magnitude of each channel's finite numbers; 0 where it has none.
private func largestMagnitudes(ofChannelsOf tensor: Tensor) -> [Float] {
  guard tensor.shape.rank == 3 else { return [] }
  let channels = tensor.shape.channels
  var magnitudes = [Float](repeating: 0, count: channels)
  magnitudes.withUnsafeMutableBufferPointer { magnitudes in
    tensor.values.withUnsafeBufferPointer { values in
      for start in stride(from: 0, to: values.count, by: max(channels, 1)) {
        for channel in 0..<channels {
          let magnitude = abs(values[start + channel])
          if magnitude > magnitudes[channel], magnitude < .infinity { magnitudes[channel] = magnitude }
        }
      }
    }
  }
  return magnitudes
}

/// The channel whose numbers vary most about their mean.
private func mostVaryingChannel(of tensor: Tensor) -> Int {
  guard tensor.shape.rank == 3, tensor.shape.channels > 0 else { return 0 }
  let (channels, values) = (tensor.shape.channels, tensor.values)
  var sums = [Double](repeating: 0, count: channels)
  var (squares, counts) = (sums, sums)
  for start in stride(from: 0, to: values.count, by: channels) {
    for channel in 0..<channels where values[start + channel].isFinite {
      let value = Double(values[start + channel])
      sums[channel] += value
      squares[channel] += value * value
      counts[channel] += 1
    }
  }
  let spreads = sums.indices.map { squares[$0] - sums[$0] * sums[$0] / max(1, counts[$0]) }
  return spreads.indices.max { spreads[$0] < spreads[$1] } ?? 0
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
