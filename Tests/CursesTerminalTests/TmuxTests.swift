import CellScreen
import Foundation
import TestSupport
import Testing

@testable import CursesTerminal

/// The command that starts the probe.
let probe = ChildProcess.products.appending(path: "TerminalProbe").path

/// An environment for the probe.
func environment(_ term: String, _ more: [String: String] = [:]) -> [String: String] {
  [
    "TERM": term, "LC_ALL": "C.UTF-8",
    "PROBE_TERMINFO": Repository.assets.appending(path: "terminfo").path,
  ].merging(more) { $1 }
}

@Suite(.enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized)
struct TmuxTests {
  // MARK: Colours

  @Test(
    "every cell arrives with its character, colours and attributes",
    arguments: [
      ("tmux-256color", "truecolor", ColourDepth.truecolour), ("xterm-256color", "truecolor", .truecolour),
      ("tmux-256color", "", .colours256), ("xterm-256color", "", .colours256),
      ("xterm", "", .colours8), ("vt100", "", .none),
    ])
  func cells(term: String, colourTerm: String, depth: ColourDepth) throws {
    let session = try TmuxSession(
      "\(probe) grid 7", environment: environment(term, ["COLORTERM": colourTerm]), rows: 40, columns: 120)
    for step in UInt64(0)..<3 {
      let grid = RandomGrid.make(height: 40, width: 120, seed: 7 + step)
      let isShown = try session.wait { _ in
        Self.differences(try session.cells(), grid, Presentation(depth)) == 0
      }
      let wrong = Self.differences(try session.cells(), grid, Presentation(depth))
      #expect(isShown, "\(wrong) cells differ")
      try session.send("n")
    }
  }

  @Test("photographs of more pairs of colours than ncurses can number arrive whole")
  func photographs() throws {
    let settings = environment("tmux-256color", ["COLORTERM": "truecolor"])
    let session = try TmuxSession("\(probe) photograph 1", environment: settings, rows: 60, columns: 200)
    var pairs: Set<PairTable.Colours> = []
    for step in UInt64(0)..<7 {
      let grid = RandomGrid.photograph(height: 60, width: 200, seed: 1 + step)
      for cell in grid.cells.map(Presentation(.truecolour).present) {
        pairs.insert(PairTable.Colours(cell.foreground, on: cell.background))
      }
      let isShown = try session.wait { _ in
        Self.differences(try session.cells(), grid, Presentation(.truecolour)) == 0
      }
      #expect(isShown, "at screen \(step)")
      try session.send("C")
    }
    #expect(pairs.count > 65_536)
  }

  @Test("a photograph of more pairs of colours than ncurses can number arrives in colours of the palette")
  func largePhotograph() throws {
    let (rows, columns) = (132, 500)
    let cells = RandomGrid.photograph(height: rows, width: columns, seed: 1).cells
      .map(Presentation(.truecolour).present)
    try #require(Set(cells.map { PairTable.Colours($0.foreground, on: $0.background) }).count > 65_536)
    let settings = environment("tmux-256color", ["COLORTERM": "truecolor"])
    let session = try TmuxSession(
      "\(probe) photograph 1", environment: settings, rows: rows, columns: columns)
    let rounded = cells.map { cell in
      PresentedCell(cell.character, Self.rounded(cell.foreground), on: Self.rounded(cell.background))
    }
    let expected = (0..<rows).map { row in Array(rounded[row * columns..<(row + 1) * columns]) }
    #expect(try session.wait { _ in ScreenDifference.count(try session.cells(), expected) == 0 })
  }

  private static func rounded(_ colour: TerminalColour) -> TerminalColour {
    colour.rgb.map { .indexed(Palette256.nearest(to: $0)) } ?? colour
  }

  /// The number of cells that aren't as they should be.
  private static func differences(
    _ shown: [[PresentedCell]], _ grid: CellGrid, _ presentation: Presentation
  ) -> Int {
    let expected = (0..<grid.height).map { row in
      (0..<grid.width).map { presentation.present(grid[row, $0]) }
    }
    return ScreenDifference.count(shown, expected)
  }

