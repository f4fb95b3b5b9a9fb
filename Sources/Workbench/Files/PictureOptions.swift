internal import ConvNet
public import ImageFormats
internal import Tensors

/// How pictures are brought to a network's input, as far as it was asked for.
public struct PictureOptions: Equatable, Sendable {
  /// What a sample of 0 and one of 1 become.
  public struct InputRange: Equatable, Sendable {
    /// What a sample of 0 becomes.
    public let lower: Double
    /// What a sample of 1 becomes; above `lower`.
    public let upper: Double

    /// Makes a range.
    public init(lower: Double, upper: Double) {
      self.lower = lower
      self.upper = upper
    }
  }

  /// What is done to a picture of another aspect.
  public var fit: PictureFit
  /// The range of the numbers; `nil` for the one that the network expects.
  public var range: InputRange?
  /// What is subtracted: one number, or one for each channel; empty for nothing.
  public var mean: [Double]
  /// What that is divided by: one number, or one for each channel; empty for nothing.
  public var deviation: [Double]

  /// Makes options; without arguments pictures are cropped, and the network's own range is taken.
  public init(
    fit: PictureFit = .crop, range: InputRange? = nil, mean: [Double] = [], deviation: [Double] = []
  ) {
    self.fit = fit
    self.range = range
    self.mean = mean
    self.deviation = deviation
  }

  /// The preprocessing for a network.
  ///
  /// - Throws: `CommandError.channelNumbers` where there are more numbers than one, and not one for each channel.
  func preprocessing(for network: Network) throws(CommandError) -> Preprocessing {
    let channels = network.inputShape.channels
    for (option, numbers) in [("--mean", mean), ("--std", deviation)] {
      guard numbers.count <= 1 || numbers.count == channels else {
        throw .channelNumbers(option: option, found: numbers.count, channels: channels)
      }
    }
    let expected = Preprocessing.expectedRange(of: network)
    return Preprocessing(
      lower: range?.lower ?? expected.lower, upper: range?.upper ?? expected.upper, mean: mean,
      deviation: deviation)
  }
}
