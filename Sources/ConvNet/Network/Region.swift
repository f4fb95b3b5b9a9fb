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
    Region([Crossing(axes: shape.extents.map { RangeSet(0..<$0) })])
  }

  /// One position.
  public static func unit(at position: [Int]) -> Region {
    Region([Crossing(axes: position.map { RangeSet($0..<$0 + 1) })])
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
    Region(crossings.map { Crossing(axes: transform($0.axes)) })
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

extension Region {
  /// The positions of a shape that lie at some indices in memory, last axis fastest.
  init(offsets: RangeSet<Int>, in shape: Shape) {
    guard offsets != RangeSet(0..<shape.count) else {
      self = .all(of: shape)
      return
    }
    self.init(crossingAxes(of: offsets, extents: shape.extents[...]).map(Crossing.init(axes:)))
  }

  /// The indices in memory of the positions, last axis fastest.
  func offsets(in shape: Shape) -> RangeSet<Int> {
    guard self != .all(of: shape) else { return RangeSet(0..<shape.count) }
    return crossings.reduce(into: RangeSet()) { $0.formUnion($1.offsets(extents: shape.extents[...])) }
  }
}

/// The fewest crossings that indices in memory make where all with the same rest along the other axes are joined.
private func crossingAxes(of offsets: RangeSet<Int>, extents: ArraySlice<Int>) -> [[RangeSet<Int>]] {
  guard let extent = extents.first, extents.count > 1 else { return [[offsets]] }
  let block = extents.dropFirst().reduce(1, *)
  var indicesByRest: [RangeSet<Int>: RangeSet<Int>] = [:]
  var rests: [RangeSet<Int>] = []
  for index in 0..<extent {
    let rest = offsets.intersection(RangeSet(index * block..<(index + 1) * block)).shifted(by: -index * block)
    guard !rest.isEmpty else { continue }
    if indicesByRest[rest] == nil { rests.append(rest) }
    indicesByRest[rest, default: RangeSet()].insert(contentsOf: index..<index + 1)
  }
  return rests.flatMap { rest in
    let indices = indicesByRest[rest] ?? RangeSet()
    return crossingAxes(of: rest, extents: extents.dropFirst()).map { [indices] + $0 }
  }
}

extension Region.Crossing {
  /// The indices in memory of the positions in a shape, from one of its axes on.
  fileprivate func offsets(extents: ArraySlice<Int>) -> RangeSet<Int> {
    let indices = axes[extents.startIndex]
    guard extents.count > 1 else { return indices }
    let rest = offsets(extents: extents.dropFirst())
    let block = extents.dropFirst().reduce(1, *)
    return indices.indices.reduce(into: RangeSet()) { $0.formUnion(rest.shifted(by: $1 * block)) }
  }
}

extension RangeSet<Int> {
  /// The set with a number added to every member.
  func shifted(by distance: Int) -> RangeSet<Int> {
    RangeSet(ranges.map { $0.lowerBound + distance..<$0.upperBound + distance })
  }
}
