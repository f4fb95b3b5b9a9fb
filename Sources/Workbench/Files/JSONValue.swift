/// A value written as JSON (RFC 8259), keys in the order given.
///
/// JSON has no NaN and no infinities: they are written as the strings "NaN", "Infinity" and "-Infinity".
public enum JSONValue: Equatable, Sendable {
  /// A key of an object and its value.
  public struct Member: Equatable, Sendable {
    /// The key.
    public let key: String
    /// The value.
    public let value: JSONValue
  }

  /// No value.
  case null
  /// True or false.
  case boolean(Bool)
  /// A whole number.
  case integer(Int)
  /// A number, written with the fewest digits that read back as the same `Float`.
  case float(Float)
  /// A number, written with the fewest digits that read back as the same `Double`.
  case double(Double)
  /// A text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Values by key, in order.
  case object([Member])

  /// A tensor's shape as an array of its extents.
  public static func extents(_ extents: [Int]) -> JSONValue { .array(extents.map { .integer($0) }) }

  /// The value as text: objects a member a line, arrays of plain values on one line; no line end behind it.
  public var text: String { text(indentation: "") }

  private func text(indentation: String) -> String {
    let inner = indentation + "  "
    switch self {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .float(let value): return value.isFinite ? value.description : "\"\(value.digits)\""
    case .double(let value): return value.isFinite ? value.description : "\"\(value.digits)\""
    case .string(let value): return Self.quoted(value)
    case .array(let values) where values.allSatisfy(\.isPlain):
      return "[" + values.map { $0.text(indentation: inner) }.joined(separator: ", ") + "]"
    case .array(let values):
      return Self.block("[", values.map { inner + $0.text(indentation: inner) }, indentation + "]")
    case .object(let members):
      let lines = members.map { inner + Self.quoted($0.key) + ": " + $0.value.text(indentation: inner) }
      return members.isEmpty ? "{}" : Self.block("{", lines, indentation + "}")
    }
  }

  /// Whether the value is neither array nor object.
  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private static func block(_ open: String, _ lines: [String], _ close: String) -> String {
    open + "\n" + lines.joined(separator: ",\n") + "\n" + close
  }

  /// A string in quotation marks; what JSON does not allow, and what could act on a terminal, is escaped.
  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case _ where isHarmless(scalar): text.unicodeScalars.append(scalar)
      default: text += String(scalar).utf16.map(escape).joined()
      }
    }
    return text + "\""
  }

  /// Whether a scalar does nothing but show itself.
  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  /// An object with its members in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }
}

extension BinaryFloatingPoint where Self: CustomStringConvertible {
  /// The fewest digits that read back as the same number, as programs read them; `NaN`, `Infinity` or `-Infinity`.
  var digits: String {
    if isFinite { return description }
    return isNaN ? "NaN" : self < 0 ? "-Infinity" : "Infinity"
  }
}
