import CellScreen

/// A line of text that is being typed, and where the cursor stands in it.
public struct TypedLine: Equatable, Sendable {
  /// The text, clean of what could act on a terminal.
  public private(set) var text = ""
  /// How many graphemes stand before the cursor.
  public private(set) var cursor = 0

  /// The longest text, in graphemes.
  static let longest = 300

  /// Makes an empty line.
  public init() {}

  /// The text before the cursor.
  public var beforeCursor: String { String(text.prefix(cursor)) }

  /// Types a text where the cursor stands; line breaks are left out, and what leads beyond the longest text.
  mutating func insert(_ typed: String) {
    let added = typed.prefix(Self.longest).filter { !$0.isNewline }
    // A combining mark joins the grapheme before it.
    let head = DisplayText(beforeCursor + added).string
    guard head.count + text.count - cursor <= Self.longest else { return }
    text = head + text.dropFirst(cursor)
    cursor = min(head.count, text.count)
  }

  /// Takes away the grapheme before the cursor.
  mutating func deleteBackwards() {
    guard cursor > 0 else { return }
    let head = text.prefix(cursor - 1)
    text = String(head) + text.dropFirst(cursor)
    cursor -= 1
  }

  /// Takes away all before the cursor.
  mutating func deleteToStart() {
    text = String(text.dropFirst(cursor))
    cursor = 0
  }

  /// Moves the cursor by graphemes, inside the text.
  mutating func move(by step: Int) { cursor = min(max(0, cursor + step), text.count) }

  /// Replaces all of it; the cursor stands at its end.
  mutating func replace(with other: String) {
    self = TypedLine()
    insert(other)
  }
}
