/// What stands in bars for a part of a number that is there no more, or that is new.
public enum ChangeGlyph {
  /// For what is there no more.
  public static let lost: Character = "▒"
  /// For what is new.
  public static let added: Character = "▓"

  /// What the glyphs mean.
  public static let words = "█ kept  \(lost) lost  \(added) added"
}
