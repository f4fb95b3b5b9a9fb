public import Tensors

/// A set of positions of an activation, as crossings of indices along its axes.
///
/// The set is exact: what no single crossing can hold is the union of several. One set can be written in more than
/// one way, and `==` compares the writing.
public struct Region: Equatable, Sendable {
  /// Every position whose index along each axis belongs to that axis's indices.
  public struct Crossing: Hashable, Sendable {
    /// The indices along each axis, one set an axis.
    public let axes: [RangeSet<Int>]

    /// Makes a crossing of one set of indices an axis.
    public init(_ axes: [RangeSet<Int>]) {
      self.axes = axes
    }

    /// Whether there is no position.
    var isEmpty: Bool { axes.contains { $0.isEmpty } }

    /// Whether all positions of another crossing are among these.
    func holds(_ other: Crossing) -> Bool {
      zip(axes, other.axes).allSatisfy { $0.isSuperset(of: $1) }
    }
  }

  /// The crossings, none of them empty or part of another one.
  public private(set) var crossings: [Crossing] = []

  /// Makes the union of crossings.
  public init(_ crossings: [Crossing]) {
    for crossing in crossings { insert(crossing) }
  }

  /// All positions of a shape.
  public static func all(of shape: Shape) -> Region {
    Region([Crossing(shape.extents.map { RangeSet(0..<$0) })])
  }

  /// One position.
  public static func unit(at position: [Int]) -> Region {
    Region([Crossing(position.map { RangeSet($0..<$0 + 1) })])
  }

  /// Whether there is no position.
  public var isEmpty: Bool { crossings.isEmpty }

  /// Whether a position belongs to the region.
  public func contains(_ position: [Int]) -> Bool {
    crossings.contains { crossing in zip(crossing.axes, position).allSatisfy { $0.contains($1) } }
  }

  /// The positions of either of two regions of one activation.
  public func union(_ other: Region) -> Region {
    Region(crossings + other.crossings)
  }

  /// The region with the indices along the axes of each crossing replaced, by those of another activation perhaps.
  func map(_ transform: ([RangeSet<Int>]) -> [RangeSet<Int>]) -> Region {
    Region(crossings.map { Crossing(transform($0.axes)) })
  }

  /// The indices along an axis that some position has.
  public func indices(alongAxis axis: Int) -> RangeSet<Int> {
    crossings.reduce(into: RangeSet()) { $0.formUnion($1.axes[axis]) }
  }

  private mutating func insert(_ crossing: Crossing) {
    guard !crossing.isEmpty, !crossings.contains(where: { $0.holds(crossing) }) else { return }
    crossings.removeAll { crossing.holds($0) }
    crossings.append(crossing)
  }
}

extension Region {
  /// The rows that some position of a region of maps has, in ascending order; none for other ranks.
  public var rows: [Int] { isOfMaps ? Array(indices(alongAxis: 0).indices) : [] }

  /// The columns that some position of a region of maps has, in ascending order; none for other ranks.
  public var columns: [Int] { isOfMaps ? Array(indices(alongAxis: 1).indices) : [] }

  /// Whether the activation has rows, columns and channels.
  private var isOfMaps: Bool { crossings.first?.axes.count == 3 }

  /// The smallest ranges of rows and columns around the region; `nil` for nothing or another rank.
  public var box: (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
    guard let top = rows.first, let bottom = rows.last, let left = columns.first, let right = columns.last
    else { return nil }
    return (top...bottom, left...right)
  }
}

extension RangeSet<Int> {
  /// The members one by one, in ascending order.
  public var indices: some Sequence<Int> { ranges.lazy.flatMap { $0 } }

  /// The set of what each member becomes.
  func mapped(_ transform: (Int) -> Range<Int>) -> RangeSet<Int> {
    indices.reduce(into: RangeSet()) { $0.insert(contentsOf: transform($1)) }
  }
}
