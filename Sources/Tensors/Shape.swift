/// The extents of a tensor, slowest axis first: (height, width, channel) for images and activations.
public struct Shape: Hashable, Sendable {
  /// The extent of each axis; never negative.
  public let extents: [Int]

  /// Makes a shape of the given extents.
  ///
  /// - Precondition: No extent is negative.
  public init(_ extents: [Int]) {
    precondition(extents.allSatisfy { $0 >= 0 }, "negative extent in \(extents)")
    self.extents = extents
  }

  /// Makes a shape of the given extents.
  public init(_ extents: Int...) {
    self.init(extents)
  }

  /// The number of axes.
  public var rank: Int { extents.count }

  /// The number of scalars: the product of the extents, or `nil` where it exceeds `Int`.
  public var checkedCount: Int? {
    var product = 1
    for extent in extents {
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      guard !overflow else { return nil }
      product = next
    }
    return product
  }

  /// The number of scalars: the product of the extents.
  ///
  /// - Precondition: The product fits in `Int`.
  public var count: Int {
    guard let count = checkedCount else { preconditionFailure("shape \(self) is too large to count") }
    return count
  }

  /// The extent of one axis.
  public subscript(axis: Int) -> Int { extents[axis] }

  /// The extent of the last axis, which runs fastest; 1 for a scalar.
  public var channels: Int { extents.last ?? 1 }

  /// Whether a position has one index an axis, each inside its extent.
  public func contains(_ position: [Int]) -> Bool {
    position.count == rank && zip(position, extents).allSatisfy { (0..<$1).contains($0) }
  }

  /// The positions [i, j, …] of a shape from its index in memory, last axis fastest.
  ///
  /// - Precondition: `offset` lies inside the shape.
  public func indices(ofOffset offset: Int) -> [Int] {
    precondition((0..<count).contains(offset), "offset \(offset) outside \(self)")
    var rest = offset
    var indices = [Int](repeating: 0, count: rank)
    for axis in stride(from: rank - 1, through: 0, by: -1) {
      indices[axis] = rest % extents[axis]
      rest /= extents[axis]
    }
    return indices
  }

  /// The index in memory of the position [i, j, …], last axis fastest.
  ///
  /// - Precondition: One index an axis, each inside its extent.
  public func offset(of indices: [Int]) -> Int {
    precondition(contains(indices), "index \(indices) outside \(self)")
    return zip(indices, extents).reduce(0) { $0 * $1.1 + $1.0 }
  }
}

extension Shape: CustomStringConvertible {
  /// The shape as Python writes a tuple: `(30, 30, 32)`, `(1024,)`, `()`.
  public var description: String {
    let list = extents.map(String.init).joined(separator: ", ")
    return rank == 1 ? "(\(list),)" : "(\(list))"
  }
}
