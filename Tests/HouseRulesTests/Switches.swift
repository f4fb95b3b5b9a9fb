/// The enumerations of a Swift file, and its switches that have a `default`, as its lines are indented.
struct Switches {
  /// An enumeration.
  struct Enumeration {
    let name: String
    var cases: Set<String>
  }

  /// A switch with a `default`.
  struct Place {
    /// The line of the `default`, from 1.
    let line: Int
    /// The cases that the switch names.
    let names: Set<String>
  }

  private struct Line {
    let indentation: Int
    let text: Substring
  }

  private let lines: [Line]

  /// Takes the text of a file.
  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let text = line.drop { $0 == " " }
      return Line(indentation: line.utf8.count - text.utf8.count, text: text)
    }
  }

  /// The enumerations, in the order of their beginnings.
  var enumerations: [Enumeration] {
    var found: [Enumeration] = []
    var open: [(indentation: Int, index: Int)] = []
    for line in lines where !line.text.isEmpty {
      while let last = open.last, line.indentation <= last.indentation { open.removeLast() }
      if let name = Self.nameOfEnumeration(line.text) {
        open.append((line.indentation, found.count))
        found.append(Enumeration(name: name, cases: []))
      } else if let last = open.last, line.indentation == last.indentation + 2 {
        found[last.index].cases.formUnion(Self.declaredCases(line.text))
      }
    }
    return found
  }

  /// The switches that have a `default` and name cases.
  var withDefault: [Place] {
    lines.indices.filter { lines[$0].text.hasPrefix("default:") }.compactMap { index in
      let names = namesOfSwitch(endingWith: index)
      return names.isEmpty ? nil : Place(line: index + 1, names: names)
    }
  }

  /// The name of an enumeration that begins on a line and goes on behind it.
  private static func nameOfEnumeration(_ text: Substring) -> String? {
    guard text.hasSuffix("{"), !text.hasPrefix("//") else { return nil }
    let words = text.split(separator: " ")
    guard let index = words.prefix(4).firstIndex(of: "enum"), index + 1 < words.count else { return nil }
    return String(words[index + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
  }

  /// The cases that a line declares.
  private static func declaredCases(_ text: Substring) -> [String] {
    let text = text.hasPrefix("indirect ") ? text.dropFirst(9) : text
    guard text.hasPrefix("case ") else { return [] }
    return parts(of: text.dropFirst(5), endingAt: "=").map { identifier($0) }
  }

  /// The cases in the labels of the switch whose `default` is on a line.
  private func namesOfSwitch(endingWith end: Int) -> Set<String> {
    var names: Set<String> = []
    for index in lines[..<end].indices.reversed() where lines[index].indentation <= lines[end].indentation {
      if lines[index].text.hasPrefix("case ") {
        let label = lines[index..<min(end, index + 8)].map(\.text).joined(separator: " ").dropFirst(5)
        for part in Self.parts(of: label[...], endingAt: ":") where part.hasPrefix(".") {
          names.insert(Self.identifier(part.dropFirst()))
        }
      } else if !lines[index].text.isEmpty {
        break
      }
    }
    return names
  }

  /// What stands between commas outside of parentheses, up to a character.
  private static func parts(of text: Substring, endingAt end: Character) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var depth = 0
    for index in text.indices {
      let character = text[index]
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      guard depth == 0, character == "," || character == end else { continue }
      parts.append(text[start..<index])
      start = text.index(after: index)
      if character == end { return parts.map { $0.drop { $0 == " " } } }
    }
    return (parts + [text[start...]]).map { $0.drop { $0 == " " } }
  }

  /// The identifier that a text begins with, without back ticks.
  private static func identifier(_ text: Substring) -> String {
    String(text.drop { $0 == "`" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
  }
}
