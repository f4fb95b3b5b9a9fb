public import Tensors

/// What is done to the samples of a picture, each in 0…1, before a network reads them.
///
/// Channels count as the network has them: in BGR order its channel 0 is the picture's blue. The number that the
/// network reads of a sample x for its channel k is (y − mean[k]) ÷ deviation[k], where y is lower + x · (upper − lower)
/// rounded to `Float`, so that a sample of 8 bits is whole in 0…255; where pictures are inverted lower + upper less that.
/// It is taken in `Double` and rounded once more to `Float`, for a network that holds integers to a whole number before.
/// With the defaults it is x itself. Sources: `keras.applications.imagenet_utils.preprocess_input`, `keras.layers.Rescaling`.
public struct Preprocessing: Equatable, Sendable {
  /// What a sample of 0 becomes, before the mean is subtracted.
  public let lower: Double
  /// What a sample of 1 becomes, before the mean is subtracted.
  public let upper: Double
  /// What is subtracted then: one number for all channels, or one for each; empty for nothing.
  public let mean: [Double]
  /// What that is divided by: one number for all channels, or one for each; empty for nothing.
  public let deviation: [Double]
  /// In which order the network reads the colours.
  public let channelOrder: ChannelOrder
  /// Whether each number of the range is taken from its other end: black becomes full.
  public let isInverted: Bool
  /// Whether the network reads whole numbers only.
  public let isWhole: Bool
  /// Why the range is what it is.
  public let reason: RangeReason
  /// What the network tells of its range by itself, where somebody asked for other numbers; else `nil`.
  public var overruled: ExpectedRange?

  /// Makes a preprocessing; without arguments it changes nothing.
  ///
  /// - Precondition: All numbers are finite, `lower` is below `upper`, and each deviation is positive.
  public init(
    lower: Double = 0, upper: Double = 1, mean: [Double] = [], deviation: [Double] = [],
    channelOrder: ChannelOrder = .rgb, isInverted: Bool = false, isWhole: Bool = false,
    reason: RangeReason = .given
  ) {
    precondition(lower.isFinite && upper.isFinite && lower < upper, "an input range of \(lower):\(upper)")
    precondition(mean.allSatisfy(\.isFinite), "a mean of \(mean)")
    precondition(deviation.allSatisfy { $0.isFinite && $0 > 0 }, "a deviation of \(deviation)")
    self.lower = lower
    self.upper = upper
    self.mean = mean
    self.deviation = deviation
    self.channelOrder = channelOrder
    self.isInverted = isInverted
    self.isWhole = isWhole
    self.reason = reason
  }

  /// Whether a network reads the samples as they are.
  public var isIdentity: Bool {
    lower == 0 && upper == 1 && mean.isEmpty && deviation.isEmpty && channelOrder == .rgb && !isInverted
      && !isWhole
  }

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

  /// The channel of the picture that the network reads as one of its own.
  public func pictureChannel(of channel: Int) -> Int { channelOrder.pictureChannel(of: channel) }

  /// The number that a network reads for a channel of a sample of the picture.
  public func number(of sample: Float, channel: Int) -> Float {
    let brought = Double(Float(lower + Double(sample) * (upper - lower)))
    let scaled = isInverted ? lower + upper - brought : brought
    let number = (scaled - (mean(ofChannel: channel) ?? 0)) / (deviation(ofChannel: channel) ?? 1)
    return Float(isWhole ? number.rounded() : number)
  }

  /// The smallest and the largest number that a network can read for a channel.
  public func ends(ofChannel channel: Int) -> (lower: Float, upper: Float) {
    let (black, full) = (number(of: 0, channel: channel), number(of: 1, channel: channel))
    return (min(black, full), max(black, full))
  }

  /// The sample of the picture of which a network reads a number for a channel, for colours: the inverse, rounded to
  /// `Float`.
  public func sample(of number: Float, channel: Int) -> Float {
    let scaled = Double(number) * (deviation(ofChannel: channel) ?? 1) + (mean(ofChannel: channel) ?? 0)
    return Float(((isInverted ? lower + upper - scaled : scaled) - lower) / (upper - lower))
  }

  /// What a network reads of a picture's samples, (height, width, channel).
  ///
  /// - Precondition: `mean` and `deviation` have one number at most, or one for each channel; in BGR order there are
  ///   three channels.
  public func input(_ samples: Tensor) -> Tensor {
    guard !isIdentity else { return samples }
    let channels = samples.shape.channels
    precondition(channelOrder == .rgb || channels == 3, "\(channelOrder) of \(samples.shape)")
    return Tensor(
      samples.shape,
      samples.values.indices.map { index in
        let channel = index % channels
        let place = index - channel + pictureChannel(of: channel)
        return number(of: samples.values[place], channel: channel)
      })
  }
}
