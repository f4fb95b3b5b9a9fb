extension KeyPress {
  /// The key with a name, in upper or lower case: `Down`, `Enter`, `Esc`, `PageUp`, `Space`, `C-c`; or a single
  /// grapheme.
  ///
  /// `nil` where there is no such key. A letter with Ctrl that arrives as another key is that key.
  public init?(named name: String) {
    if name.count == 1, let character = name.first {
      self = .character(character)
    } else if let key = Self.names[name.lowercased()] ?? Self.withControl(name.lowercased()) {
      self = key
    } else {
      return nil
    }
  }

  /// The names to choose from, in words.
  public static let nameList =
    "Up, Down, Left, Right, Enter, Esc, Backspace, Tab, BackTab, PageUp, PageDown, Home, End, F5, Space, C-a to C-z, "
    + "or a character"

  /// The key of a letter that is held with Ctrl: `c-l`, `ctrl-l`, `ctrl+l`, `^l`.
  private static func withControl(_ name: String) -> KeyPress? {
    guard let letter = name.last, ("a"..."z").contains(letter) else { return nil }
    guard ["c-", "ctrl-", "ctrl+", "^"].contains(name.dropLast()) else { return nil }
    let others: [Character: KeyPress] = ["h": .backspace, "i": .tab, "j": .enter, "m": .enter]
    return others[letter] ?? .control(letter)
  }

  /// Keys by the names that people, manuals and other programs give them.
  private static let names: [String: KeyPress] = [
    "up": .up, "down": .down, "left": .left, "right": .right, "home": .home, "end": .end,
    "enter": .enter, "return": .enter, "ret": .enter, "cr": .enter,
    "escape": .escape, "esc": .escape, "c-[": .escape, "^[": .escape,
    "backspace": .backspace, "bspace": .backspace, "bs": .backspace,
    "tab": .tab, "backtab": .backTab, "btab": .backTab, "s-tab": .backTab, "shift-tab": .backTab,
    "shift+tab": .backTab,
    "pageup": .pageUp, "pgup": .pageUp, "ppage": .pageUp,
    "pagedown": .pageDown, "pgdn": .pageDown, "pgdown": .pageDown, "npage": .pageDown,
    "f5": .f5, "space": .character(" "), "spc": .character(" "),
  ]
}
