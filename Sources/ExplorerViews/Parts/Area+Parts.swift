import CellScreen

extension Area {
  /// The rows below the first one, which has a rule.
  var body: Area { from(row: row + 1) }

  /// The part from a row on.
  func from(row: Int) -> Area {
    Area(row: row, column: column, height: rows.upperBound - row, width: width)
  }

  /// The part from a column on.
  func from(column: Int) -> Area {
    Area(row: row, column: column, height: height, width: columns.upperBound - column)
  }

  /// The same with another number of rows.
  func high(_ height: Int) -> Area { Area(row: row, column: column, height: height, width: width) }

  /// The same with another number of columns.
  func wide(_ width: Int) -> Area { Area(row: row, column: column, height: height, width: width) }
}
