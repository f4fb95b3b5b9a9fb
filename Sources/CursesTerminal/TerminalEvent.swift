internal import CNcurses
public import CellScreen

/// What the explorer waits for.
public enum TerminalEvent: Equatable, Sendable {
  /// A key was pressed.
  case key(KeyPress)
  /// The mouse was used.
  case mouse(MouseEvent)
  /// A text was pasted, as it is: it may hold any characters.
  case pasted(String)
  /// The terminal has another size; many changes at once are reported once.
  case resized(rows: Int, columns: Int)
  /// `Waker.wake()` was called, once or more often.
  case woken
  /// The time is up.
  case timedOut
  /// The program is to end: leave the terminal, then let the signal do what it does.
  case ended(EndingSignal)
}

/// A signal that ends the program.
public struct EndingSignal: Hashable, Sendable {
  /// The signal's number.
  public let number: Int32

  /// The terminal is gone.
  static let hangUp = EndingSignal(number: cn_hang_up)

  /// Gives the terminal back and ends the program by the signal's own action, so that its exit status tells the signal.
  public func raiseAgain() -> Never {
    cn_die_of(number)
  }
}

/// Wakes the loop that waits for the terminal, from any thread.
public struct Waker: Sendable {
  /// Makes the present or next `nextEvent` answer with `.woken`.
  public func wake() {
    cn_ring()
  }
}
