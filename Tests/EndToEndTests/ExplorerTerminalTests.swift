import CellScreen
import Foundation
import TestSupport
import Testing

/// The program on terminals of all kinds and sizes, and its ways out.
@Suite(
  "the explorer's terminal", .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized)
struct ExplorerTerminalTests {
  // MARK: Kinds of terminals

  @Test(
    "terminals of few or no colours, and of other character sets, show all of the screen in characters",
    arguments: [
      ("vt100", [:]), ("linux", [:]), ("xterm", [:]), ("xterm-256color", ["NO_COLOR": "1"]),
      ("tmux-256color", ["NO_COLOR": "1", "COLORTERM": "truecolor", "LC_ALL": "C"]),
      ("vt100", ["LC_ALL": "C"]), ("vt220", [:]), ("xterm-mono", [:]),
    ])
  func characters(term: String, environment: [String: String]) throws {
    let explorer = try ExplorerTerminal([ship], rows: 40, columns: 120, term: term, environment)
    try explorer.see(exactly: screenshot([ship], rows: 40, columns: 120))
    try explorer.press("Down", "Enter")
    try explorer.see(exactly: screenshot([ship], rows: 40, columns: 120, keys: "Down Enter"))
    if environment["NO_COLOR"] != nil {
      let cells = try explorer.session.cells().joined()
      #expect(cells.allSatisfy { $0.foreground == .standard && $0.background == .standard })
    }
    try explorer.press("q", see: ["status 0"])
  }

  @Test(
    "a terminal of 256 colours, or one that the terminal database doesn't know, gets half blocks in its own colours",
    arguments: [
      ("tmux-256color", "C.UTF-8"), ("tmux-256color", "C"), ("screen-256color", "C.UTF-8"),
      ("xterm-256color", "C.UTF-8"), ("unheard-of-kitty", "C.UTF-8"),
    ])
  func colours256(term: String, locale: String) throws {
    let explorer = try ExplorerTerminal([ship], term: term, ["LC_ALL": locale])
    try explorer.see("q quit", "▀", "→")
    let cells = try explorer.session.cells().joined()
    let colours = Set(cells.flatMap { [$0.foreground, $0.background] })
    #expect(colours.count > 12)
    #expect(!colours.contains { if case .rgb = $0 { true } else { false } })
  }

  @Test(
    "a terminal of any colour gets exactly those of the screenshot",
    arguments: ["tmux-256color", "xterm-256color"])
  func truecolour(term: String) throws {
    let explorer = try ExplorerTerminal([ship], term: term, ["COLORTERM": "truecolor"])
    try explorer.see("q quit")
    try explorer.press("Enter", "x", "c", "Enter")
    let expected = ANSIReader.cells(try screenshot([ship], as: "ansi", keys: "Enter x c Enter"))
    try explorer.see("map in the screenshot's colours") { _ in
      ScreenDifference.count(try explorer.session.cells(), expected) == 0
    }
  }

  @Test("a terminal that shows lines of text only is refused in words, with status 69 (unavailable)")
  func dumb() throws {
    let explorer = try ExplorerTerminal([ship], columns: 200, term: "dumb")
    try explorer.see("status 69", "cnnview: a terminal of TERM=dumb can show lines of text only; use --plain")
  }

  // MARK: Sizes

  @Test("it follows the terminal's size, says when that is too small, and comes back")
  func resize() throws {
    let explorer = try ExplorerTerminal([ship], rows: 60, columns: 200, ["NO_COLOR": "1"])
    for (rows, columns) in [(60, 200), (20, 60), (10, 40), (40, 120)] {
      try explorer.session.resize(rows: rows, columns: columns)
      if rows == 10 { try explorer.see("cnnview needs 60×20", "this is 40×10", "q quits") }
      try explorer.see(exactly: screenshot([ship], rows: rows, columns: columns))
    }
    try explorer.quit()
  }

