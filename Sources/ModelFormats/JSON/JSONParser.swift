/// Reads a JSON text as Python's `json` module writes it: NaN and Infinity are numbers.
///
/// Of a key that stands twice in an object the last value counts, as in Python. Source: RFC 8259; Python 3,
/// `json`, "Standard Compliance and Interoperability".
struct JSONParser {
  /// The byte at which a text stops being JSON, or is nested too deeply.
  struct Failure: Error, Equatable {
    let offset: Int
    var isTooDeep = false
  }

  /// Deeper nesting is refused: a model of Keras has about ten levels, and four more for each model inside of another.
  static let maximalDepth = 100

  private let bytes: [UInt8]
  private var offset = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The value that a whole text stands for.
  static func value(of bytes: [UInt8]) throws(Failure) -> JSONValue {
    var parser = JSONParser(bytes)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.next == nil else { throw parser.failure }
    return value
  }

  private var failure: Failure { Failure(offset: offset) }
  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let next, [0x20, 0x09, 0x0A, 0x0D].contains(next) { offset += 1 }
  }

  /// Steps over a character, if it is the next one.
  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    guard depth < Self.maximalDepth else { throw Failure(offset: offset, isTooDeep: true) }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    default: return try scalar()
    }
  }

  private mutating func object(depth: Int) throws(Failure) -> JSONValue {
    var object = JSONObject()
    try elements(until: "}") { (parser) throws(Failure) in
      parser.skipSpace()
      guard parser.next == UInt8(ascii: "\"") else { throw parser.failure }
      let key = try parser.string()
      parser.skipSpace()
      guard parser.skip(":") else { throw parser.failure }
      object[key] = try parser.value(depth: depth + 1)
    }
    return .object(object)
  }

  private mutating func array(depth: Int) throws(Failure) -> JSONValue {
    var elements: [JSONValue] = []
    try self.elements(until: "]") { (parser) throws(Failure) in
      elements.append(try parser.value(depth: depth + 1))
    }
    return .array(elements)
  }

  /// Steps over brackets and what stands between them, which has commas between its elements.
  private mutating func elements(
    until end: Unicode.Scalar, _ element: (inout JSONParser) throws(Failure) -> Void
  ) throws(Failure) {
    offset += 1
    skipSpace()
    if skip(end) { return }
    repeat {
      try element(&self)
      skipSpace()
    } while skip(",")
    guard skip(end) else { throw failure }
  }

  private static let words: [String: JSONValue] = [
    "null": .null, "true": .bool(true), "false": .bool(false), "NaN": .number(.nan),
    "Infinity": .number(.infinity), "-Infinity": .number(-.infinity),
  ]

  /// A number or a word.
  private mutating func scalar() throws(Failure) -> JSONValue {
    let start = offset
    while let next, isPartOfScalar(next) { offset += 1 }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard let value = Self.words[text] ?? number(text) else { throw Failure(offset: start) }
    return value
  }

  /// The value of a number's text, which starts with a digit or a minus sign and a digit.
  private func number(_ text: String) -> JSONValue? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard let first = digits.first, first.isASCII, first.isNumber else { return nil }
    if let integer = Int(text) { return .integer(integer) }
    return Double(text).map { .number($0) }
  }

  private func isPartOfScalar(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "0"..."9", "a"..."z", "A"..."Z", "-", "+", ".": true
    default: false
    }
  }
}

extension JSONParser {
  /// A text in quotation marks.
  private mutating func string() throws(Failure) -> String {
    offset += 1
    var units: [UInt8] = []
    while let byte = next {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"): units += try escape().utf8
      case 0..<0x20: throw Failure(offset: offset - 1)
      default: units.append(byte)
      }
    }
    throw failure
  }

  /// The character after a backslash.
  private mutating func escape() throws(Failure) -> String {
    guard let byte = next else { throw failure }
    offset += 1
    if byte == UInt8(ascii: "u") { return try scalarOfUnits() }
    guard let character = Self.escapes[Unicode.Scalar(byte)] else { throw Failure(offset: offset - 1) }
    return character
  }

  private static let escapes: [Unicode.Scalar: String] = [
    "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
  ]

  /// The character of one or two `\u` escapes; U+FFFD for half a pair.
  private mutating func scalarOfUnits() throws(Failure) -> String {
    var units = [try codeUnit()]
    if UTF16.isLeadSurrogate(units[0]), skip("\\") {
      guard skip("u") else { throw failure }
      units.append(try codeUnit())
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// The four digits of a `\u` escape.
  private mutating func codeUnit() throws(Failure) -> UInt16 {
    guard offset + 4 <= bytes.count else { throw failure }
    let digits = bytes[offset..<offset + 4]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure }
    offset += 4
    return unit
  }
}
