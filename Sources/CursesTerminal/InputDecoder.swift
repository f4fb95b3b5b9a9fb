internal import CNcurses
internal import CellScreen

/// Turns what arrives from ncurses into events, and remembers what has only begun to arrive.
struct InputDecoder {
  /// The longest pasted text that is kept, in scalars.
  static let longestPaste = 100_000

  /// The pasted text so far; `nil` outside of one.
  private var pasted: [Unicode.Scalar]?

  /// The report of the mouse so far, behind its beginning; `nil` outside of one.
  private var mouse: String?

  /// The events of everything that arrived at once.
  ///
  /// Pasted text is one event, when its end has arrived; what else arrives before that is part of it.
  mutating func events(_ raw: [RawKey]) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    var keys: [RawKey] = []
    for code in raw {
      if pasted == nil, mouse == nil, !Self.beginsSomething(code) {
        keys.append(code)
        continue
      }
      events += KeyDecoder.keys(keys).map(TerminalEvent.key)
      keys = []
      if pasted == nil, mouse != nil || code == .function(cn_key_mouse) {
        if let event = report(code) { events.append(.mouse(event)) }
      } else if let text = paste(code) {
        events.append(.pasted(text))
      }
    }
    return events + KeyDecoder.keys(keys).map(TerminalEvent.key)
  }

  /// Whether a code is the beginning of a paste or of a report of the mouse.
  private static func beginsSomething(_ code: RawKey) -> Bool {
    code == .function(cn_key_paste_begin) || code == .function(cn_key_mouse)
  }

  /// Takes a code of a report of the mouse, `0;12;5M` (button; column; row, from 1), or of its beginning; returns
  /// what it says at its end.
  private mutating func report(_ code: RawKey) -> MouseEvent? {
    switch code {
    case .function(cn_key_mouse): mouse = ""
    case .character(let code):
      guard let scalar = Unicode.Scalar(code), let report = mouse else { return nil }
      switch scalar {
      case "0"..."9", ";": mouse = report.utf8.count < 20 ? report + String(scalar) : nil
      case "M":
        mouse = nil
        return MouseEvent(report: report)
      default: mouse = nil
      }
    case .function: mouse = nil
    }
    return nil
  }

  /// Takes a code of pasted text, or of its beginning or end; returns the text at its end.
  private mutating func paste(_ code: RawKey) -> String? {
    switch code {
    case .function(cn_key_paste_end):
      defer { pasted = nil }
      return pasted.map { String(String.UnicodeScalarView($0)) }
    case .character(let code):
      guard let scalar = Unicode.Scalar(code), (pasted?.count ?? 0) < Self.longestPaste else { return nil }
      pasted?.append(scalar)
    case .function:
      pasted = pasted ?? []
    }
    return nil
  }
}

extension MouseEvent {
  /// The event of a report of a pressed button; `nil` for what means nothing to the program.
  ///
  /// The button's number has 4, 8 and 16 for held keys, 32 for a movement and 64 for the wheel (xterm's control
  /// sequences, SGR mode 1006).
  fileprivate init?(report: String) {
    let numbers = report.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1], let row = numbers[2],
      column >= 1, row >= 1
    else { return nil }
    let kinds: [Int: Kind] = [0: .press, 32: .drag, 64: .wheelUp, 65: .wheelDown]
    guard let kind = kinds[button & ~28] else { return nil }
    self.init(kind, row: row - 1, column: column - 1)
  }
}
