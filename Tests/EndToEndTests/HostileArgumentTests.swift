import Foundation
import TestSupport
import Testing

/// What the program writes about arguments that could act on a terminal.
@Suite("arguments that could act on a terminal")
struct HostileArgumentTests {
  private static let names = HostileNames.all.filter { $0.utf8.count < 1_000 && !$0.contains("\u{0}") }

  @Test("are cleaned in what the program says of them, whatever they stand for")
  func errors() throws {
    for name in Self.names {
      let cases = [
        ["./x" + name], [ship, "--screenshot", "/dev/null/\(name)"], ["summary", "--model", "./x" + name],
        ["explain", ship, name], ["why", ship, "--class", "x" + name], ["sample", "x" + name],
        ["export", ship, "--out", "/dev/null/" + name],
      ]
      try expectHarmless(cases[Self.names.firstIndex(of: name).map { $0 % cases.count } ?? 0])
    }
  }

  @Test("are cleaned in what the parser says of them")
  func usage() throws {
    for name in Self.names {
      let cases = [
        ["--x" + name], ["summary", "x" + name], ["export", ship, "--out", "x", "--format", "x" + name],
        [ship, "--size", "x" + name],
      ]
      try expectHarmless(cases[Self.names.firstIndex(of: name).map { $0 % cases.count } ?? 0])
    }
  }

  private func expectHarmless(_ arguments: [String]) throws {
    let run = try ProgramRun(arguments)
    #expect(HostileNames.faults(in: run.errors) == [], "\(arguments)")
    #expect(HostileNames.faults(in: run.output) == [], "\(arguments)")
    #expect(run.status >= 64 && run.status <= 73, "\(arguments)")
  }
}
