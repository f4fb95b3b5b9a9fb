extension KeyPress {
  /// The key with a name: `Down`, `Enter`, `Escape`, `PageUp`, `Space`, `C-c`, or a single grapheme.
  ///
  /// `nil` where there is no such key.
  public init?(named name: String) {
    if let key = Self.names[name] {
      self = key
    } else if name.count == 3, name.hasPrefix("C-"), let letter = name.last {
      self = .control(Character(letter.lowercased()))
    } else if name.count == 1, let character = name.first {
      self = .character(character)
    } else {
      return nil
    }
  }

  private static let names: [String: KeyPress] = [
    "Up": .up, "Down": .down, "Left": .left, "Right": .right, "Enter": .enter, "Escape": .escape,
    "Backspace": .backspace, "Tab": .tab, "BackTab": .backTab, "PageUp": .pageUp, "PageDown": .pageDown,
    "Home": .home, "End": .end, "Space": .character(" "),
  ]
}
