internal import CellScreen

/// The lines of a table, cleaned for a terminal, without blanks at their ends: a line of headings, then a line a row,
/// with a cell for each heading.
///
/// Each column is as wide as its widest cell, two blanks apart. Columns in `rightAligned` end in line, the others begin
/// in line.
func textTable(_ headings: [String], _ rows: [[String]], rightAligned: Set<Int>) -> [String] {
  let cells = ([headings] + rows).map { row in
    precondition(row.count == headings.count, "\(row.count) cells for \(headings.count) columns")
    return row.map { DisplayText($0) }
  }
  let widths = headings.indices.map { column in cells.map { $0[column].width }.max() ?? 0 }
  return cells.map { row in
    let line = row.enumerated().map { column, text in
      let blanks = String(repeating: " ", count: widths[column] - text.width)
      return rightAligned.contains(column) ? blanks + text.string : text.string + blanks
    }.joined(separator: "  ")
    return String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)])
  }
}
