/// Colours of things without an order, such as classes: told apart with any colour vision, on dark and light pages.
///
/// They are entries of xterm's palette, alike where there are 256 colours and where there are more. Where there are
/// fewer, each has a letter.
public enum CategoryColours {
  /// How many categories have a colour of their own.
  public static let count = entries.count
  /// What stands for all the other ones: grey.
  public static let others = UInt8(entries.count)

  private static let entries: [UInt8] = [33, 220, 124, 48, 147, 172, 24, 115]
  private static let otherEntry: UInt8 = 244

  /// The colour of a category.
  public static func rgb(_ category: UInt8) -> RGB {
    Palette256.rgb(category < entries.count ? entries[Int(category)] : otherEntry)
  }

  /// The letter of a category; `~` of all the others.
  static func letter(_ category: UInt8) -> Character {
    category < entries.count ? Character(Unicode.Scalar(UInt8(ascii: "a") + category)) : "~"
  }
}
