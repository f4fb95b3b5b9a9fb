/// What the world is asked to do.
public enum Effect: Equatable, Sendable {
  /// Read and evaluate a picture in place of the one before, report its layers with `Event.computed`, and answer with
  /// `Event.evaluated`.
  case evaluate(picture: Int, generation: Int)
  /// Make the state's changes of its network and picture, in place of those before, and answer with `Event.changed`.
  case change(generation: Int)
  /// Give up the changes that are being made.
  case stopChange
  /// Cover the places of the picture that is looked at in place of what is being covered, and report what is found with
  /// `Event.covered`, at last all of it.
  case evidence(generation: Int)
  /// Give up what is being covered.
  case stopEvidence
  /// Give up the picture that is being evaluated.
  case stop
  /// Save the screen that this state shows as a file of about this name, and answer with `Event.saved`.
  case save(name: String)
  /// Write a stop at the end of a lesson's file, by default that of the lesson one goes through, and answer with
  /// `Event.noted`.
  case note(file: String?, stop: String)
  /// Draw the screen anew.
  case redraw
  /// Go to the background.
  case suspend
  /// End the program.
  case quit
}
