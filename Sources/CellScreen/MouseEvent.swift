/// What the mouse does, at a cell of the screen.
public struct MouseEvent: Hashable, Sendable {
  /// What it does.
  public enum Kind: Hashable, Sendable {
    /// The left button goes down.
    case press
    /// The left button goes down again, at the same cell and soon after.
    case pressAgain
    /// The mouse moves while the left button is down.
    case drag
    /// The wheel turns, towards the top or the bottom.
    case wheelUp, wheelDown
  }

  /// What it does.
  public let kind: Kind
  /// The row from the top.
  public let row: Int
  /// The column from the left.
  public let column: Int

  /// Makes an event.
  public init(_ kind: Kind, row: Int, column: Int) {
    self.kind = kind
    self.row = row
    self.column = column
  }
}
