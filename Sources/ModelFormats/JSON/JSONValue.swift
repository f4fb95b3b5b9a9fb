/// A value of a JSON text.
///
/// Integers are kept apart from other numbers, so that no value has to be converted back and can trap.
public enum JSONValue: Equatable, Sendable {
  /// No value.
  case null
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// A number, written with the fewest digits that read back as the same `Double`.
  case number(Double)
  /// A number to write, with the fewest digits that read back as the same `Float`; none that is read is one.
  case float(Float)
  /// A text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Values by key.
  case object(JSONObject)

  /// A tensor's shape as an array of its extents.
  public static func extents(_ extents: [Int]) -> JSONValue { .array(extents.map { .integer($0) }) }

  /// The value of a key, where this is an object that has it and where it isn't null.
  subscript(key: String) -> JSONValue? {
    guard case .object(let object) = self, let value = object[key], value != .null else { return nil }
    return value
  }

  /// True or false, where this is one of them.
  var bool: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }

  /// The text, where this is one.
  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The elements, where this is a list.
  var array: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members, where this is an object.
  var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  /// The integer, where this is one.
  var integer: Int? {
    if case .integer(let number) = self { number } else { nil }
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  /// An object with its members in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements))
  }
}
