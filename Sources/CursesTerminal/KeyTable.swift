internal import CNcurses
internal import CellScreen

/// The keys that terminals send as sequences of characters.
struct KeyTable {
  private let keys: [String: KeyPress]

  /// The keys that most terminals send, for when the database says less than the truth, and those that a database has
  /// under its names, which go first.
  init(_ capability: (String) -> String?) {
    var keys = Self.common
    for (name, key) in Self.capabilities {
      guard let sequence = capability(name), sequence.count > 1 || Self.isFree(sequence) else { continue }
      keys[sequence] = key
    }
    self.keys = keys
  }

  /// The key of a whole sequence; `nil` where it is none that is known.
  subscript(sequence: String) -> KeyPress? { keys[sequence] }

  /// Whether a terminal may send one control character for a key: for none of those that all terminals send.
  private static func isFree(_ sequence: String) -> Bool {
    !["\r", "\n", "\t", "\u{1B}", "\u{7F}", "\u{3}", "\u{1A}", ""].contains(sequence)
  }

  /// The database's names of keys.
  private static let capabilities: [(name: String, key: KeyPress)] = [
    ("kcuu1", .up), ("kcud1", .down), ("kcuf1", .right), ("kcub1", .left), ("khome", .home), ("kend", .end),
    ("kpp", .pageUp), ("knp", .pageDown), ("kcbt", .backTab), ("kent", .enter), ("kf5", .f5),
  ]

  private static let common: [String: KeyPress] = {
    var keys: [String: KeyPress] = [
      "[1~": .home, "[7~": .home, "[4~": .end, "[8~": .end, "[5~": .pageUp, "[6~": .pageDown, "[Z": .backTab,
      "[15~": .f5,
      "OM": .enter, "OI": .tab, "O ": .character(" "), "OX": .character("="),
    ]
    let letters: [(Character, KeyPress)] = [
      ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end),
    ]
    for (letter, key) in letters {
      keys["[\(letter)"] = key
      keys["O\(letter)"] = key
    }
    // The keypad in its application mode (VT100 and after): `j` to `o` are signs, `p` to `y` the digits.
    for (letter, sign) in zip("jklmnopqrstuvwxy", "*+,-./0123456789") {
      keys["O\(letter)"] = .character(sign)
    }
    return Dictionary(uniqueKeysWithValues: keys.map { ("\u{1B}" + $0.key, $0.value) })
  }()
}

extension KeyTable {
  /// The keys of the terminal that is open.
  static var ofOpenTerminal: KeyTable {
    KeyTable { name in cn_capability(name).map { String(cString: $0) } }
  }

  /// The key of a character that stands for itself.
  func key(_ scalar: Unicode.Scalar) -> KeyPress {
    if let key = self[String(Character(scalar))] { return key }
    return switch scalar.value {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x1B: .escape
    case 0x01...0x1A: .control(Character(Unicode.Scalar(UInt8(0x60 + scalar.value))))
    case 0x00..<0x20, 0x80..<0xA0, 0xFFFD: .unknown
    default: .character(Character(scalar))
    }
  }
}
