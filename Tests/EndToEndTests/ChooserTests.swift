import Foundation
import TestSupport
import Testing

/// What the program does at a terminal where nothing is named.
@Suite(
  "the program without a picture", .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized
)
struct ChooserTests {
  @Test("in a terminal it opens the ship and says so first, until the first key")
  func noPicture() throws {
    let explorer = try ExplorerTerminal([], rows: 30, columns: 100)
    let words = "no picture given: this is assets' ship; cnnview PICTURE opens yours"
    try explorer.see("cnnview  ship.ppm", words)
    try explorer.press("Down", see: ["max_pooling2d · ", "q quit"])
    #expect(try !explorer.session.text().contains(words))
    try explorer.quit()
  }

  @Test("in lines of text it says so first too")
  func plain() throws {
    let explorer = try ExplorerTerminal(["--plain"], rows: 40, columns: 100)
    try explorer.see("no picture given: this is assets' ship; cnnview PICTURE opens yours", "conv2d>")
    try explorer.press("C-d")
    try explorer.see("status 0")
  }

  @Test("without a terminal it names what can be opened, with code 64 (usage)", arguments: [[], ["--plain"]])
  func piped(arguments: [String]) throws {
    let run = try ProgramRun(arguments)
    #expect(run.status == 64 && run.output == "")
    #expect(run.errors.hasPrefix("cnnview: ") && run.errors.contains("cnnview sample"), "\(run.errors)")
    let shot = try ProgramRun(["--screenshot", "/dev/null"])
    #expect(shot.status == 64)
  }

  @Test("sample shows a list, from which a picture is opened")
  func chooser() throws {
    let explorer = try ExplorerTerminal(["sample", "--at", "dense_1"], rows: 24, columns: 80)
    try explorer.see("16 pictures that come along", "▸  airplane", "⏎ opens it")
    try explorer.press("End", see: ["▸  truck-on-water"])
    try explorer.press("Home", "Down", "Down", see: ["▸  bird"])
    try explorer.press("Enter", see: ["cnnview  bird.ppm   dense_1"])
    try explorer.quit(see: ["bird.ppm --at dense_1"])
  }

  @Test("sample's list is left without a word, and leaves the terminal as it was")
  func left() throws {
    let explorer = try ExplorerTerminal(["sample"], rows: 24, columns: 80)
    try explorer.see("⏎ opens it")
    try explorer.quit()
  }

  @Test("a picture of sample's list that can't be opened with a model gives the terminal back, and says why")
  func wrongModel() throws {
    let explorer = try ExplorerTerminal(["sample", "--model", "/nothing.keras"], rows: 24, columns: 80)
    try explorer.see("⏎ opens it")
    try explorer.press(
      "Enter", see: ["before\n", "cnnview: /nothing.keras: no such file; check the path", "status 66"])
  }

  @Test("the way back to files that are taken away is not named")
  func temporary() throws {
    let folder = URL(filePath: ship).deletingLastPathComponent().path
    let explorer = try ExplorerTerminal([ship], ["CNNVIEW_TEMPORARY": folder])
    try explorer.see("cnnview  ship.ppm", "q quit")
    try explorer.press("Enter", see: ["conv2d · 32 maps"])
    try explorer.quit()
    #expect(try !explorer.session.text().contains("--at"))
  }
}
