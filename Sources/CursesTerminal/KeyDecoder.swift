internal import CNcurses
internal import CellScreen

/// What ncurses says of a key.
enum RawKey: Equatable {
  /// A character, control characters among them.
  case character(UInt32)
  /// A key that isn't a character, by ncurses's code.
  case function(UInt32)
}

/// Turns ncurses's codes into keys.
enum KeyDecoder {
  /// The keys of everything that arrived at once.
  ///
  /// An Esc with `[` or `O` directly behind it begins a sequence that the terminal database doesn't know: it is
  /// one unknown key, so that its letters don't act as keys.
  static func keys(_ raw: [RawKey]) -> [KeyPress] {
    var keys: [KeyPress] = []
    var rest = raw[...]
    while let first = rest.popFirst() {
      if first == .character(0x1B), let end = endOfSequence(rest) {
        rest = rest[end...]
        keys.append(.unknown)
      } else if let key = key(first) {
        keys.append(key)
      }
    }
    return keys
  }

  /// Where the sequence behind an Esc ends: after its first byte from `@` to `~`.
  private static func endOfSequence(_ rest: ArraySlice<RawKey>) -> Int? {
    guard let opener = rest.first, opener == .character(0x5B) || opener == .character(0x4F) else {
      return nil
    }
    var index = rest.startIndex + 1
    while index < rest.endIndex, case .character(let byte) = rest[index], (0x20...0x7E).contains(byte) {
      index += 1
      if byte >= 0x40 { return index }
    }
    return index > rest.startIndex + 1 ? index : nil
  }

  /// The key of one code; nil for what isn't a key.
  private static func key(_ raw: RawKey) -> KeyPress? {
    switch raw {
    case .character(let code): character(code)
    case .function(cn_key_resize): nil
    case .function(let code): functions[code] ?? .unknown
    }
  }

  private static func character(_ code: UInt32) -> KeyPress {
    switch code {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x1B: .escape
    case 0x01...0x1A: control(code)
    case 0x00..<0x20, 0x80..<0xA0: .unknown
    default: Unicode.Scalar(code).map { .character(Character($0)) } ?? .unknown
    }
  }

  private static func control(_ code: UInt32) -> KeyPress {
    .control(Character(Unicode.Scalar(UInt8(0x60 + code))))
  }

  private static let functions: [UInt32: KeyPress] = [
    cn_key_up: .up, cn_key_down: .down, cn_key_left: .left, cn_key_right: .right, cn_key_enter: .enter,
    cn_key_backspace: .backspace, cn_key_back_tab: .backTab, cn_key_page_up: .pageUp,
    cn_key_page_down: .pageDown, cn_key_home: .home, cn_key_end: .end,
  ]
}
