internal import CellScreen

/// A word of a command as a shell takes it, and a terminal may show it.
public enum ShellWord {
  /// The word, in single quotes where a shell would read more than the word in it.
  ///
  /// What could act on a terminal becomes `�`.
  public static func quoted(_ word: String) -> String {
    let word = DisplayText(word).string
    let isWhole = word.unicodeScalars.allSatisfy(plain.contains)
    return isWhole && !word.isEmpty ? word : "'" + withinQuotes(word) + "'"
  }

  /// A part of a word as it stands within the quotes.
  static func withinQuotes(_ part: String) -> String {
    DisplayText(part).string.replacing("'", with: "'\\''")
  }

  /// The scalars in which no shell sees more than themselves.
  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,+@%".unicodeScalars)
}
