import Foundation
import TestSupport
import Testing

/// Evidence by covers in the explorer, as a person sees it.
@Suite(
  "evidence in the explorer", .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized)
struct EvidenceExplorerTests {
  /// Types a command and Enter.
  private func type(_ command: String, in explorer: ExplorerTerminal) throws {
    for character in ":" + command { try explorer.press(character == " " ? "Space" : String(character)) }
    try explorer.press("Enter")
  }

  @Test("the map fills in until all is known, covers are turned, and one becomes a change")
  func sweep() throws {
    let explorer = try ExplorerTerminal([ship], rows: 40, columns: 120, ["NO_COLOR": "1"])
    try explorer.see("q quit")
    try type("evidence", in: explorer)
    try explorer.see(
      "EVIDENCE grey 5×5 of ship − truck", "−4.42 at (9, 27)", "covers disagree about the sign: 35 %")
    let keys = ":evidence".map(String.init).joined(separator: " ") + " Enter"
    try explorer.see(exactly: screenshot([ship], rows: 40, columns: 120, keys: keys))
    try explorer.press("c", "c", see: ["EVIDENCE white 5×5", "so truck is ahead of ship."])
    try explorer.press("Enter", see: ["1 change: paint 20-24,12-16 white"])
    try explorer.quit()
  }

  @Test("quitting prints a command that brings evidence back, and keys are heard while it is sought")
  func restored() throws {
    let explorer = try ExplorerTerminal([ship], rows: 30, columns: 200, ["NO_COLOR": "1"])
    try explorer.see("q quit")
    try type("evidence black 3 of ship at 4,6", in: explorer)
    try explorer.press("+", "-", "+", "q", see: ["--set 'evidence black 5 of ship at 4,6'", "status 0"])
    let again = try ExplorerTerminal(
      [ship, "--set", "evidence black 5 of ship at 4,6"], rows: 40, columns: 120, ["NO_COLOR": "1"])
    try again.see("EVIDENCE black 5×5 of ship's logit", "A black 5×5 square around (4, 6)", ": 42 %")
    try again.press("Escape", see: ["3 maps of 32×32"])
    try again.quit()
  }

  @Test("plain mode says it in words")
  func plain() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write(Array("evidence of ship\nquit\n".utf8), to: "commands")
    let run = try ProgramRun([ship, "--plain"], input: input)
    #expect(run.status == 0)
    #expect(run.output.contains("white: takes most -6.68 at (21, 13); here"))
    #expect(run.output.contains("A cover is a picture too: what it shows depends on what is put there."))
  }
}
