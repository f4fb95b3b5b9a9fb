import Tensors

extension Region {
  /// The positions of a shape that lie at some indices in memory, last axis fastest.
  init(offsets: RangeSet<Int>, in shape: Shape) {
    guard offsets != RangeSet(0..<shape.count) else {
      self = .all(of: shape)
      return
    }
    self.init(crossingAxes(of: offsets, extents: shape.extents[...]).map { Crossing($0) })
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
