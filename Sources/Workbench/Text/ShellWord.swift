internal import CellScreen

/// A word of a command as a shell takes it, and a terminal may show it.
public enum ShellWord {
  /// The word, in single quotes where a shell would read more than the word in it.
  ///
  /// What could act on a terminal becomes `�`.
  public static func quoted(_ word: String) -> String {
    let word = DisplayText(word).string
    let isWhole = word.unicodeScalars.allSatisfy(plain.contains)
    return isWhole && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// The scalars in which no shell sees more than themselves.
  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,+@%".unicodeScalars)
}
