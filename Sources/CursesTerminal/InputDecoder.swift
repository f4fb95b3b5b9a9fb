internal import CNcurses
internal import CellScreen

/// Turns what arrives from ncurses into events, and remembers what has only begun to arrive.
struct InputDecoder {
  /// The longest pasted text that is kept, in scalars.
  static let longestPaste = 100_000

  /// The pasted text so far; `nil` outside of one.
  private var pasted: [Unicode.Scalar]?

  /// The events of everything that arrived at once.
  ///
  /// Pasted text is one event, when its end has arrived; what else arrives before that is part of it.
  mutating func events(_ raw: [RawKey]) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    var keys: [RawKey] = []
    for code in raw {
      if pasted == nil, code != .function(cn_key_paste_begin) {
        keys.append(code)
        continue
      }
      events += KeyDecoder.keys(keys).map(TerminalEvent.key)
      keys = []
      if let text = paste(code) { events.append(.pasted(text)) }
    }
    return events + KeyDecoder.keys(keys).map(TerminalEvent.key)
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
