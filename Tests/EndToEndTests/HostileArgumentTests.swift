import Foundation
import TestSupport
import Testing

/// What the program writes about arguments that could act on a terminal.
@Suite("arguments that could act on a terminal")
struct HostileArgumentTests {
  /// All names that can stand in an argument, in few arguments that each can be a file's name.
  private static let names: [String] = {
    var runs = [""]
    for name in HostileNames.all where name.utf8.count < 1_000 && !name.contains("\u{0}") {
      let longer = runs[runs.count - 1] + " " + name
      if longer.utf8.count < 1_000 { runs[runs.count - 1] = longer } else { runs.append(name) }
    }
    return runs
  }()

  @Test("are cleaned in what the program says of them, whatever they stand for")
  func errors() throws {
    for name in Self.names {
      let cases = [
        ["./x" + name], [ship, "--screenshot", "/dev/null/\(name)"], ["summary", "--model", "./x" + name],
        ["explain", ship, name], ["why", ship, "--class", "x" + name], ["sample", "x" + name],
        ["export", ship, "--out", "/dev/null/" + name], ["grade", "./x" + name, "y"],
      ]
      for arguments in cases { try expectHarmless(arguments) }
    }
  }

  @Test("are cleaned in what the parser says of them")
  func usage() throws {
    for name in Self.names {
      let cases = [
        ["--x" + name], ["summary", "x" + name], ["export", ship, "--out", "x", "--format", "x" + name],
        [ship, "--size", "x" + name],
      ]
      for arguments in cases { try expectHarmless(arguments) }
    }
  }

  private func expectHarmless(_ arguments: [String]) throws {
    let run = try ProgramRun(arguments)
    #expect(HostileNames.faults(in: run.errors) == [], "\(arguments)")
    #expect(HostileNames.faults(in: run.output) == [], "\(arguments)")
    #expect(run.status >= 64 && run.status <= 73, "\(arguments)")
  }
}
