/// A value of a JSON text.
///
/// Integers are kept apart from other numbers, so that no value has to be converted back and can trap.
indirect enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// The value of a key, where this is an object that has it and where it isn't null.
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self, let value = members[key], value != .null else { return nil }
    return value
  }

  /// The text, where this is one.
  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The elements, where this is a list.
  var array: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The integer, where this is one.
  var integer: Int? {
    if case .integer(let number) = self { number } else { nil }
  }

  /// The value as Python writes it: `None`, `True`, `3`, `'relu'`, `(3, 3)`; an object by its keys only.
  var pythonLiteral: String {
    switch self {
    case .null: "None"
    case .bool(let flag): flag ? "True" : "False"
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .string(let text): "'\(text)'"
    case .array(let elements): tuple(elements.map(\.pythonLiteral))
    case .object(let members): "{\(members.keys.sorted().map { "'\($0)': …" }.joined(separator: ", "))}"
    }
  }

  /// A Python tuple of elements that are written already.
  private func tuple(_ elements: [String]) -> String {
    "(\(elements.joined(separator: ", "))\(elements.count == 1 ? "," : ""))"
  }

  /// The value as Python writes it, shortened so that it fits into a message.
  var excerpt: String {
    let literal = pythonLiteral
    return literal.count > 60 ? literal.prefix(59) + "…" : literal
  }
}
