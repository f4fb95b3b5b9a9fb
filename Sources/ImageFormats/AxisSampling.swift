/// How each position of a resampled axis is made from the positions of the original one.
///
/// The weights are whole numbers and the divisor is shared by all, so sums of whole numbers are exact. Counted from
/// the other end of the axis, the weights are the same.
struct AxisSampling {
  /// The weighted run of original positions that makes one new position.
  struct Taps: Equatable {
    /// The original positions.
    let positions: Range<Int>
    /// The weight of the first position.
    let first: Double
    /// The weight of each position between the first and the last.
    let inner: Double
    /// The weight of the last position, where there are two or more.
    let last: Double

    /// The weight of a position; those of all positions add up to the divisor.
    func weight(at position: Int) -> Double {
      if position == positions.lowerBound { return first }
      return position == positions.upperBound - 1 ? last : inner
    }
  }

  /// The taps of each new position.
  let taps: [Taps]
  /// What the sum of weighted values is divided by.
  let divisor: Double
  /// Whether each new position is an original one.
  let isCopy: Bool

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
    isCopy = count == length
    if count <= length {
      taps = (0..<count).map { Self.area($0, of: count, length: length, from: range.lowerBound) }
      divisor = Double(length)
    } else {
      taps = (0..<count).map { Self.linear($0, of: count, length: length, from: range.lowerBound) }
      divisor = Double(2 * count)
    }
  }

  /// The new positions, by index, that are made of any of some original ones.
  ///
  /// The first and the last position of taps grow with their index, so a few are looked at.
  func uses(of positions: Range<Int>) -> Range<Int> {
    let first = partition { $0.positions.upperBound > positions.lowerBound }
    let end = partition { $0.positions.lowerBound >= positions.upperBound }
    return first..<max(first, end)
  }

  /// The index of the first taps that are beyond something, as all behind them are; their count where none is.
  private func partition(_ isBeyond: (Taps) -> Bool) -> Int {
    var (low, high) = (0, taps.count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(taps[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The original positions that a new one covers, in units of 1/count of a position.
  private static func area(_ index: Int, of count: Int, length: Int, from start: Int) -> Taps {
    let covered = index * length..<(index + 1) * length
    let first = covered.lowerBound / count
    let last = (covered.upperBound - 1) / count
    let weight = { (position: Int) in
      Double(covered.clamped(to: position * count..<(position + 1) * count).count)
    }
    return Taps(
      positions: start + first..<start + last + 1, first: weight(first), inner: Double(count),
      last: weight(last))
  }

  /// The two original positions next to the centre of a new one, in units of 1/(2·count) of a position.
  private static func linear(_ index: Int, of count: Int, length: Int, from start: Int) -> Taps {
    let unit = 2 * count
    let centre = min(max((2 * index + 1) * length - count, 0), unit * (length - 1))
    let (first, rest) = centre.quotientAndRemainder(dividingBy: unit)
    let positions = start + first..<start + first + (rest == 0 ? 1 : 2)
    return Taps(positions: positions, first: Double(unit - rest), inner: 0, last: Double(rest))
  }
}
