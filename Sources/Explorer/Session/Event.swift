/// What the world reports.
public enum Event: Sendable {
  /// The explorer is open.
  case started
  /// The screen has another size.
  case resized(rows: Int, columns: Int)
  /// The time of the next step of a playing pass has come.
  case tick
  /// The pass for the request with this number has come so far.
  case computed(Evaluation, generation: Int)
  /// A picture was evaluated, or could not be, for the request with this number.
  case evaluated(picture: Int, generation: Int, Result<Evaluation, Refusal>)
  /// Changes were made, or could not be, for the request with this number.
  case changed(generation: Int, Result<Consequence, ChangeFailure>)
  /// Places were covered, or could not be, for the request with this number: all that is known by now.
  case covered(generation: Int, Result<CoverFindings, Refusal>)
  /// The screen was saved under a name, or could not be.
  case saved(Result<String, Refusal>)
  /// A stop was written at the end of a lesson's file, or could not be.
  case noted(Result<NotedStop, Refusal>)
}

/// Why changes can't be made.
public struct ChangeFailure: Error, Equatable, Sendable {
  /// What is wrong, and what to do where there is something.
  public let words: String
  /// The change that can't; `nil` where it is none by itself.
  public let culprit: Change?

  /// Makes a failure.
  public init(_ words: String, culprit: Change? = nil) { (self.words, self.culprit) = (words, culprit) }
}

/// Why something can't be done, in words: a picture shown, a screen saved, a command followed.
public struct Refusal: Error, Equatable, Sendable {
  /// What is wrong, and what to do where there is something.
  public let words: String

  /// Makes a refusal of its words.
  public init(_ words: String) {
    self.words = words
  }
}
