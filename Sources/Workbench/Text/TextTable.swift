internal import CellScreen

/// Columns of text, each as wide as its widest cell, two blanks apart.
struct TextTable {
  private var rows: [[DisplayText]]
  private let rightAligned: Set<Int>

  /// Starts with the headings; columns in `rightAligned` end in line, the others begin in line.
  init(_ headings: [String], rightAligned: Set<Int>) {
    rows = [headings.map { DisplayText($0) }]
    self.rightAligned = rightAligned
  }

  /// Adds a line, with a cell for each heading.
  mutating func append(_ cells: [String]) {
    precondition(cells.count == rows[0].count, "\(cells.count) cells for \(rows[0].count) columns")
    rows.append(cells.map { DisplayText($0) })
  }

  /// The lines, cleaned for a terminal, without blanks at their ends.
  var lines: [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].width }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { padded($1, to: widths[$0], column: $0) }
      let line = cells.joined(separator: "  ")
      return String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)])
    }
  }

  private func padded(_ text: DisplayText, to width: Int, column: Int) -> String {
    let blanks = String(repeating: " ", count: width - text.width)
    return rightAligned.contains(column) ? blanks + text.string : text.string + blanks
  }
}
