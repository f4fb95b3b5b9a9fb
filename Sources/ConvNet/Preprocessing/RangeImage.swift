import Tensors

/// What arithmetic makes of the numbers from black to full.
struct RangeImage {
  /// The smallest number, in any channel.
  let lower: Double
  /// The largest number, in any channel.
  let upper: Double

  /// How far a rounding to `Float` may keep an end from 0, in the magnitude of the larger end.
  private static let tolerance = 1e-5
  /// The ranges that networks work with.
  private static let usual: [(lower: Double, upper: Double)] = [(0, 1), (-1, 1), (-0.5, 0.5)]
  private static let usualOfNormalised: [(lower: Double, upper: Double)] = [(-2, 2)]

  /// The numbers between what became of a black picture and of a full one; places that are the same on both don't
  /// count.
  ///
  /// `nil` where a channel's numbers don't hold 0, are not finite, or don't depend on the picture.
  init?(_ black: Tensor, _ full: Tensor) {
    let channels = black.shape.channels
    var ends = [(lower: Double, upper: Double)?](repeating: nil, count: channels)
    for (index, (one, other)) in zip(black.values, full.values).enumerated() where one != other {
      guard one.isFinite, other.isFinite else { return nil }
      let (low, high) = (Double(min(one, other)), Double(max(one, other)))
      let known = ends[index % channels]
      ends[index % channels] = (min(known?.lower ?? low, low), max(known?.upper ?? high, high))
    }
    let found = ends.compactMap(\.self)
    let holdZero = found.allSatisfy { lower, upper in
      let slack = Self.tolerance * max(lower.magnitude, upper.magnitude)
      return lower <= slack && upper >= -slack
    }
    guard found.count == channels, holdZero, let lower = found.map(\.lower).min(),
      let upper = found.map(\.upper).max()
    else { return nil }
    self.lower = lower
    self.upper = upper
  }

  /// How far the range is from the nearest that networks work with, and behind equals the place of that one.
  func distance(isNormalised: Bool) -> (Double, Int) {
    let targets = isNormalised ? Self.usualOfNormalised : Self.usual
    return targets.enumerated().map { (distance(to: $1), $0) }.min { $0 < $1 } ?? (.infinity, 0)
  }

  /// The larger distance of two ends, in widths of the narrower range, free of what rounding to `Float` adds.
  private func distance(to other: (lower: Double, upper: Double)) -> Double {
    let distance = max((lower - other.lower).magnitude, (upper - other.upper).magnitude)
    let relative = distance / min(upper - lower, other.upper - other.lower)
    return (relative / Self.tolerance).rounded() * Self.tolerance
  }
}
