public import Tensors

/// What a square of a picture is covered with.
public enum OcclusionFill: String, CaseIterable, Sendable {
  /// Half of the light: 0.5 in each channel.
  case grey
  /// No light: 0.
  case black
  /// All of the light: 1.
  case white
  /// The picture's mean, of each channel its own.
  case mean

  /// The sample of each channel, from 0 to 1, for a picture (height, width, channel).
  public func samples(of picture: Tensor) -> [Float] {
    let channels = picture.shape.channels
    return switch self {
    case .grey: [Float](repeating: 0.5, count: channels)
    case .black: [Float](repeating: 0, count: channels)
    case .white: [Float](repeating: 1, count: channels)
    case .mean: picture.meansOfChannels
    }
  }
}
