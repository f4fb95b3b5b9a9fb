import CellScreen

/// The first of some wordings, given the longest first, that takes at most some columns; the last one where none
/// does.
func fitting(_ wordings: [String], in columns: Int) -> String {
  wordings.first { DisplayText($0).width <= columns } ?? wordings.last ?? ""
}

extension Area {
  /// The rows below the first one, which has a rule.
  var body: Area { Area(row: row + 1, column: column, height: height - 1, width: width) }
}
