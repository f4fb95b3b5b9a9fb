public import Tensors

/// Numbers that the code gives: one, or a block that is broadcast over a layer's input.
public struct Constant: Hashable, Sendable {
  /// The extents; none for a single number.
  public let shape: Shape
  /// The numbers in memory order, last axis fastest.
  public let values: [Double]

  /// Makes a block of numbers.
  ///
  /// - Precondition: There are as many as the shape counts.
  public init(_ shape: Shape, _ values: [Double]) {
    precondition(values.count == shape.count, "\(values.count) values for \(shape)")
    self.shape = shape
    self.values = values
  }

  /// Makes a single number.
  public init(_ value: Double) {
    self.init(Shape(), [value])
  }
}

extension Constant: CustomStringConvertible {
  /// The number, or the list of numbers in memory order.
  public var description: String { shape.rank == 0 ? "\(values[0])" : "\(values)" }
}
