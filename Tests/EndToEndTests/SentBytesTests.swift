import Foundation
import TestSupport
import Testing

/// How many bytes go to the terminal: over a slow line they are what one waits for.
@Suite("bytes sent", .serialized)
struct SentBytesTests {
  /// What ends an update.
  private static let end = "\u{1B}[?2026l"

  /// Starts the explorer, presses keys one after the other, and says how many bytes the last one's update took.
  private func bytes(
    after keys: [String], rows: Int, columns: Int, _ environment: [String: String] = [:]
  ) throws -> Int {
    let pty = try PtyProcess(
      ProgramRun.builtProgram.path, [ship],
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"].merging(environment) { $1 },
      rows: rows, columns: columns)
    // The classes are there as soon as the pass is done.
    let isDrawn = pty.read { text in
      text.firstRange(of: "airplane").map { text[$0.upperBound...].contains(Self.end) } ?? false
    }
    try #require(isDrawn)
    var start = 0
    for key in keys {
      start = pty.output.count
      pty.send(key)
      try #require(pty.read(until: Self.end, after: start))
    }
    let count = pty.output.count - start
    pty.send("q")
    #expect(pty.wait() == .exited(0))
    return count
  }

  private static let (enter, right, down) = ("\r", "\u{1B}OC", "\u{1B}OB")
  private static let depths = ["", "truecolor"]

  @Test(
    "moving the selection sends less than 4 kB, with any colour too", arguments: depths,
    [
      [right], [down], [enter, right], [enter, down], [enter, enter, right], [enter, enter, down],
      [enter, enter, enter, down], ["2", enter, enter, right], ["2", enter, enter, enter, down],
      ["3", enter, right], ["3", enter, enter, enter, down], ["6", enter, down], ["7", enter, right],
      ["9", enter, down], ["y", down],
    ])
  func selection(colours: String, keys: [String]) throws {
    let count = try bytes(after: keys, rows: 24, columns: 80, ["COLORTERM": colours])
    #expect(count < 4_000)
  }

  @Test(
    "where no picture changes, moving the selection sends less than 4 kB on larger screens too",
    arguments: [(40, 120), (60, 200)],
    [
      [enter, enter, right], [enter, enter, down], [enter, enter, enter, down], ["2", enter, enter, right],
      ["2", enter, enter, enter, down], ["3", enter, enter, right], ["3", enter, enter, enter, down],
      ["7", enter, enter, down], ["9", enter, down], ["y", down],
    ])
  func selectionOnLargeScreens(size: (rows: Int, columns: Int), keys: [String]) throws {
    #expect(try bytes(after: keys, rows: size.rows, columns: size.columns) < 4_000)
  }

  @Test(
    "drawing the whole screen sends less than 32 kB at 120×40 in 256 colours, and 100 kB at 160×45 in any",
    arguments: [(40, 120, "", 32_000), (45, 160, "truecolor", 100_000)],
    [[], [enter], [enter, enter], [enter, enter, enter], ["5", enter]])
  func wholeScreen(screen: (rows: Int, columns: Int, colours: String, limit: Int), keys: [String]) throws {
    let count = try bytes(
      after: keys + ["\u{C}"], rows: screen.rows, columns: screen.columns, ["COLORTERM": screen.colours])
    #expect(count < screen.limit)
    #expect(count > 7_000)
  }
}
