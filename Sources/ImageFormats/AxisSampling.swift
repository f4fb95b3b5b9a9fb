/// How each position of a resampled axis is made from the positions of the original one.
///
/// The weights are whole numbers and the divisor is shared by all, so the arithmetic of a position is exact
/// but for the sums of products.
struct AxisSampling {
  /// The weighted run of original positions that makes one new position.
  struct Taps: Equatable {
    /// The first original position.
    let first: Int
    /// The weights of `first`, `first + 1` …; their sum is the divisor.
    let weights: [Double]
  }

  /// The taps of each new position.
  let taps: [Taps]
  /// What the sum of weighted values is divided by.
  let divisor: Double

  /// Samples `count` positions from the original positions of a range.
  ///
  /// Shrinking averages by area: new position i is the mean of [i·n/count, (i+1)·n/count), n being the
  /// length of the range, and a position partly inside counts by the part. Enlarging interpolates between the
  /// two nearest centres: new position i reads (i + ½)·n/count − ½, clamped to 0…n−1. Equal lengths copy.
  ///
  /// - Precondition: The range is not empty and `count` is at least 1.
  init(_ range: Range<Int>, to count: Int) {
    precondition(!range.isEmpty && count >= 1, "sampling \(count) of \(range)")
    let length = range.count
    if count <= length {
      taps = (0..<count).map { Self.area($0, of: count, length: length, from: range.lowerBound) }
      divisor = Double(length)
    } else {
      taps = (0..<count).map { Self.linear($0, of: count, length: length, from: range.lowerBound) }
      divisor = Double(2 * count)
    }
  }

  /// The original positions that a new one covers, in units of 1/count of a position.
  private static func area(_ index: Int, of count: Int, length: Int, from start: Int) -> Taps {
    let covered = index * length..<(index + 1) * length
    let first = covered.lowerBound / count
    let last = (covered.upperBound - 1) / count
    let weights = (first...last).map { position in
      Double(covered.clamped(to: position * count..<(position + 1) * count).count)
    }
    return Taps(first: start + first, weights: weights)
  }

  /// The two original positions next to the centre of a new one, in units of 1/(2·count) of a position.
  private static func linear(_ index: Int, of count: Int, length: Int, from start: Int) -> Taps {
    let unit = 2 * count
    let centre = min(max((2 * index + 1) * length - count, 0), unit * (length - 1))
    let (first, rest) = centre.quotientAndRemainder(dividingBy: unit)
    let weights = rest == 0 ? [Double(unit)] : [Double(unit - rest), Double(rest)]
    return Taps(first: start + first, weights: weights)
  }
}
