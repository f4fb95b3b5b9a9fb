/// Where the terminal's cursor stands: at what has the focus, so that screen readers and magnifiers follow.
public struct ScreenCursor: Hashable, Sendable {
  /// The row, from 0.
  public var row: Int
  /// The column, from 0.
  public var column: Int
  /// Whether it is shown; where text is typed it should be.
  public var isVisible: Bool

  /// Makes a cursor, hidden unless told otherwise.
  public init(row: Int, column: Int, isVisible: Bool = false) {
    self.row = row
    self.column = column
    self.isVisible = isVisible
  }
}
