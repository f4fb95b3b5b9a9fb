internal import CellScreen

/// Turns bytes of the terminal into events, and remembers what has only begun to arrive.
///
/// Pure: whoever feeds it says when nothing has arrived for as long as `patience`. What a terminal answers to questions
/// (control strings, reports of its cursor or kind) is no event, whoever asked; the grammar is that of ECMA-48.
struct InputDecoder {
  /// The longest pasted text that is kept, in scalars.
  static let longestPaste = 100_000
  /// The longest sequence that is looked at, in scalars; a longer one is unknown.
  static let longestSequence = 64
  /// Milliseconds of silence after which a paste or a sequence without its end has ended.
  static let longPatience = 500
  /// The same where a terminal's answer has surely begun: a slow line may pause, and what is left of it is no key.
  static let answerPatience = 3_000

  /// What has begun to arrive.
  private enum State {
    case nothing
    /// An Esc: the key, or the beginning of a sequence.
    case escape
    /// A control sequence (`Esc [`) or a key (`Esc O`), so far.
    case sequence(String)
    /// `Esc [ [`, a function key of the Linux console: one character follows.
    case console
    /// Bytes of a report of the mouse in its oldest form, of which so many follow.
    case oldMouse(Int)
    /// A control string, up to its terminator, of which nothing has come yet.
    case emptyString
    /// A control string, up to its terminator; whether it is surely an answer, as it doesn't begin like a key that was
    /// pressed with Alt and the next; whether an Esc, which may begin the terminator, came last.
    case string(isAnswer: Bool, afterEscape: Bool)
    /// A paste.
    case paste(Paste)
  }

  private var state = State.nothing
  private var utf8 = UTF8Reader()
  private var events: [TerminalEvent] = []
  private let escapeDelay: Int
  private let keys: KeyTable

  /// Decodes keys of a table; a lone Esc is a key after milliseconds of silence.
  init(escapeDelay: Int, _ keys: KeyTable) {
    self.escapeDelay = escapeDelay
    self.keys = keys
  }

  /// The milliseconds of silence that end what has begun to arrive; `nil` where nothing has.
  var patience: Int? {
    switch state {
    case .nothing: utf8.hasBegun ? Self.longPatience : nil
    case .escape: escapeDelay
    case .string(isAnswer: true, _): Self.answerPatience
    case .sequence, .console, .oldMouse, .emptyString, .string, .paste: Self.longPatience
    }
  }

  /// Whether a control string has begun, which keys that are pressed meanwhile must not prolong.
  var isInString: Bool {
    if case .string = state { true } else { false }
  }

  /// Whether an Esc has arrived, of which it is not known yet what it is.
  var isAtEscape: Bool {
    if case .escape = state { true } else { false }
  }

  /// How many scalars of what has begun are held.
  var heldCount: Int {
    switch state {
    case .sequence(let text): text.unicodeScalars.count
    case .paste(let paste): paste.count
    case .nothing, .escape, .console, .oldMouse, .emptyString, .string: 0
    }
  }

  /// The events that bytes complete.
  mutating func events(of bytes: some Sequence<UInt8>) -> [TerminalEvent] {
    for byte in bytes {
      if case .oldMouse(let count) = state {
        state = count > 1 ? .oldMouse(count - 1) : .nothing
      } else {
        for scalar in utf8.scalars(completedBy: byte) { take(scalar) }
      }
    }
    return takeEvents()
  }

  /// The events of what had begun to arrive, when nothing else has for as long as `patience`.
  mutating func silence() -> [TerminalEvent] {
    for scalar in utf8.end() { take(scalar) }
    switch state {
    case .escape: add(.escape)
    case .sequence, .console: add(.unknown)
    case .paste(let paste): events.append(.pasted(paste.textAtOnce))
    case .nothing, .oldMouse, .emptyString, .string: break
    }
    state = .nothing
    return takeEvents()
  }

  private mutating func takeEvents() -> [TerminalEvent] {
    defer { events = [] }
    return events
  }

  private mutating func add(_ key: KeyPress) { events.append(.key(key)) }
}

// MARK: - One scalar

