import CellScreen

/// The prompt in the hint row: `:` takes a command, `/` finds a layer or class.
public struct Prompt: Equatable, Sendable {
  /// What is typed.
  public enum Kind: Sendable {
    /// The name of a place, or an option and its value.
    case command
    /// Part of the name of a layer or class.
    case search
    /// Part of the heading of a lesson's stop.
    case stops
  }

  /// What becomes of the prompt.
  public enum Edit: Hashable, Sendable {
    /// A text is typed or pasted.
    case insert(String)
    /// The grapheme before the cursor goes; from an empty prompt one returns.
    case deleteBackwards
    /// All before the cursor goes.
    case deleteToStart
    /// The cursor moves by graphemes.
    case move(by: Int)
    /// The next match, or the one before it, is chosen.
    case choose(by: Int)
    /// The next completion, or the one before it, takes the text's place.
    case complete(by: Int)
    /// What was typed is done.
    case accept
    /// The prompt goes; one is where one was.
    case cancel
  }

  /// The completions of a text, of which one has taken its place.
  public struct Cycle: Equatable, Sendable {
    /// The completions.
    public let completions: [String]
    /// The one that stands in the prompt.
    public var index: Int
  }

  /// What is typed.
  public let kind: Kind
  /// The text.
  public internal(set) var line = TypedLine()
  /// The place of the chosen match among the matches.
  public internal(set) var choice = 0
  /// The completions that Tab goes round; `nil` until it is pressed.
  public internal(set) var cycle: Cycle?
  /// Why what was typed can't be done, in words.
  public internal(set) var failure: String?

  /// Opens an empty prompt.
  init(_ kind: Kind) { self.kind = kind }
}
