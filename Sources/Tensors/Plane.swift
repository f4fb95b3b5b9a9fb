/// A (height, width) rectangle of numbers: one feature map, one kernel, one channel of a picture.
public struct Plane: Equatable, Sendable {
  /// The number of rows.
  public let height: Int
  /// The number of columns.
  public let width: Int
  /// The numbers, row by row; always `height * width` of them.
  public let values: [Float]

  /// Makes a plane from its numbers, row by row.
  ///
  /// - Precondition: There are exactly `height * width` numbers.
  public init(height: Int, width: Int, values: [Float]) {
    precondition(values.count == height * width, "\(values.count) values for \(height)×\(width)")
    self.height = height
    self.width = width
    self.values = values
  }

  /// The number at a row and column.
  ///
  /// - Precondition: The position lies inside the plane.
  public subscript(row: Int, column: Int) -> Float {
    precondition(
      (0..<height).contains(row) && (0..<width).contains(column),
      "[\(row), \(column)] of a plane of \(height)×\(width)")
    return values[row * width + column]
  }

  /// The plane shrunk by an integer factor: each number stands for a block of factor × factor.
  ///
  /// The result is ⌈height ÷ factor⌉ × ⌈width ÷ factor⌉; blocks at the lower and right edge have the numbers that exist.
  ///
  /// - Precondition: `factor` is at least 1.
  public func shrunk(by factor: Int, _ shrinking: Shrinking) -> Plane {
    precondition(factor >= 1, "shrinking by \(factor)")
    guard factor > 1 else { return self }
    return Tensor(Shape(height, width, 1), values).planes(
      channels: 0..<1, shrunkBy: factor, shrinking)[0]
  }
}

/// What stands for a block of numbers where a plane is shrunk.
public enum Shrinking: Hashable, Sendable {
  /// Their mean, summed in `Double` and rounded once: for pictures.
  case mean
  /// The one of the largest magnitude, with its sign, of several the first; NaN where there is one: for feature maps, of
  /// which means are all alike.
  case largest
}
