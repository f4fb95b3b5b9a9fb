import Foundation

/// What can be told of a Swift file from its text.
struct SourceText {
  /// The lines.
  let lines: [Substring]

  /// Takes the text of a file.
  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
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
      guard lines[index].contains("import "),
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
      guard
        lines[index].firstMatch(
          of: /^\s*(?:@\w+\s+)*(?:[\w()]+\s+)*(?:func\s|init[?(<]|deinit\b|subscript[(<])/) != nil,
        !lines[index].drop(while: { $0 == " " }).hasPrefix("//"), let end = end(ofFunctionAt: index)
      else { return nil }
      return Function(line: index + 1, length: end - index + 1)
    }
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
    let text = lines.filter { !$0.drop(while: { $0 == " " }).hasPrefix("//") }.joined(separator: "\n")
    return text.matches(of: /@[T]est\b(?:\s*\(\s*"((?:[^"\\]|\\.)*)")?/).map { $0.1.map(String.init) }
  }

  /// The words of a list that stand in the code, comments left out.
  func words(of list: [String]) -> [String] {
    let code = lines.map { line in
      line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
    }
    return list.filter { word in code.contains { contains(word, in: $0) } }
  }

  /// The words of file formats that stand in the code, in any case, comments left out: names of formats and of what makes
  /// the lines of a listing, and what formats call a padding or an argument.
  var wordsOfFormats: [String] {
    let code = lines.map { line in
      (line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line).lowercased()
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
