/// Writing JSON (RFC 8259), keys in the order given.
///
/// JSON has no NaN and no infinities: they are written as the strings "NaN", "Infinity" and "-Infinity".
extension JSONValue {
  /// The value as text: objects a member a line, arrays of plain values on one line; no line end behind it.
  public var text: String { text(indentation: "") }

  private func text(indentation: String) -> String {
    let inner = indentation + "  "
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .float(let value): return value.isFinite ? value.description : "\"\(value.digits)\""
    case .number(let value): return value.isFinite ? value.description : "\"\(value.digits)\""
    case .string(let value): return Self.quoted(value)
    case .array(let values) where values.allSatisfy(\.isPlain):
      return "[" + values.map { $0.text(indentation: inner) }.joined(separator: ", ") + "]"
    case .array(let values):
      return Self.block("[", values.map { inner + $0.text(indentation: inner) }, indentation + "]")
    case .object(let object):
      let lines = object.keys.map { key in
        inner + Self.quoted(key) + ": " + (object[key] ?? .null).text(indentation: inner)
      }
      return lines.isEmpty ? "{}" : Self.block("{", lines, indentation + "}")
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

extension BinaryFloatingPoint where Self: CustomStringConvertible {
  /// The fewest digits that read back as the same number, as programs read them; `NaN`, `Infinity` or `-Infinity`.
  package var digits: String {
    if isFinite { return description }
    return isNaN ? "NaN" : self < 0 ? "-Infinity" : "Infinity"
  }
}
