import Foundation
import TestSupport
import Testing

/// What `ARCHITECTURE.md` tells newcomers is there.
struct ArchitectureTests {
  /// What stands between backticks.
  private func words() throws -> [String] {
    let text = try String(contentsOf: Repository.root.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
    return text.matches(of: /`([^`]+)`/).map { String($0.1) }
  }

  @Test("every path that it names is there")
  func paths() throws {
    let paths = try words().filter { $0.contains("/") && !$0.contains(" ") }
    #expect(paths.count >= 30)
    for path in paths { #expect(Checkout.has(path), "\(path)") }
  }

  @Test("every type that it names is declared somewhere")
  func types() throws {
    let names = try words().filter { $0.wholeMatch(of: /[A-Z][A-Za-z0-9]+(\.[A-Z][A-Za-z]+)?/) != nil }
    #expect(names.count >= 12)
    let texts = try (Checkout.files(in: "Sources") + Checkout.files(in: "Tests")).map(\.text)
    for name in Set(names) {
      let type = name.split(separator: ".").last.map(String.init) ?? name
      let declarations = ["struct", "enum", "class", "protocol"].map { "\($0) \(type)" }
      let isDeclared = texts.contains { text in declarations.contains { text.contains($0) } }
      #expect(isDeclared, "\(name)")
    }
  }
}
