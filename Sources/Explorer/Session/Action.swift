/// What can happen.
public enum Action: Sendable {
  /// A direction on the screen.
  public enum Direction: Hashable, Sendable {
    case up, down, left, right
  }

  /// The cursor moves in what has focus: lines, maps or cells.
  case move(Direction)
  /// The playhead goes to the start of what is selected, or back to the end of the pass.
  case toggleStepping
  /// Steps on, or back, by this many.
  case step(by: Int)
  /// Plays or pauses.
  case togglePlaying
  /// The time of the next step of a playing pass has come.
  case tick
  /// Larger or smaller steps.
  case stepSize(by: Int)
  /// Faster or slower.
  case speed(by: Int)
  /// Why: the sum of the winning logit.
  case why
  /// Terms by size or by index.
  case nextOrder
  /// Closer: network, layer, map, unit; from a term to the unit that made it.
  case closer
  /// What the last step closer or jump did is undone.
  case back
  /// The whole network.
  case wholeNetwork
  /// Another feature map or unit of the layer, by this many.
  case channel(by: Int)
  /// Another layer at the same place, by this many.
  case layer(by: Int)
  /// A line of the listing.
  case line(Int)
  /// A place that was named.
  case go(Destination)
  /// Pages on or back.
  case page(by: Int)
  /// The first of what has focus.
  case first
  /// The last of what has focus.
  case last
  /// Before or after the activation function.
  case togglePreActivation
  /// Scale by layer, by map, fixed.
  case nextScope
  /// Other colours.
  case nextColours
  /// Numbers in cells.
  case toggleNumbers
  /// Another picture, by this many.
  case picture(by: Int)
  /// The help appears or goes.
  case toggleHelp
  /// The screen has another size.
  case resized(rows: Int, columns: Int)
  /// A picture was evaluated, or could not be, for the request with this number.
  case evaluated(picture: Int, generation: Int, Result<Evaluation, PictureFailure>)
  /// The pass for the request with this number begins with a layer.
  case entered(layer: Int, generation: Int)
  /// The first picture is asked for.
  case started
  /// A prompt opens.
  case openPrompt(Prompt.Kind)
  /// The open prompt changes, or does what was typed.
  case edit(Prompt.Edit)
  /// The mouse was pressed on something.
  case point(Pointing)
  /// The mouse was pressed again, soon and at the same cell, on what stands there by then.
  case pointAgain(Pointing)
  /// The mouse was moved over something while its button was down.
  case drag(Pointing)
  /// The wheel was turned, by this many.
  case wheel(by: Int)
  /// The mouse is listened to, or left to the terminal.
  case toggleMouse
  /// A text was pasted: it goes into the open prompt, and never acts as keys.
  case pasted(String)
  /// The screen is saved as a file.
  case save
  /// The screen was saved under a name, or could not be.
  case saved(Result<String, SavingFailure>)
  /// The screen is drawn anew.
  case redraw
  /// The program goes to the background.
  case suspend
  /// The program ends.
  case quit
  /// A key that does nothing here was pressed.
  case unbound(String)
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

/// What the world is asked to do.
public enum Effect: Equatable, Sendable {
  /// Read and evaluate a picture in place of the one before, tell of its layers with `Action.entered`, and answer
  /// with `Action.evaluated`.
  case evaluate(picture: Int, generation: Int)
  /// Give up the picture that is being evaluated.
  case stop
  /// Save the screen that this state shows as a file of about this name, and answer with `Action.saved`.
  case save(name: String)
  /// Draw the screen anew.
  case redraw
  /// Go to the background.
  case suspend
  /// End the program.
  case quit
}
