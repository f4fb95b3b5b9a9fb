import CellScreen

/// Keys of the last row, and what they do where one is.
public struct Hint: Equatable, Sendable {
  /// A key as it is named, and what it asks for.
  public struct Key: Equatable, Sendable {
    /// The key's name.
    public let label: String
    /// What it asks for.
    public let intent: Intent
  }

  /// The keys from left to right.
  public let keys: [Key]
  /// What they do, in a word or two.
  public let words: String

  /// The keys as they stand in the row.
  public var label: String { Hint.label(of: keys.map(\.label)) }

  /// The columns between one key and the next.
  public var gap: Int { Hint.gap(of: keys.map(\.label)) }

  /// Names of keys beside each other: arrows without a gap.
  static func label(of names: [String]) -> String {
    names.joined(separator: String(repeating: " ", count: gap(of: names)))
  }

  private static func gap(of names: [String]) -> Int {
    names.allSatisfy { ["←", "→", "↑", "↓"].contains($0) } ? 0 : 1
  }
}

extension KeyPress {
  /// The key as hints and the help name it.
  var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-" + character.uppercased()
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .enter: "⏎"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .f5: "F5"
    case .unknown: "this key"
    }
  }

  /// The key as it is spoken of where it does nothing.
  var spoken: String {
    if case .character(let character) = self { return DisplayText(String(character)).string }
    if case .control = self { return label }
    return "this key"
  }
}