  @Test(
    "colours can be refused and asked for",
    arguments: [
      (["NO_COLOR": "1", "COLORTERM": "truecolor"], "none"), (["PROBE_COLOUR": "none"], "none"),
      (["PROBE_COLOUR": "8"], "colours8"), (["PROBE_COLOUR": "256", "COLORTERM": "truecolor"], "colours256"),
      (["PROBE_COLOUR": "truecolor", "NO_COLOR": "1"], "truecolour"),
    ])
  func colourChoice(more: [String: String], depth: String) throws {
    let session = try TmuxSession("\(probe) events", environment: environment("xterm-256color", more))
    #expect(try session.wait(for: "80x24 \(depth)"))
    try session.send("Up")
    #expect(try session.wait(for: "0 key(CellScreen.KeyPress.up)"))
  }

  @Test(
    "the compiled entries of the terminal database are those of their source",
    arguments: [
      "cnnview-xterm", "cnnview-tmux",
    ])
  func terminfo(name: String) throws {
    guard let tic = ChildProcess.path(of: "tic"), let infocmp = ChildProcess.path(of: "infocmp") else {
      return
    }
    let folder = Repository.assets.appending(path: "terminfo").path
    let fresh = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: fresh) }
    let made = try ChildProcess.run(tic, ["-x", "-o", fresh, folder + "/cnnview.terminfo"], environment: [:])
    #expect(made.ending == .exited(0), "\(made.output)")
    let colours = try [folder, fresh].map { folder in
      try ChildProcess.run(infocmp, ["-x1", "-A", folder, name], environment: [:]).output.split(
        separator: "\n"
      )
      .filter { line in
        ["RGB", "colors", "pairs", "seta", "op=", "ccc", "initc"].contains { line.contains($0) }
      }
    }
    #expect(colours[0] == colours[1])
    #expect(colours[0].count == 6, "\(colours[0])")
  }

  // MARK: Terminals

  @Test(
    "each kind of terminal gets the colours that it has",
    arguments: [
      ("xterm", "colours8"), ("linux", "colours8"), ("vt100", "none"), ("vt220", "none"),
      ("screen", "colours8"),
      ("screen-256color", "colours256"), ("xterm-mono", "none"), ("no-such-terminal", "colours256"),
    ])
  func kinds(term: String, depth: String) throws {
    let session = try TmuxSession("\(probe) events", environment: environment(term), rows: 10, columns: 60)
    #expect(try session.wait(for: "60x10 \(depth)"))
    #expect(try session.wait { $0.contains("日本 ▀░· é end") && $0.contains("corner") })
  }

  @Test("a terminal that shows lines of text only is refused in words, with status 69 (unavailable)")
  func dumb() throws {
    let session = try TmuxSession("\(probe) events; echo status $?", environment: environment("dumb"))
    #expect(try session.wait(for: "status 69"))
    #expect(try session.text().replacing("\n", with: "").contains("can show lines of text only"))
  }

  @Test(
    "half blocks are shown in a C locale, where there is no locale at all, and with an unknown one",
    arguments: [
      ["LC_ALL": "C"], ["LC_ALL": ""], ["LC_ALL": "no_SUCH.locale"], ["LC_ALL": "en_US.ISO-8859-1"],
    ])
  func locales(more: [String: String]) throws {
    let session = try TmuxSession("\(probe) events", environment: environment("tmux-256color", more))
    #expect(try session.wait(for: "日本 ▀░· é end"))
  }

  @Test("an exported size doesn't freeze the screen's")
  func exportedSize() throws {
    let more = ["LINES": "5", "COLUMNS": "20"]
    let session = try TmuxSession("\(probe) events", environment: environment("xterm", more))
    #expect(try session.wait(for: "80x24"))
    try session.resize(rows: 30, columns: 100)
    #expect(try session.wait(for: "100x30"))
  }

  @Test("standard input may be a pipe; keys come from the terminal")
  func pipedInput() throws {
    let session = try TmuxSession(
      "echo ignored | \(probe) events; echo status $?", environment: environment("tmux-256color"))
    #expect(try session.wait(for: "80x24"))
    try session.send("Down", "q")
    #expect(try session.wait(for: "left after 2 events"))
    #expect(try session.wait(for: "status 0"))
  }

  // MARK: Keys

  @Test("keys arrive as what they are", arguments: ["tmux-256color", "xterm-256color", "vt100", "linux"])
  func keys(term: String) throws {
    let session = try TmuxSession("\(probe) events", environment: environment(term), rows: 40)
    #expect(try session.wait(for: "80x40"))
    try session.send(
      "Up", "Down", "Left", "Right", "Home", "End", "PPage", "NPage", "Tab", "BTab", "Enter", "BSpace", "C-l",
      "é", "日", "Space", "F5", "F6")
    let names = [
      ".up", ".down", ".left", ".right", ".home", ".end", ".pageUp", ".pageDown", ".tab", ".backTab",
      ".enter",
      ".backspace", ".control(\"l\")", ".character(\"é\")", ".character(\"日\")", ".character(\" \")",
      ".f5", ".unknown",
    ]
    let isComplete = try session.wait { screen in
      names.enumerated().allSatisfy { screen.contains("\($0.offset) key(CellScreen.KeyPress\($0.element))") }
    }
    let screen = try session.text()
    #expect(isComplete, "\(screen)")
  }

  @Test("Esc is a key of its own")
  func escape() throws {
    let session = try TmuxSession("\(probe) events", environment: environment("tmux-256color"))
    #expect(try session.wait(for: "80x24"))
    try session.send("Escape")
    #expect(try session.wait(for: "0 key(CellScreen.KeyPress.escape)"))
    try session.send("Escape", "n")
    #expect(
      try session.wait { $0.contains("1 key(CellScreen.KeyPress.escape)") && $0.contains("character(\"n\")") }
    )
  }

  // MARK: Events

  @Test("a new size is reported and drawn, down to one cell and back")
  func resize() throws {
    let session = try TmuxSession("\(probe) events", environment: environment("tmux-256color"))
    #expect(try session.wait(for: "80x24"))
    try session.resize(rows: 50, columns: 200)
    #expect(try session.wait(for: "200x50"))
    try session.resize(rows: 1, columns: 1)
    #expect(try session.wait { $0.trimmingCharacters(in: .newlines).count <= 1 })
    try session.resize(rows: 12, columns: 70)
    #expect(try session.wait { $0.hasPrefix("70x12") && $0.contains("resized(rows: 12, columns: 70)") })
    #expect(try session.wait { $0.split(separator: "\n").last?.hasSuffix("corner") ?? false })
  }

  @Test("a thread can wake the loop, and a wait can end")
  func wakeAndTimeout() throws {
    let session = try TmuxSession("\(probe) events", environment: environment("tmux-256color"))
    #expect(try session.wait(for: "80x24"))
    try session.send("W")
    #expect(try session.wait(for: "1 woken"))
    try session.send("T")
    #expect(try session.wait(for: "3 timedOut"))
  }

  @Test("the cursor stands where it was put")
  func cursor() throws {
    let session = try TmuxSession("\(probe) events", environment: environment("tmux-256color"))
    #expect(try session.wait(for: "corner"))
    #expect(try session.state("#{cursor_y} #{cursor_x} #{cursor_flag} #{alternate_on}") == "1 2 0 1")
  }

  @Test(
    "Ctrl-Z gives the terminal back, and fg brings the screen back, in the size of now",
    arguments: ["C-z", "Z"])
  func suspend(key: String) throws {
    let session = try TmuxSession(
      "PS1='prompt> ' exec bash --norc --noprofile -i", environment: environment("tmux-256color"))
    #expect(try session.wait(for: "prompt>"))
    try session.type("echo before; \(probe) events\n")
    #expect(try session.wait(for: "80x24"))
    try session.send(key)
    #expect(try session.wait { $0.contains("Stopped") && $0.contains("before") })
    #expect(try session.state("#{alternate_on} #{cursor_flag}") == "0 1")
    try session.resize(rows: 20, columns: 90)
    try session.type("fg\n")
    #expect(try session.wait { $0.contains("90x20") && $0.contains("corner") })
    try session.send("q")
    #expect(try session.wait { $0.contains("before") && $0.contains("left after") })
  }
}
