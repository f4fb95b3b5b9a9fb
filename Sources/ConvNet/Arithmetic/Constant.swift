public import Tensors

/// Numbers that the code gives: one, or a block that is broadcast over a layer's input.
public struct Constant: Equatable, Sendable {
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

  /// The numbers as Python writes them: `1/255`, `[0.5, 0.25]`.
  var python: String { python(extents: shape.extents[...], values[...]) }

  private func python(extents: ArraySlice<Int>, _ values: ArraySlice<Double>) -> String {
    guard let extent = extents.first else { return values.first.map(ListingToken.python) ?? "" }
    let step = extents.dropFirst().reduce(1, *)
    let elements = (0..<extent).map { index in
      let start = values.startIndex + index * step
      return python(extents: extents.dropFirst(), values[start..<start + step])
    }
    return "[" + elements.joined(separator: ", ") + "]"
  }
}
