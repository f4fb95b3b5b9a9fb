/// An n-dimensional block of `Float` values, last axis fastest in memory.
///
/// Images and activations are (height, width, channel); convolution weights (height, width, input channel,
/// output channel); dense weights (input, output).
public struct Tensor: Equatable, Sendable {
  /// The extents of the axes.
  public let shape: Shape
  /// The scalars in memory order; always `shape.count` of them.
  public var values: [Float] {
    didSet { precondition(values.count == shape.count, "\(values.count) values for \(shape)") }
  }

  /// Makes a tensor of the given shape from its scalars in memory order.
  ///
  /// - Precondition: There are exactly `shape.count` scalars.
  public init(_ shape: Shape, _ values: [Float]) {
    precondition(values.count == shape.count, "\(values.count) values for \(shape)")
    self.shape = shape
    self.values = values
  }

  /// Makes a tensor of the given shape with one value everywhere.
  public init(_ shape: Shape, repeating value: Float = 0) {
    self.shape = shape
    self.values = [Float](repeating: value, count: shape.count)
  }

  /// The scalar at the position [i, j, …], one index an axis.
  public subscript(_ indices: Int...) -> Float {
    get { values[shape.offset(of: indices)] }
    set { values[shape.offset(of: indices)] = newValue }
  }

  /// The scalar at an index in memory order.
  ///
  /// Written through this, memory that nobody else has is changed where it is: other modules get and set all of `values`.
  public subscript(offset index: Int) -> Float {
    get { values[index] }
    set { values[index] = newValue }
  }

  /// The scalar at a position given as an array of indices.
  public subscript(position indices: [Int]) -> Float {
    values[shape.offset(of: indices)]
  }

  /// The same scalars under another shape.
  ///
  /// - Precondition: Both shapes count the same scalars.
  public func reshaped(to shape: Shape) -> Tensor {
    Tensor(shape, values)
  }

  /// Whether another tensor has the same shape and the same bits: −0 is not 0, and each NaN is the same as itself.
  public func hasSameBits(as other: Tensor) -> Bool {
    guard shape == other.shape else { return false }
    return values.withUnsafeBufferPointer { own in
      other.values.withUnsafeBufferPointer { other in
        own.baseAddress == other.baseAddress
          || own.elementsEqual(other) { $0.bitPattern == $1.bitPattern }
      }
    }
  }

  /// The tensor with a function applied to each scalar.
  public func map(_ transform: (Float) -> Float) -> Tensor {
    Tensor(shape, values.map(transform))
  }
}

extension Tensor {
  /// One channel of a (height, width, channel) tensor as a plane.
  ///
  /// - Precondition: The rank is 3 and the channel exists.
  public func plane(channel: Int) -> Plane {
    precondition(shape.rank == 3, "a plane of \(shape)")
    precondition((0..<shape[2]).contains(channel), "channel \(channel) of \(shape)")
    let plane = stride(from: channel, to: values.count, by: shape[2]).map { values[$0] }
    return Plane(height: shape[0], width: shape[1], values: plane)
  }
}
