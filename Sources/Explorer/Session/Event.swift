/// What the world reports.
public enum Event: Sendable {
  /// The explorer is open.
  case started
  /// The screen has another size.
  case resized(rows: Int, columns: Int)
  /// The time of the next step of a playing pass has come.
  case tick
  /// The pass for the request with this number begins with a layer.
  case entered(layer: Int, generation: Int)
  /// A picture was evaluated, or could not be, for the request with this number.
  case evaluated(picture: Int, generation: Int, Result<Evaluation, PictureFailure>)
  /// The screen was saved under a name, or could not be.
  case saved(Result<String, SavingFailure>)
}

/// Why a picture can't be shown, in words.
public struct PictureFailure: Error, Equatable, Sendable {
  /// The words.
  public let words: String

  /// Makes a failure.
  public init(_ words: String) {
    self.words = words
  }
}

/// Why a screen could not be saved, in words.
public struct SavingFailure: Error, Equatable, Sendable {
  /// The words.
  public let words: String

  /// Makes a failure.
  public init(_ words: String) {
    self.words = words
  }
}
