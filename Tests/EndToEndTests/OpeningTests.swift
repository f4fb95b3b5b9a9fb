import Foundation
import TestSupport
import Testing

/// How the explorer is opened, and what is said where its arguments are wrong.
@Suite("opening the explorer")
struct OpeningTests {
  @Test("keys have the names that people type")
  func keyNames() throws {
    #expect(
      try screenshot([ship], keys: "Enter Return Esc C-l") == screenshot([ship], keys: "enter Enter Escape"))
  }

  @Test("a key that nobody knows is refused with the names that there are")
  func unknownKey() throws {
    let run = try ProgramRun([ship, "--screenshot", "/dev/null", "--keys", "Down F13"])
    #expect(run.status == 64)
    #expect(
      run.errors.hasPrefix(
        """
        Error: The value 'Down F13' is invalid for '--keys <keys>': no key is called 'F13'; give Up, Down, Left, Right, \
        Enter, Esc, Backspace, Tab, BackTab, PageUp, PageDown, Home, End, F5, Space, C-a to C-z, or a character, with \
        blanks between

        """), "\(run.errors)")
  }

  @Test("sample takes the options of the explorer")
  func sample() throws {
    let options = ["--clicker", "--at", "conv2d", "--theme", "light", "--model", Self.model]
    #expect(
      try screenshot(["sample", "ship"] + options, keys: "PageDown")
        == screenshot([ship] + options, keys: "PageDown"))
    let run = try ProgramRun(["sample", "ship", "--plain"])
    let opened = try ProgramRun([ship, "--plain"])
    #expect(run.status == 0 && run.output == opened.output)
    let puzzle = try ProgramRun(["sample", "open-sea", "--plain"])
    #expect(puzzle.status == 0 && puzzle.output.contains("open-sea.ppm"))
  }

  private static let model = Repository.assets.appending(path: "models/cifar10.keras").path

  @Test(
    "no error names a command that the help hides",
    arguments: [
      [ship, "--bogus"], [ship, "--color", "foo"], ["--size", "1x1"], ["explore", "--x"],
    ])
  func hidden(arguments: [String]) throws {
    let run = try ProgramRun(arguments)
    #expect(run.status == 64)
    #expect(run.errors.contains("See 'cnnview --help' for more information."))
    #expect(!run.errors.contains("explore"), "\(run.errors)")
  }

  // MARK: Writing

  private func shell(_ command: String) throws -> (ending: ChildProcess.Ending, output: String) {
    try ChildProcess.run(
      "/bin/sh", ["-c", command], environment: ["PROGRAM": ProgramRun.builtProgram.path, "SHIP": ship])
  }

  @Test("a file that grows beyond a limit is an error of writing, with code 73 (can't create)")
  func limit() throws {
    let folder = try TemporaryFolder()
    let (ending, output) = try shell(
      "ulimit -f 8; exec \"$PROGRAM\" export \"$SHIP\" --out '\(folder.path)/all'")
    #expect(ending == .exited(73))
    #expect(output.hasPrefix("cnnview: ") && output.contains("allow larger files (ulimit -f)"), "\(output)")
  }

  @Test("a reader that goes ends the program without a word")
  func reader() throws {
    let (ending, output) = try shell(
      "{ \"$PROGRAM\" explain \"$SHIP\" 'dense[1]' --json; echo $? >&2; } | :")
    #expect(ending == .exited(0))
    #expect(["141\n", "0\n"].contains(output), "\(output)")
  }
}
