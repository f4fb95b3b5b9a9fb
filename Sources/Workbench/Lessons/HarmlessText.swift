internal import CellScreen

/// A text of any length in which nothing acts on what shows it.
func harmless(_ text: String) -> String {
  // Of a single word so much is kept as of a name.
  text.split(separator: " ", omittingEmptySubsequences: false).map { DisplayText($0).string }
    .joined(separator: " ")
}
