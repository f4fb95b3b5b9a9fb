/// What is said while what the network says of the picture is hidden for a vote.
public enum HidingWords {
  /// What stands in place of what the network says.
  public static let inPlace = "hidden"

  /// What is said once it is hidden.
  static let hidden = "what the network says is hidden for a vote; :hide shows it"

  /// What is said once it is shown again.
  static let shown = "what the network says is shown again"

  /// Why there is nothing to show.
  static let nothing = "nothing is hidden; :hide hides what the network says"

  /// Why something can't be seen, or done.
  static let refusal = "hidden for a vote; :hide shows it"

  /// Why there is nothing further on in a pass.
  static let end = "what follows in the pass is hidden for a vote; :hide shows it"

  /// What is said of a thing whose number is hidden.
  public static func isHidden(_ name: String) -> String { "\(name) is hidden for a vote" }

  /// What follows from changes, as far as the classes go.
  static let change = "What follows for the classes is hidden for a vote."

  /// Why a picture can't be shown is not said, since that would name its file.
  public static let failure = "this picture can't be shown; :hide says why"

  /// Another picture, without its file's name.
  static let otherPicture = "another picture"

  /// A picture by its number.
  static func picture(_ index: Int, of count: Int) -> String {
    count == 1 ? "the picture" : "picture \(index + 1) of \(count)"
  }
}
