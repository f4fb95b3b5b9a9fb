import Foundation

/// What `Package.swift` says of the targets, read from its text.
struct Manifest {
  /// The targets under `Sources` with what they depend on.
  let dependencies: [String: Set<String>]

  /// Reads the text of a manifest.
  init(_ text: String) {
    let list = #/(?:,\s*(?:dependencies:\s*)?\[((?:[^\[\]]|\[[^\]]*\])*)\])?/#
    let head = #/(?:\bmodule\(\s*|\.(?:executableTarget|target|systemLibrary)\(\s*name:\s*)"(\w+)"/#
    let heads = text.matches(of: head)
    var dependencies: [String: Set<String>] = [:]
    for (index, match) in heads.enumerated() {
      let end = index + 1 < heads.count ? heads[index + 1].range.lowerBound : text.endIndex
      let rest = text[match.range.upperBound..<end]
      guard !rest.contains(#/path:\s*"Tests/#) else { continue }
      dependencies[String(match.1)] = Set(rest.prefixMatch(of: list)?.1.map { Manifest.names(in: $0) } ?? [])
    }
    self.dependencies = dependencies
  }

  /// The names in a list of dependencies: of modules and of products, not of packages.
  private static func names(in list: Substring) -> [String] {
    list.replacing(#/package:\s*"[^"]*"/#, with: "").matches(of: #/"([^"]+)"/#).map { String($0.1) }
  }
}

/// The modules that a README names in the first cells of its table of modules; a cell may have several.
func modulesNamed(inReadme text: String) -> Set<String> {
  let sections = text.split(separator: "\n#")
  guard let section = sections.first(where: { $0.prefix { $0 != "\n" }.lowercased().contains("module") })
  else {
    return []
  }
  let rows = section.split(separator: "\n").filter { $0.hasPrefix("|") }
  let names = rows.compactMap { row in
    row.split(separator: "|").prefix(2).lazy.map { $0.matches(of: #/`(\w+)`/#).map { String($0.1) } }
      .first { !$0.isEmpty }
  }
  return Set(names.joined())
}
