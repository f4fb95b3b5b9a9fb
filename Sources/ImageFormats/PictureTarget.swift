public import Tensors

/// A network whose input no picture can be brought to: not (height, width, channel) with 1 or 3 channels.
public struct UnsuitableInput: Error, Equatable, Sendable {
  /// The shape of the network's input.
  public let shape: Shape
}

/// The input of a network that pictures can be brought to.
public struct PictureTarget: Equatable, Sendable {
  /// (height, width, channel), with 1 channel or 3.
  public let shape: Shape

  /// Takes the shape of a network's input.
  ///
  /// - Throws: `UnsuitableInput` where the shape is not (height, width, 1 or 3).
  public init(_ shape: Shape) throws(UnsuitableInput) {
    guard shape.rank == 3, shape[0] >= 1, shape[1] >= 1, shape[2] == 1 || shape[2] == 3 else {
      throw UnsuitableInput(shape: shape)
    }
    self.shape = shape
  }

  /// The number of rows.
  var height: Int { shape[0] }
  /// The number of columns.
  var width: Int { shape[1] }
  /// The number of channels: 1 or 3.
  var channels: Int { shape[2] }
}
