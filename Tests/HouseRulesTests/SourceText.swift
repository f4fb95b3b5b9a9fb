import Foundation

/// What can be told of a Swift file from its text.
///
/// There are tens of thousands of lines: regular expressions look only where a plain search has found something.
struct SourceText: Sendable {
  /// The whole text.
  let text: String
  /// The lines.
  let lines: [String]

  /// Takes the text of a file.
  init(_ text: String) {
    self.text = text
    lines = text.components(separatedBy: "\n")
  }

  /// Whether a text stands somewhere.
  func contains(_ words: String) -> Bool {
    text.range(of: words, options: .literal) != nil
  }

  /// The modules that the text imports.
  var imports: Set<String> { Set(importLines.map(\.module)) }

  /// The lines that import Foundation itself, from 1, where it doesn't stand in for FoundationEssentials on systems that
  /// have no module of that name.
  var importsOfFoundation: [Int] {
    importLines.filter { $0.module == "Foundation" }.map(\.index).filter { index in
      index < 3 || !lines[index - 3].hasSuffix("#if canImport(FoundationEssentials)")
        || !lines[index - 2].hasSuffix("import FoundationEssentials") || !lines[index - 1].hasSuffix("#else")
    }.map { $0 + 1 }
  }

  /// The lines that import a module, by their index.
  private var importLines: [(index: Int, module: String)] {
    lines.indices.compactMap { index in
      guard lines[index].range(of: "import ", options: .literal) != nil,
        let match = lines[index].firstMatch(
          of:
            /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
        )
      else { return nil }
      return (index, String(match.1))
    }
  }

  /// A function with the number of lines from its first to its closing brace.
  struct Function: Equatable {
    /// The line it begins on, from 1.
    let line: Int
    /// How many lines it takes.
    let length: Int
  }

  /// The functions and initialisers that have a body.
  var functions: [Function] {
    lines.indices.compactMap { index in
      guard beginsFunction(lines[index]), let end = end(ofFunctionAt: index) else { return nil }
      return Function(line: index + 1, length: end - index + 1)
    }
  }

  /// Whether a line begins a function: attributes and modifiers, then a word that says so.
  private func beginsFunction(_ line: String) -> Bool {
    let marks = ["func ", "init", "subscript"]
    let isCandidate = marks.contains { line.range(of: $0, options: .literal) != nil }
    guard isCandidate else { return false }
    for word in line.split(separator: " ") {
      if word == "func" || word == "deinit" { return true }
      if ["init(", "init?(", "init<", "subscript(", "subscript<"].contains(where: word.hasPrefix) {
        return true
      }
      let isModifier = word.allSatisfy { $0.isLetter || $0.isNumber || "@_()".contains($0) }
      guard isModifier else { return false }
    }
    return false
  }

  /// The line of the brace that closes a function; `nil` where it has no body.
  private func end(ofFunctionAt start: Int) -> Int? {
    let indentation = lines[start].prefix { $0 == " " }
    guard !lines[start].hasSuffix("}") else { return start }
    guard
      let opening = lines[start...].firstIndex(where: { $0.hasSuffix("{") || $0.isEmpty || $0.hasSuffix("}") }
      ),
      lines[opening].hasSuffix("{")
    else { return nil }
    return lines[(opening + 1)...].firstIndex { $0.hasPrefix(indentation + "}") }
  }

  /// The names of the tests; `nil` for one without a name.
  var testNames: [String?] {
    let code = lines.filter { !$0.drop(while: { $0 == " " }).hasPrefix("//") }.joined(separator: "\n")
    var names: [String?] = []
    var rest = code[...]
    while let mark = rest.range(of: "@" + "Test", options: .literal) {
      rest = rest[mark.upperBound...]
      if let match = rest.prefixMatch(of: /\b(?:\s*\(\s*"((?:[^"\\]|\\.)*)")?/) {
        names.append(match.1.map(String.init))
      }
    }
    return names
  }

  /// The lines, from 1, where a test would pass for want of something to check: it returns where an explanation or the like
  /// has another form, or takes what can't be read for an empty list.
  var silentPasses: [Int] {
    lines.indices.filter { index in
      let line = lines[index].drop { $0 == " " }
      let isReturn = line.hasPrefix("guard case ") && line.hasSuffix(" else { return }")
      return isReturn || line.contains("(try? ") && line.contains(") ?? []") && !line.contains("required(")
    }.map { $0 + 1 }
  }

  /// The words of a list that stand in the code, comments left out.
  func words(of list: [String]) -> [String] {
    let found = list.filter { contains($0) }
    guard !found.isEmpty else { return [] }
    let code = lines.map { line in
      line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line[...]
    }
    return found.filter { word in code.contains { contains(word, in: $0) } }
  }

  /// The words of file formats that stand in the code, in any case, comments left out: names of formats and of what makes
  /// the lines of a listing, and what formats call a padding or an argument.
  var wordsOfFormats: [String] {
    let code = lines.map { line in
      (line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line[...]).lowercased()
    }
    let words = [
      "keras", "onnx", "tensorflow", "python", "listing", "classname", ".same", ".valid", "\"same", "\"valid",
      "case same", "case valid", "_rate", "_axes", "_shape", "_multiplier",
    ]
    return words.filter { word in code.contains { $0.contains(word) } }
  }

  /// Whether a word stands in a line and no longer word ends in it.
  private func contains(_ word: String, in line: Substring) -> Bool {
    line.ranges(of: word).contains { range in
      let before = line[..<range.lowerBound].last
      return !(before?.isLetter ?? false) && !(before?.isNumber ?? false) && before != "_"
    }
  }
}
