import CellScreen

/// What is said of how the explorer was opened.
public enum OpeningWords {
  /// No picture was named, and a bundled one is shown.
  public static func noPicture(sample: String) -> String {
    "no picture given: this is assets' \(sample); cnnview PICTURE opens yours"
  }
}

/// What the list of bundled pictures says.
public enum PictureChoiceWords {
  /// What it is.
  public static func title(_ count: Int) -> String {
    "cnnview  \(count) picture\(count == 1 ? "" : "s") that come\(count == 1 ? "s" : "") along"
  }

  /// What a picture is in which something is out of place.
  public static let puzzle = "something is out of place: what does the network say?"

  /// The keys and what they do.
  public static var keys: [(label: String, words: String)] {
    [
      (Hint.label(of: [KeyPress.up.label, KeyPress.down.label]), "picture"),
      (KeyPress.enter.label, "opens it"),
      ("q", "quit"),
    ]
  }

  /// Why a key does nothing.
  static func refusal(_ key: KeyPress) -> String { "\(key.spoken) does nothing here" }
}
