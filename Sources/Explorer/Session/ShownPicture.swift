public import ConvNet
public import Tensors

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
