import Tensors

/// A smaller tensor read as if it had the shape of a larger one: extents of 1 repeat, and missing axes come first.
///
/// Source: NumPy's broadcasting, which Keras follows.
struct Broadcast {
  /// The shape of the tensor as it is.
  let shape: Shape
  /// The shape that it is read in.
  let target: Shape

  /// Lays a tensor's shape over another one; `nil` where it does not fit.
  init?(_ shape: Shape, over target: Shape) {
    guard shape.rank <= target.rank,
      zip(shape.extents, target.extents.suffix(shape.rank)).allSatisfy({ $0 == 1 || $0 == $1 })
    else { return nil }
    self.shape = shape
    self.target = target
  }

  /// The position that is read for a position of the target.
  func position(for position: [Int]) -> [Int] {
    zip(position.suffix(shape.rank), shape.extents).map { $1 == 1 ? 0 : $0 }
  }

  /// The positions that are read for a region of the target.
  func region(for region: Region) -> Region {
    region.map { axes in
      zip(axes.suffix(shape.rank), shape.extents).map { $1 == 1 ? RangeSet(0..<1) : $0 }
    }
  }

  /// The index in memory that is read for each index in memory of the target.
  var offsets: [Int] {
    let missing = [Int](repeating: 1, count: target.rank - shape.rank)
    return zip(target.extents, missing + shape.extents).reduce([0]) { offsets, axis in
      offsets.flatMap { offset in (0..<axis.0).map { offset * axis.1 + (axis.1 == 1 ? 0 : $0) } }
    }
  }

  /// The numbers of a tensor in the order of the target.
  func expanded<Number>(_ numbers: [Number]) -> [Number] {
    shape == target ? numbers : offsets.map { numbers[$0] }
  }

  /// The shape that two shapes make together; `nil` where they don't fit.
  static func shape(of one: Shape, _ other: Shape) -> Shape? {
    let rank = max(one.rank, other.rank)
    let (first, second) = (one.padded(toRank: rank), other.padded(toRank: rank))
    let fits = zip(first, second).allSatisfy { $0 == $1 || $0 == 1 || $1 == 1 }
    return fits ? Shape(zip(first, second).map { $0 == 1 ? $1 : $0 }) : nil
  }
}

extension Shape {
  /// The extents with 1s in front.
  fileprivate func padded(toRank rank: Int) -> [Int] {
    [Int](repeating: 1, count: rank - self.rank) + extents
  }

  /// Axes, counted from 0, in ascending order; the last where none are said.
  ///
  /// - Throws: `LayerFault.argument` where one is missing, or is named twice.
  func axes(_ axes: [Int]?) throws(LayerFault) -> [Int] {
    let axes = axes ?? [rank - 1]
    guard axes.allSatisfy((0..<rank).contains), Set(axes).count == axes.count else {
      throw .argument("axis", found: axes.count == 1 ? "\(axes[0])" : "\(axes)")
    }
    return axes.sorted()
  }
}
