/// A key as the terminal reports it.
public enum KeyPress: Hashable, Sendable {
  /// A key that types a grapheme, the blank among them.
  case character(Character)
  /// A letter held with Ctrl, in lower case.
  case control(Character)
  /// The arrow keys.
  case up, down, left, right
  /// Return.
  case enter
  /// Esc.
  case escape
  /// Backspace.
  case backspace
  /// Tab, and Tab held with Shift.
  case tab, backTab
  /// A page up or down.
  case pageUp, pageDown
  /// First and last.
  case home, end
  /// F5, which clickers send.
  case f5
  /// A key that means nothing to the program.
  case unknown
}
