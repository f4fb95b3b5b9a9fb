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

  /// Whether each key stands in the row by its own name.
  public var namesEachKey: Bool { label != Hint.allArrows }

  /// What all four arrows are called together where they have no signs.
  private static let allArrows = "arrows"

  /// Names of keys beside each other: arrows without a gap.
  static func label(of names: [String]) -> String {
    Set(names) == ["Left", "Right", "Up", "Down"]
      ? allArrows : names.joined(separator: String(repeating: " ", count: gap(of: names)))
  }

  private static func gap(of names: [String]) -> Int {
    // Arrows need no gap between them, their names in ASCII do.
    names.allSatisfy { ["←", "→", "↑", "↓"].contains($0) } ? 0 : 1
  }
}

extension ExplorerState {
  /// A key as it is named in words that are kept for the screen.
  func nameOfKey(_ key: KeyPress) -> String { repertoire.whileWriting { key.label } }
}

extension KeyPress {
  /// The key as hints and the help name it.
  var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-" + character.uppercased()
    case .up: Repertoire.choice("↑", ascii: "Up")
    case .down: Repertoire.choice("↓", ascii: "Down")
    case .left: Repertoire.choice("←", ascii: "Left")
    case .right: Repertoire.choice("→", ascii: "Right")
    case .enter: Repertoire.choice("⏎", ascii: "Ret")
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
