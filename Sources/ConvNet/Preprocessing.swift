public import Tensors

/// What is done to the samples of a picture, each in 0…1, before a network reads them.
///
/// The number that the network reads of a sample x of channel k is
/// (lower + x · (upper − lower) − mean[k]) ÷ deviation[k], taken in `Double` and rounded once to `Float`. With the
/// defaults it is x itself. Sources: `keras.applications.imagenet_utils.preprocess_input` (modes `tf` and `torch`),
/// `keras.layers.Rescaling`.
public struct Preprocessing: Equatable, Sendable {
  /// What a sample of 0 becomes, before the mean is subtracted.
  public let lower: Double
  /// What a sample of 1 becomes, before the mean is subtracted.
  public let upper: Double
  /// What is subtracted then: one number for all channels, or one for each; empty for nothing.
  public let mean: [Double]
  /// What that is divided by: one number for all channels, or one for each; empty for nothing.
  public let deviation: [Double]

  /// Makes a preprocessing; without arguments it changes nothing.
  ///
  /// - Precondition: All numbers are finite, `lower` is below `upper`, and each deviation is positive.
  public init(lower: Double = 0, upper: Double = 1, mean: [Double] = [], deviation: [Double] = []) {
    precondition(lower.isFinite && upper.isFinite && lower < upper, "an input range of \(lower):\(upper)")
    precondition(mean.allSatisfy(\.isFinite), "a mean of \(mean)")
    precondition(deviation.allSatisfy { $0.isFinite && $0 > 0 }, "a deviation of \(deviation)")
    self.lower = lower
    self.upper = upper
    self.mean = mean
    self.deviation = deviation
  }

  /// Whether a network reads the samples as they are.
  public var isIdentity: Bool { self == Preprocessing() }

  /// Whether the channels are not all treated alike.
  public var isByChannel: Bool { mean.count > 1 || deviation.count > 1 }

  /// What is subtracted from a channel; `nil` where nothing is.
  ///
  /// - Precondition: There is one mean at most, or one for the channel.
  public func mean(ofChannel channel: Int) -> Double? { mean.count > 1 ? mean[channel] : mean.first }

  /// What a channel is divided by; `nil` where it isn't.
  ///
  /// - Precondition: There is one deviation at most, or one for the channel.
  public func deviation(ofChannel channel: Int) -> Double? {
    deviation.count > 1 ? deviation[channel] : deviation.first
  }

  /// The number that a network reads of a sample of a channel.
  public func number(of sample: Float, channel: Int) -> Float {
    let scaled = lower + Double(sample) * (upper - lower)
    return Float((scaled - (mean(ofChannel: channel) ?? 0)) / (deviation(ofChannel: channel) ?? 1))
  }

  /// The sample of a channel that a network reads a number of, for colours: the inverse, rounded to `Float`.
  public func sample(of number: Float, channel: Int) -> Float {
    let scaled = Double(number) * (deviation(ofChannel: channel) ?? 1) + (mean(ofChannel: channel) ?? 0)
    return Float((scaled - lower) / (upper - lower))
  }

  /// What a network reads of a picture's samples, (height, width, channel).
  ///
  /// - Precondition: `mean` and `deviation` have one number at most, or one for each channel.
  public func input(_ samples: Tensor) -> Tensor {
    guard !isIdentity else { return samples }
    let channels = samples.shape.channels
    return Tensor(
      samples.shape, samples.values.enumerated().map { number(of: $1, channel: $0 % channels) })
  }
}

extension Preprocessing {
  /// The input range that a network expects where nothing else is said: 0…1, or 0…255 where its first layer
  /// behind the input is one that rescales.
  public static func expectedRange(of network: Network) -> (lower: Double, upper: Double) {
    let first = network.layers.dropFirst().first?.kind
    return (0, first.map(rescales) ?? false ? 255 : 1)
  }

  /// Whether a layer brings samples of 0…255 to a smaller range itself.
  private static func rescales(_ kind: any LayerKind) -> Bool {
    guard let arithmetic = kind as? ConstantArithmetic else {
      return ["Rescaling", "Normalization"].contains(kind.className)
    }
    switch arithmetic.operation {
    case .divide: return arithmetic.constant.magnitude > 1
    case .multiply: return arithmetic.constant.magnitude < 1
    case .add, .subtract: return false
    }
  }
}