  @Test("it goes down to one cell and up to 500×150, and back to the same screen")
  func extremes() throws {
    // Without xterm's way to leave wrapping out, ncurses can't fill the corner of a screen of one column.
    let explorer = try ExplorerTerminal(
      [ship], rows: 60, columns: 200, term: "xterm-256color", ["NO_COLOR": "1"])
    for (rows, columns) in [(60, 200), (1, 1), (150, 500), (1, 200), (60, 1), (2, 2), (60, 200)] {
      try explorer.session.resize(rows: rows, columns: columns)
      try explorer.see(exactly: screenshot([ship], rows: rows, columns: columns))
    }
    try explorer.quit()
  }

  @Test("a storm of sizes and keys ends in the screen of the last size")
  func storm() throws {
    let explorer = try ExplorerTerminal([ship], rows: 60, columns: 200, ["NO_COLOR": "1"])
    try explorer.see("q quit")
    var generator = SeededGenerator(seed: 5)
    // Below 60×20 no key moves anything, so that keys while sizes change would leave another selection.
    for smallest in [(rows: 1, columns: 1), (rows: 20, columns: 60)] {
      for _ in 0..<30 {
        let rows = Int.random(in: smallest.rows...60, using: &generator)
        let columns = Int.random(in: smallest.columns...200, using: &generator)
        try explorer.session.resize(rows: rows, columns: columns)
        if smallest.rows == 20 { try explorer.press("Down", "Up", "Enter", "Escape") }
      }
      try explorer.session.resize(rows: 40, columns: 120)
      try explorer.see(exactly: screenshot([ship], rows: 40, columns: 120))
    }
    try explorer.session.resize(rows: 24, columns: 80)
    try explorer.see(exactly: screenshot([ship]))
    try explorer.quit()
  }

  @Test("where the terminal is too small, q still quits")
  func tooSmall() throws {
    let explorer = try ExplorerTerminal([ship], rows: 10, columns: 40)
    try explorer.see("cnnview needs 60×20", "this is 40×10", "q quits")
    try explorer.quit()
  }

  // MARK: Ways out

  @Test("Ctrl-Z gives the shell's screen back, and fg the explorer's, in the size of now")
  func suspend() throws {
    let explorer = try ExplorerTerminal(
      shell: "PS1='prompt> ' bash --norc --noprofile -i", ["NO_COLOR": "1"])
    try explorer.see("prompt>")
    try explorer.session.type("stty -g >&2; '\(ProgramRun.builtProgram.path)' '\(ship)'\n")
    try explorer.see("q quit")
    try explorer.press("Enter", "Enter", see: ["conv2d › map "])
    try explorer.press("C-z", see: ["before", "Stopped"])
    try explorer.see(state: "#{alternate_on} #{cursor_flag}", "0 1")
    try explorer.session.resize(rows: 40, columns: 120)
    try explorer.session.type("fg\n")
    try explorer.see(exactly: screenshot([ship], rows: 40, columns: 120, keys: "Enter Enter"))
    try explorer.press("q", see: ["before", "Stopped", "prompt>"])
    try explorer.session.type("echo left $?; stty -g >&2\n")
    try explorer.see("the terminal's modes as they were") { screen in
      let modes = screen.matches(of: /(?:[0-9a-f]+:){10,}[0-9a-f]+/).map(\.0)
      return screen.contains("\nleft 0\n") && modes.count == 2 && modes[0] == modes[1]
    }
  }

  @Test("Ctrl-C ends it as the shell expects, with the shell's screen as it was")
  func interrupt() throws {
    let explorer = try ExplorerTerminal(shell: "PS1='prompt> ' bash --norc --noprofile -i")
    try explorer.see("prompt>")
    try explorer.session.type("'\(ProgramRun.builtProgram.path)' '\(ship)'; echo left $?\n")
    try explorer.see("q quit")
    try explorer.press("C-c", see: ["before", "prompt>"])
    try explorer.session.type("echo left $?\n")
    try explorer.see("before", "\nleft 130")
    try explorer.see(state: "#{alternate_on} #{cursor_flag}", "0 1")
  }

  /// A way in which the explorer is ended from outside.
  enum WayOut: CaseIterable {
    case quit
    case controlC
    case controlBackslash
    case terminate
    case hangUp
    case quitSignal
    case badInstruction
    case trap
    case badAddress
    case abort

