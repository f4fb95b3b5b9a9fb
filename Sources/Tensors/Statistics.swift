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
  public init(_ values: [Float]) {
    var sum = 0.0
    let first = values.firstIndex(where: \.isFinite)
    var (least, most) = first.map { (values[$0], values[$0]) } ?? (0, 0)
    for value in values where value.isFinite {
      sum += Double(value)
      if value < least { least = value }
      if value > most { most = value }
    }
    (minimum, maximum) = (least, most)
    nonFiniteCount = values.count { !$0.isFinite }
    zeroCount = values.count { $0 == 0 }
    maximumIndex = first == nil ? nil : values.firstIndex(of: most)
    count = values.count
    mean = first == nil ? 0 : Float(sum / Double(count - nonFiniteCount))
  }

  /// Whether every number is exactly 0.
  public var isAllZero: Bool { zeroCount == count }

  /// The largest magnitude among the finite numbers.
  public var magnitude: Float { max(abs(minimum), abs(maximum)) }
}

/// The number below which a fraction of the finite numbers lies: the value at rank ⌈fraction · n⌉ in
/// ascending order, without interpolation; 0 where no number is finite.
///
/// Nothing is sorted: the bits of the number are found by counting, 11 or 10 at a time from the highest on.
///
/// - Precondition: `fraction` lies in 0…1.
public func percentile(_ fraction: Double, of values: [Float]) -> Float {
  precondition((0...1).contains(fraction), "a percentile of \(fraction)")
  let count = values.count(where: \.isFinite)
  guard count > 0 else { return 0 }
  var rank = max(Int((fraction * Double(count)).rounded(.up)) - 1, 0)
  var (found, known) = (UInt32(0), UInt32(0))
  // Those that begin with the bits that are found.
  var candidates = values
  for shift in [21, 10, 0] {
    var counts = [Int](repeating: 0, count: 1 << 11)
    for value in candidates where value.isFinite { counts[Int((value.rankedBits & ~known) >> shift)] += 1 }
    found |= UInt32(counts.index(of: &rank)) << shift
    known = ~0 << shift
    candidates = candidates.filter { $0.isFinite && $0.rankedBits & known == found }
  }
  return Float(rankedBits: found)
}

extension Float {
  /// The bits, so changed that finite numbers have the order of these as unsigned integers.
  fileprivate var rankedBits: UInt32 {
    sign == .minus ? ~bitPattern : bitPattern | 0x8000_0000
  }

  /// The number with these bits.
  fileprivate init(rankedBits bits: UInt32) {
    self.init(bitPattern: bits & 0x8000_0000 == 0 ? ~bits : bits & 0x7FFF_FFFF)
  }
}

extension [Int] {
  /// The index among whose counted ones is the one of a rank, which is then counted from the first of them.
  fileprivate func index(of rank: inout Int) -> Int {
    for (index, count) in enumerated() {
      if rank < count { return index }
      rank -= count
    }
    return endIndex - 1
  }
}

/// Counts of numbers in bins of equal width.
public struct Histogram: Equatable, Sendable {
  /// The lower edge of each bin.
  public let edges: [Float]
  /// How many numbers fall into each bin: edge ≤ number < next edge; the last bin includes its upper edge.
  public private(set) var counts: [Int]
  /// The width of a bin.
  public let binWidth: Float
  /// The upper edge of the last bin.
  public let upper: Float
  /// How many bins there are to 1; 0 where all are at one place.
  private let binsToOne: Double

  /// Counts the finite numbers of the range `lower`…`upper` in `bins` bins.
  ///
  /// - Precondition: `bins` is at least 1, `lower` ≤ `upper`, and their difference is finite.
  public init(_ values: [Float], from lower: Float, to upper: Float, bins: Int) {
    precondition(
      bins >= 1 && lower <= upper && (upper - lower).isFinite, "\(bins) bins from \(lower) to \(upper)")
    let width = (Double(upper) - Double(lower)) / Double(bins)
    edges = (0..<bins).map { Float(Double(lower) + Double($0) * width) }
    counts = [Int](repeating: 0, count: bins)
    binWidth = Float(width)
    self.upper = upper
    binsToOne = width > 0 ? 1 / width : 0
    var counts = counts
    for value in values {
      if let bin = bin(of: value) { counts[bin] += 1 }
    }
    self.counts = counts
  }

  /// The bin that a number falls into, the last whose lower edge is not above it; `nil` outside the range.
  ///
  /// Guessed and then put right, since the edges are rounded.
  public func bin(of value: Float) -> Int? {
    guard let lower = edges.first, value >= lower, value <= upper else { return nil }
    guard binsToOne > 0 else { return 0 }
    let guess = (Double(value) - Double(lower)) * binsToOne
    var bin = guess < Double(edges.count) ? Int(guess) : edges.count - 1
    while bin + 1 < edges.count, value >= edges[bin + 1] { bin += 1 }
    while bin > 0, value < edges[bin] { bin -= 1 }
    return bin
  }
}
