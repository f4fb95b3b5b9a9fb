import CellScreen
import Foundation
import TestSupport
import Testing

/// `--color`, `--theme`, `--colours` and `--pixels`, in the terminal and on screenshots alike.
@Suite("looks", .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized)
struct LookTests {
  /// Opens the explorer with options, presses keys, and compares each cell with the screenshot's.
  private func compare(_ options: [String], term: String = "tmux-256color", keys: [String] = []) throws {
    let explorer = try ExplorerTerminal([ship] + options, term: term)
    try explorer.see("cnnview")
    for key in keys { try explorer.press(key) }
    let picture = try screenshot([ship] + options, as: "ansi", keys: keys.joined(separator: " "))
    let expected = ANSIReader.cells(picture)
    try explorer.see("screen of \(options)") { _ in
      ScreenDifference.count(try explorer.session.cells(), expected) == 0
    }
    try explorer.quit()
  }

  @Test(
    "each theme is on the terminal, at each depth of colour, as on the screenshot",
    arguments: ["dark", "light", "contrast"], ["truecolor", "256", "8", "none"])
  func themes(theme: String, depth: String) throws {
    try compare(["--theme", theme, "--color", depth])
  }

  @Test("pixels are drawn with what is asked for", arguments: ["half", "lower", "shade", "ascii"])
  func pixels(glyphs: String) throws {
    try compare(["--pixels", glyphs, "--color", "256"], keys: ["Enter", "Enter", "a"])
  }

  @Test("v writes numbers into cells, in a C locale too", arguments: ["C", "C.UTF-8"])
  func numbers(locale: String) throws {
    let explorer = try ExplorerTerminal([ship], rows: 40, columns: 120, ["LC_ALL": locale])
    try explorer.see("q quit")
    try explorer.press("3", "Enter", "Enter", "v")
    func picture(_ keys: String, as ending: String = "txt") throws -> String {
      try screenshot([ship, "--color", "256"], as: ending, rows: 40, columns: 120, keys: keys)
    }
    let numbers = try ["3 Enter Enter", "3 Enter Enter v"].map { keys in
      try picture(keys).matches(of: /\d\.\d/).count
    }
    #expect(numbers[1] > numbers[0] + 100)
    let expected = ANSIReader.cells(try picture("3 Enter Enter v", as: "ansi"))
    try explorer.see("numbers in cells") { _ in
      ScreenDifference.count(try explorer.session.cells(), expected) == 0
    }
    try explorer.quit()
  }

  @Test("the colours of numbers are those asked for, and c goes on from there")
  func colours() throws {
    let named = try ["viridis", "cividis", "inferno", "grey"].map {
      try screenshot([ship, "--colours", $0], as: "ansi")
    }
    #expect(Set(named).count == 4)
    #expect(try screenshot([ship], as: "ansi") == named[0])
    #expect(try screenshot([ship, "--colours", "inferno"], as: "ansi", keys: "c") == named[3])
    try compare(["--colours", "cividis", "--color", "256"], keys: ["c", "Enter"])
  }

  @Test("eight colours on a terminal that has no more are those of the screenshot")
  func eightColours() throws {
    try compare(["--color", "8"], term: "xterm", keys: ["Enter", "Enter", "a"])
  }

  @Test("in ASCII no character of the screen is any other, at all depths")
  func ascii() throws {
    for keys in ["", "Enter", "Enter Enter", "Enter Enter Enter", "7 Enter", "?"] {
      let text = try screenshot([ship, "--pixels", "ascii"], keys: keys)
      let isASCII = text.allSatisfy { $0.isASCII }
      #expect(isASCII, "\(text)")
      // A question mark would stand for a character that the table lacks; the hints have one of their own.
      let marks = try [text, screenshot([ship], keys: keys)].map { screen in screen.count { $0 == "?" } }
      #expect(marks[0] == marks[1], "\(text)")
    }
  }

  @Test("--color wins over NO_COLOR")
  func overridden() throws {
    let explorer = try ExplorerTerminal([ship, "--color", "256"], ["NO_COLOR": "1"])
    try explorer.see("q quit", "▀")
    #expect(try explorer.session.cells().joined().contains { $0.foreground == .indexed(221) })
  }

  @Test(
    "a look that doesn't exist is wrong usage, and the ones that do are named",
    arguments: [
      ["--color", "16"], ["--theme", "blue"], ["--colours", "rainbow"], ["--colours", "blueRed"],
      ["--pixels", "braille"],
    ])
  func unknown(options: [String]) throws {
    let run = try ProgramRun([ship] + options)
    #expect(run.status == 64 && run.errors.contains("'\(options[1])' is invalid"))
    #expect(run.errors.contains("Please provide one of"))
  }

  @Test(
    "a terminal that answers that it shows any colour is shown any, without COLORTERM; its answer is no key")
  func anyColour() throws {
    let pty = try PtyProcess(
      ProgramRun.builtProgram.path, [ship], environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    // The answer is there before the question: a busy machine would give it too late.
    pty.send("\u{1B}P1$r0;48:2::1:2:3m\u{1B}\\\u{1B}P0+r524742\u{1B}\\\u{1B}[?64;1;2c")
    // Words have colours of the palette; the picture, which comes later, has its own.
    #expect(pty.read { answered($0)?.contains("8;2;") == true })
    pty.send("q")
    #expect(pty.wait() == .exited(0))
    #expect(pty.modes == pty.initialModes)
  }

  /// What was written behind the question for the terminal's colours.
  private func answered(_ text: String) -> Substring? {
    text.firstRange(of: "\u{1B}[c").map { text[$0.upperBound...] }
  }

  @Test("a terminal that answers nothing is shown 256 colours, and keys that were typed meanwhile count")
  func noAnswer() throws {
    let pty = try PtyProcess(
      ProgramRun.builtProgram.path, [ship], environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    try #require(pty.read(until: "\u{1B}[c", after: 0))
    pty.send("2")
    #expect(pty.read { $0.contains("airplane") && $0.contains("225 windows") })
    pty.send("q")
    #expect(pty.wait() == .exited(0))
    #expect(answered(pty.text)?.contains("8;2;") == false)
    #expect(pty.modes == pty.initialModes)
  }
}
