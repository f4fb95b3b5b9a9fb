extension JSONValue {
  /// The value as Python writes it: `None`, `True`, `3`, `'relu'`, `(3, 3)`; an object by its keys only.
  var pythonLiteral: String {
    switch self {
    case .null: "None"
    case .bool(let flag): flag ? "True" : "False"
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .float(let number): "\(number)"
    case .string(let text): "'\(text)'"
    case .array(let elements): tuple(elements.map(\.pythonLiteral))
    case .object(let object): "{\(object.keys.sorted().map { "'\($0)': …" }.joined(separator: ", "))}"
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
