import CellScreen

/// The first of some wordings, given the longest first, that takes at most some columns; the last one where none
/// does.
public func fitting(_ wordings: [String], in columns: Int) -> String {
  wordings.first { DisplayText.width(of: $0) <= columns } ?? wordings.last ?? ""
}

/// A text in lines of at most a number of columns, broken at blanks.
public func wrapped(_ text: String, to width: Int) -> [String] {
  var lines: [String] = []
  for word in text.split(separator: " ") {
    if let last = lines.last, DisplayText.width(of: last) + 1 + DisplayText.width(of: word) <= width {
      lines[lines.count - 1] = last + " " + word
    } else {
      lines.append(String(word))
    }
  }
  return lines
}
