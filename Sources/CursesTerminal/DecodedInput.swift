internal import CNcurses

/// A terminal's bytes as events, for who has no terminal.
package struct DecodedInput {
  private var decoder = InputDecoder()

  /// What the terminal database has for the keys of most terminals, as ncurses hands it on.
  private static let sequences: [(bytes: [UInt8], key: UInt32)] = [
    ("\u{1B}[A", cn_key_up), ("\u{1B}OB", cn_key_down), ("\u{1B}[Z", cn_key_back_tab),
    ("\u{1B}[5~", cn_key_page_up), ("\u{1B}[200~", cn_key_paste_begin), ("\u{1B}[201~", cn_key_paste_end),
    ("\u{1B}[<", cn_key_mouse),
  ].map { (Array($0.0.utf8), $0.1) }

  /// Begins with nothing.
  package init() {}

  /// The events of bytes that arrive at once, after what arrived before.
  package mutating func events(of bytes: [UInt8]) -> [TerminalEvent] {
    var keys: [RawKey] = []
    var text: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.first {
      if let sequence = Self.sequences.first(where: { rest.starts(with: $0.bytes) }) {
        keys += Self.characters(text) + [.function(sequence.key)]
        text = []
        rest = rest.dropFirst(sequence.bytes.count)
      } else {
        text.append(byte)
        rest = rest.dropFirst()
      }
    }
    return decoder.events(keys + Self.characters(text))
  }

  private static func characters(_ text: [UInt8]) -> [RawKey] {
    String(decoding: text, as: UTF8.self).unicodeScalars.map { .character($0.value) }
  }
}
