public import Tensors

/// A set of positions of an activation, all channels alike.
public enum Region: Equatable, Sendable {
  /// Every crossing of the rows and the columns of a (height, width, channel) activation.
  case grid(rows: Set<Int>, columns: Set<Int>)
  /// Indices in memory of an activation of another rank.
  case line(Set<Int>)

  /// All positions of a shape.
  public static func all(of shape: Shape) -> Region {
    shape.rank == 3
      ? .grid(rows: Set(0..<shape[0]), columns: Set(0..<shape[1])) : .line(Set(0..<shape.count))
  }

  /// The positions of either of two regions of one activation.
  ///
  /// For grids this is the smallest grid that holds both.
  public func union(_ other: Region) -> Region {
    switch (self, other) {
    case (.grid(let rows, let columns), .grid(let otherRows, let otherColumns)):
      .grid(rows: rows.union(otherRows), columns: columns.union(otherColumns))
    case (.line(let indices), .line(let others)):
      .line(indices.union(others))
    default:
      preconditionFailure("a grid and a line have no union")
    }
  }

  /// The rows, in ascending order; none for a line.
  public var sortedRows: [Int] {
    if case .grid(let rows, _) = self { rows.sorted() } else { [] }
  }

  /// The columns, in ascending order; none for a line.
  public var sortedColumns: [Int] {
    if case .grid(_, let columns) = self { columns.sorted() } else { [] }
  }

  /// The smallest ranges of rows and columns around the region; `nil` for a line or nothing.
  public var box: (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
    guard let top = sortedRows.first, let bottom = sortedRows.last,
      let left = sortedColumns.first, let right = sortedColumns.last
    else { return nil }
    return (top...bottom, left...right)
  }
}
