import CellScreen

/// A text in lines of at most a number of columns, broken at blanks.
public func wrapped(_ text: String, to width: Int) -> [String] {
  var lines: [String] = []
  for word in text.split(separator: " ") {
    if let last = lines.last, DisplayText(last).width + 1 + DisplayText(word).width <= width {
      lines[lines.count - 1] = last + " " + word
    } else {
      lines.append(String(word))
    }
  }
  return lines
}
