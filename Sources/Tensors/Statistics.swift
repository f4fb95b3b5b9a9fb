/// What is worth saying of a set of numbers; NaN and ±∞ are counted and otherwise passed over.
public struct Statistics: Equatable, Sendable {
  /// The smallest finite number; 0 where there is none.
  public let minimum: Float
  /// The largest finite number; 0 where there is none.
  public let maximum: Float
  /// The mean of the finite numbers, summed in `Double`; 0 where there is none.
  public let mean: Float
  /// How many numbers there are, finite or not.
  public let count: Int
  /// How many numbers are exactly 0.
  public let zeroCount: Int
  /// How many numbers are NaN or ±∞.
  public let nonFiniteCount: Int
  /// The index of the first of the largest finite numbers; `nil` where there is none.
  public let maximumIndex: Int?

  /// Takes the statistics of the given numbers.
  public init(_ values: some Collection<Float>) {
    var minimum = Float.infinity
    var maximum = -Float.infinity
    var sum = 0.0
    var finite = 0
    var zeros = 0
    var maximumIndex: Int?
    for (index, value) in values.enumerated() where value.isFinite {
      finite += 1
      sum += Double(value)
      if value == 0 { zeros += 1 }
      minimum = min(minimum, value)
      if value > maximum {
        maximum = value
        maximumIndex = index
      }
    }
    self.minimum = finite == 0 ? 0 : minimum
    self.maximum = finite == 0 ? 0 : maximum
    self.mean = finite == 0 ? 0 : Float(sum / Double(finite))
    self.count = values.count
    self.zeroCount = zeros
    self.nonFiniteCount = values.count - finite
    self.maximumIndex = maximumIndex
  }

  /// Whether every number is exactly 0.
  public var isAllZero: Bool { zeroCount == count }

  /// The largest magnitude among the finite numbers.
  public var magnitude: Float { max(abs(minimum), abs(maximum)) }
}

/// The number below which a fraction of the finite numbers lies: the value at rank ⌈fraction · n⌉ in
/// ascending order, without interpolation; 0 where no number is finite.
///
/// - Precondition: `fraction` lies in 0…1.
public func percentile(_ fraction: Double, of values: some Sequence<Float>) -> Float {
  precondition((0...1).contains(fraction), "a percentile of \(fraction)")
  let sorted = values.filter(\.isFinite).sorted()
  guard !sorted.isEmpty else { return 0 }
  let rank = Int((fraction * Double(sorted.count)).rounded(.up))
  return sorted[min(max(rank - 1, 0), sorted.count - 1)]
}

/// Counts of numbers in bins of equal width.
public struct Histogram: Equatable, Sendable {
  /// The lower edge of each bin.
  public let edges: [Float]
  /// How many numbers fall into each bin: edge ≤ number < next edge; the last bin includes its upper edge.
  public let counts: [Int]
  /// The width of a bin.
  public let binWidth: Float

  /// Counts the finite numbers of the range `lower`…`upper` in `bins` bins.
  ///
  /// - Precondition: `bins` is at least 1 and `lower` ≤ `upper`.
  public init(_ values: some Sequence<Float>, from lower: Float, to upper: Float, bins: Int) {
    precondition(bins >= 1 && lower <= upper, "\(bins) bins from \(lower) to \(upper)")
    let width = (Double(upper) - Double(lower)) / Double(bins)
    var counts = [Int](repeating: 0, count: bins)
    for value in values where value.isFinite && value >= lower && value <= upper {
      let bin = width > 0 ? Int((Double(value) - Double(lower)) / width) : 0
      counts[min(bin, bins - 1)] += 1
    }
    self.counts = counts
    self.edges = (0..<bins).map { Float(Double(lower) + Double($0) * width) }
    self.binWidth = Float(width)
  }

  /// The bin that a number falls into; `nil` outside the range.
  public func bin(of value: Float) -> Int? {
    guard let first = edges.first, value.isFinite, value >= first else { return nil }
    let bin = binWidth > 0 ? Int((value - first) / binWidth) : 0
    let nearest = min(bin, counts.count - 1)
    return value <= first + binWidth * Float(counts.count) * 1.000_001 ? nearest : nil
  }
}
