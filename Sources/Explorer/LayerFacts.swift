import ConvNet
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

/// What is worth saying of a layer's numbers, found when it is asked for: most of it is for no screen of a change.
struct LayerFacts: Sendable {
  /// A pass of at most so many numbers is looked through when a screen asks, which a key doesn't feel; a larger one where it
  /// is computed.
  static let mostLater = 1 << 17

  private let after: Later<LayerNumbers>
  private let before: Later<LayerNumbers>
  private let strongest: Later<Int>

  /// Takes the tensors of a layer, after and before its activation function; `isLater`: they are looked through when
  /// something is asked of them.
  init(activation: Tensor, preActivation: Tensor, isDifference: Bool = false, isLater: Bool) {
    let after = Later { isDifference ? LayerNumbers(ofDifference: activation) : LayerNumbers(activation) }
    self.after = after
    before = Later {
      if preActivation.hasSameBits(as: activation) { return after.value }
      return isDifference ? LayerNumbers(ofDifference: preActivation) : LayerNumbers(preActivation)
    }
    strongest = Later { isDifference ? 0 : mostVaryingChannel(of: activation) }
    guard !isLater else { return }
    _ = (after.value, before.value, strongest.value)
  }

  /// The layer's numbers, before or after its activation function.
  func numbers(beforeActivation: Bool) -> LayerNumbers { (beforeActivation ? before : after).value }

  /// The feature map whose numbers vary most; 0 without maps, and of a difference.
  var strongestChannel: Int { strongest.value }
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
