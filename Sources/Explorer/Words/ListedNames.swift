import CellScreen

/// Names for an error's one line: the first thirty, and how many more there are.
public func listed(_ names: [String]) -> String {
  let shown = names.prefix(30).map { DisplayText($0).string }.joined(separator: ", ")
  return names.count > 30 ? shown + " and \(NumberText.grouped(names.count - 30)) more" : shown
}
