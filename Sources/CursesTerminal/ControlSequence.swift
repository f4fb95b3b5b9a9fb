internal import CellScreen

/// What a sequence means that is no key of the table.
enum ControlSequence: Equatable {
  /// A pasted text follows.
  case pasteBegins
  /// A report of the mouse in its oldest form: three bytes follow.
  case oldMouse
  /// A report of the mouse; `nil` where it means nothing to the program.
  case mouse(MouseEvent?)
  /// The terminal answers to a question, or tells of its window.
  case answer
  /// A key that means nothing to the program.
  case unknown

  /// Reads a whole sequence, from its Esc to its final byte.
  init(_ text: String) {
    let parameters = text.dropFirst(2).dropLast()
    guard text.hasPrefix("\u{1B}["), let final = text.last else {
      self = .unknown
      return
    }
    switch (parameters.first, final) {
    case (_, "~") where parameters == "200": self = .pasteBegins
    case (nil, "M"): self = .oldMouse
    case ("<", "M"): self = .mouse(MouseEvent(report: parameters.dropFirst()))
    case ("<", _), ("=", _), (">", _), ("?", _): self = .answer
    case (_?, "c"), (nil, "I"), (nil, "O"): self = .answer
    case (_, "R"), (_, "n"), (_, "t"), (_, "x"), (_, "y"): self = .answer
    default: self = .unknown
    }
  }
}

extension MouseEvent {
  /// The event of a report of a pressed button, `0;12;5` (button; column; row, from 1); `nil` for what means nothing to
  /// the program.
  ///
  /// The button's number has 4, 8 and 16 for held keys, 32 for a movement and 64 for the wheel (xterm's control
  /// sequences, SGR mode 1006).
  fileprivate init?(report: Substring) {
    let numbers = report.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1], let row = numbers[2],
      column >= 1, row >= 1
    else { return nil }
    let kinds: [Int: Kind] = [0: .press, 32: .drag, 64: .wheelUp, 65: .wheelDown]
    guard let kind = kinds[button & ~28] else { return nil }
    self.init(kind, row: row - 1, column: column - 1)
  }
}
