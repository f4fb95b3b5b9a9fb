/// What a person wants.
public enum Intent: Hashable, Sendable {
  /// To be somewhere else.
  case move(Move)
  /// To go through the pass step by step.
  case step(Stepping)
  /// To see the numbers in another way.
  case display(DisplayChange)
  /// To change something, or to see what came of it in another way.
  case change(ChangeStep)
  /// To paint on the picture.
  case brush(BrushStep)
  /// To look at evidence in another way.
  case evidence(EvidenceStep)
  /// To be asked, or to answer.
  case ask(AskStep)
  /// To go on in a lesson, or back.
  case lesson(LessonStep)
  /// Another picture, by this many.
  case picture(by: Int)
  /// A prompt.
  case openPrompt(Prompt.Kind)
  /// To change what stands in the open prompt, or to do it.
  case edit(Prompt.Edit)
  /// A pasted text in the open prompt; it never acts as keys.
  case paste(String)
  /// What the mouse was pressed on.
  case point(Pointing)
  /// What the mouse was pressed on again, soon and at the same cell: what stands there by then.
  case pointAgain(Pointing)
  /// What the mouse was moved over while its button was down.
  case drag(Pointing)
  /// What the wheel leads to, by this many.
  case wheel(by: Int)
  /// The screen without anything on it, or with what was on it.
  case blank
  /// The start, where it is asked for twice within two seconds.
  case restart
  /// The help, or no help.
  case toggleHelp
  /// The screen in a file.
  case save
  /// The screen drawn anew.
  case redraw
  /// The program in the background.
  case suspend
  /// The program's end.
  case quit
  /// What a key that does nothing here was pressed for.
  case unbound(String)
}

/// Where a person wants to be.
public enum Move: Hashable, Sendable {
  /// A direction on the screen.
  public enum Direction: Hashable, Sendable {
    case up, down, left, right

    /// How far it leads where right and down lead so far.
    func step(right: Int, down: Int) -> Int {
      switch self {
      case .up: -down
      case .down: down
      case .left: -right
      case .right: right
      }
    }
  }

  /// The cursor beside where it is, in what has focus: lines, maps, cells or terms.
  case cursor(Direction)
  /// The first of what has focus.
  case first
  /// The last of what has focus.
  case last
  /// Pages on or back.
  case page(by: Int)
  /// Closer: network, layer, map, unit; from a term to the unit that made it.
  case closer
  /// Where one was before the last step closer or jump.
  case back
  /// The whole network.
  case wholeNetwork
  /// At the sum of the winning logit.
  case why
  /// Another feature map or unit of the layer, by this many.
  case channel(by: Int)
  /// Another layer at the same place, by this many.
  case layer(by: Int)
  /// A line of the listing.
  case line(Int)
  /// A place that was named.
  case place(Destination)
  /// A place of the present layer, at a depth.
  case within(LayerCursor, Depth)
}

/// How a person wants the pass to go on.
public enum Stepping: Hashable, Sendable {
  /// From the start of what is selected; or to its end.
  case toggle
  /// On, or back, by this many steps.
  case by(Int)
  /// Of itself, or not.
  case togglePlaying
  /// In larger or smaller steps.
  case size(by: Int)
  /// Faster or slower.
  case speed(by: Int)
}

/// What a person wants of changes.
public enum ChangeStep: Hashable, Sendable {
  /// Without the map or unit under the cursor; or with it again.
  case toggleDrop
  /// To change what is under the cursor.
  case begin
  /// Without the last change.
  case undo
  /// With the change again that was taken back last.
  case redo
  /// The selected line read in the next wrong way, or the one before it.
  case misread(by: Int)
  /// The original, the changed, the difference: the next, or the one before.
  case look(by: Int)
}

/// In which other way a person wants to see the numbers.
public enum DisplayChange: Hashable, Sendable {
  /// Before or after the activation function.
  case togglePreActivation
  /// With a scale by layer, by map, fixed.
  case nextScope
  /// In other colours.
  case nextColours
  /// With numbers in cells.
  case toggleNumbers
  /// With terms by size or by index.
  case nextOrder
}
