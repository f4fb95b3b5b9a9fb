internal import CellScreen

/// A word of a command as a shell takes it, and a terminal may show it.
public enum ShellWord {
  /// The word, in single quotes where a shell would read more than the word in it.
  ///
  /// What could act on a terminal becomes `�`.
  public static func quoted(_ word: String) -> String {
    let word = DisplayText(word).string
    let isWhole = word.unicodeScalars.allSatisfy { isPlain($0) }
    return isWhole && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// Whether no shell sees more in a scalar than itself.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", "/", ":", ",", "+", "@", "%": true
    default: false
    }
  }
}