    /// How the program is to end.
    var ending: ChildProcess.Ending {
      switch self {
      case .quit: .exited(0)
      case .controlC: .signalled(SIGINT)
      case .controlBackslash, .quitSignal: .signalled(SIGQUIT)
      case .terminate: .signalled(SIGTERM)
      case .hangUp: .signalled(SIGHUP)
      case .badInstruction: .signalled(SIGILL)
      case .trap: .signalled(SIGTRAP)
      case .badAddress: .signalled(SIGSEGV)
      case .abort: .signalled(SIGABRT)
      }
    }

    /// Does it.
    func take(_ pty: PtyProcess) {
      switch (self, ending) {
      case (.quit, _): pty.send("q")
      case (.controlC, _): pty.send("\u{3}")
      case (.controlBackslash, _): pty.send("\u{1C}")
      case (_, .signalled(let number)): pty.signal(number)
      default: break
      }
    }

    /// The same in tmux, where the program has a number.
    func take(_ explorer: ExplorerTerminal, process: pid_t) throws {
      switch (self, ending) {
      case (.quit, _): try explorer.press("q")
      case (.controlC, _): try explorer.press("C-c")
      case (.controlBackslash, _): try explorer.press("C-\\")
      case (_, .signalled(let number)): kill(process, number)
      default: break
      }
    }

    /// The status that a shell sees.
    var status: Int32 {
      switch ending {
      case .exited(let status): status
      case .signalled(let number): 128 + number
      }
    }
  }

  @Test(
    "every way out leaves the terminal's modes and screen as they were, with the right status",
    arguments: WayOut.allCases)
  func wayOut(_ way: WayOut) throws {
    let pty = try PtyProcess(
      ProgramRun.builtProgram.path, [ship, "none.ppm"],
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    let modes = pty.initialModes
    #expect(pty.read(until: "quit"))
    #expect(pty.modes != modes)
    way.take(pty)
    #expect(pty.wait() == way.ending)
    #expect(pty.modes == modes)
    let parts = pty.text.components(separatedBy: "\u{1B}[?1049l")
    #expect(parts.count == 2)
    #expect(pty.text.components(separatedBy: "\u{1B}[?25h").count == 2)
    let report = "cnnview: none.ppm: no such file; check the path\r\n"
    #expect(parts.last?.contains(report) == (way == .quit))
  }

  @Test("a terminal that takes nothing any more doesn't hold up what is said at the end")
  func untaken() throws {
    let missing = (0..<200).map { "none/\(String(repeating: "0", count: 180))\($0).ppm" }
    let pty = try PtyProcess(
      ProgramRun.builtProgram.path, [ship, "--at", "conv2d[3,4,5]"] + missing,
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    #expect(pty.read(until: "\u{1B}[?2026l"))
    pty.send("q")
    #expect(pty.waitUnread() == .exited(0))
  }

  @Test(
    "after every way out the shell has its screen, its cursor and its terminal's modes",
    arguments: WayOut.allCases)
  func shellAfterwards(_ way: WayOut) throws {
    let folder = try TemporaryFolder()
    let program =
      "echo $$ > \(quoted(folder["process"])); exec \(quoted(ProgramRun.builtProgram.path)) \(quoted(ship))"
    // An interactive shell goes on after Ctrl-C.
    let explorer = try ExplorerTerminal(
      shell: "PS1='prompt> ' bash --norc --noprofile -i")
    try explorer.see("prompt>")
    try explorer.session.type("ulimit -c 0; stty -g; sh -c \(quoted(program))\n")
    try explorer.see("q quit")
    try explorer.see(state: "#{alternate_on}", "1")
    let number = try String(contentsOfFile: folder["process"], encoding: .utf8)
    try way.take(explorer, process: #require(pid_t(number.trimmingCharacters(in: .newlines))))
    try explorer.see("shell's screen") { $0.hasPrefix("before") && !$0.contains("Conv2D") }
    try explorer.session.type("echo left $?; stty -g\n")
    try explorer.see("the terminal's modes as they were") { screen in
      let modes = screen.matches(of: /(?:[0-9a-f]+:){10,}[0-9a-f]+/).map(\.0)
      return screen.contains("\nleft \(way.status)\n") && modes.count == 2 && modes[0] == modes[1]
    }
    try explorer.see(state: "#{alternate_on} #{cursor_flag}", "0 1")
  }
}