extension InputDecoder {
  private mutating func take(_ scalar: Unicode.Scalar) {
    switch state {
    case .nothing: begin(with: scalar)
    case .escape: escape(scalar)
    case .sequence(let text): sequence(text, scalar)
    case .console:
      state = .nothing
      add(.unknown)
    case .oldMouse: break
    case .emptyString: string(isAnswer: Self.beginsAnswer(scalar), afterEscape: false, scalar)
    case .string(let isAnswer, let afterEscape): string(isAnswer: isAnswer, afterEscape: afterEscape, scalar)
    case .paste(var paste):
      // The text is not copied with every scalar.
      state = .nothing
      let text = paste.text(endedBy: scalar)
      if let text { events.append(.pasted(text)) } else { state = .paste(paste) }
    }
  }

  /// The first scalar of anything; control characters of the upper half stand for Esc and a letter.
  private mutating func begin(with scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x1B: state = .escape
    case 0x8F: state = .sequence("\u{1B}O")
    case 0x9B: state = .sequence("\u{1B}[")
    case 0x90, 0x98, 0x9D, 0x9E, 0x9F: state = .emptyString
    case 0x9C: break
    default: add(keys.key(scalar))
    }
  }

  /// What follows an Esc.
  private mutating func escape(_ scalar: Unicode.Scalar) {
    state = .nothing
    switch scalar {
    case "[", "O": state = .sequence("\u{1B}" + String(Character(scalar)))
    case "P", "X", "]", "^", "_": state = .emptyString
    case "\\": break  // The end of a control string that has ended already.
    default:
      if let key = keys["\u{1B}" + String(Character(scalar))] { return add(key) }
      add(.escape)
      begin(with: scalar)
    }
  }

  /// What follows in a control string: nothing but its terminator ends it.
  private mutating func string(isAnswer: Bool, afterEscape: Bool, _ scalar: Unicode.Scalar) {
    switch scalar {
    case "\u{7}", "\u{9C}": state = .nothing
    case "\\" where afterEscape: state = .nothing
    default: state = .string(isAnswer: isAnswer, afterEscape: scalar == "\u{1B}")
    }
  }

  /// Whether a control string that begins so is a terminal's answer: these begin with a number, a mark, or the letter of
  /// pictures.
  private static func beginsAnswer(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || [">", "!", "?", "=", "+", "|", "G"].contains(scalar)
  }

  /// What follows in a sequence: parameters, then a final byte; all else breaks it off.
  private mutating func sequence(_ text: String, _ scalar: Unicode.Scalar) {
    let isControl = text.hasPrefix("\u{1B}[")
    switch scalar.value {
    case 0x1B: state = .escape
    case 0x5B where isControl && text.count == 2: state = .console
    case 0x30...0x3F,
      0x20...0x2F where isControl:
      state = .sequence(text.utf8.count < Self.longestSequence ? text + String(Character(scalar)) : text)
    case 0x20...0x7E:
      state = .nothing
      end(text + String(Character(scalar)))
    default:
      state = .nothing
      add(.unknown)
    }
  }

  /// What a whole sequence means.
  private mutating func end(_ text: String) {
    if let key = keys[text] { return add(key) }
    switch ControlSequence(text) {
    case .pasteBegins: state = .paste(Paste())
    case .oldMouse: state = .oldMouse(3)
    case .mouse(let event): if let event { events.append(.mouse(event)) }
    case .answer: break
    case .unknown: add(.unknown)
    }
  }
}

// MARK: - A paste

/// A text that is pasted, between its marks.
private struct Paste {
  private static let endMark = Array("\u{1B}[201~".unicodeScalars)

  private var text = String.UnicodeScalarView()
  /// How many scalars are kept.
  private(set) var count = 0
  /// How much of the mark of its end has arrived.
  private var marked = 0

  /// Takes a scalar; the text, if that is the last of the mark at its end.
  mutating func text(endedBy scalar: Unicode.Scalar) -> String? {
    if scalar == Self.endMark[marked] {
      marked += 1
      return marked == Self.endMark.count ? String(text) : nil
    }
    keepMark()
    if scalar == Self.endMark[0] { marked = 1 } else { keep(scalar) }
    return nil
  }

  /// The text where no mark has ended it.
  var textAtOnce: String {
    var paste = self
    paste.keepMark()
    return String(paste.text)
  }

  /// What looked like the mark was text.
  private mutating func keepMark() {
    for scalar in Self.endMark[..<marked] { keep(scalar) }
    marked = 0
  }

  private mutating func keep(_ scalar: Unicode.Scalar) {
    guard count < InputDecoder.longestPaste else { return }
    count += 1
    text.append(scalar)
  }
}
