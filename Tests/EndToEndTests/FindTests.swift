import CellScreen
import Foundation
import TestSupport
import Testing

/// `--at`, and the ways to a place by its name.
@Suite("finding places", .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized)
struct FindTests {
  @Test("--at opens at a layer, a map or a unit, on a screenshot too")
  func at() throws {
    #expect(
      try screenshot([ship, "--at", "conv2d_1"]) == screenshot([ship], keys: "3 Enter"))
    #expect(
      try screenshot([ship, "--at", "flatten[0]"]) == screenshot([ship], keys: "6 Enter Home Enter"))
    #expect(try screenshot([ship, "--at", "conv2d[:,:,5]"]).contains("conv2d › map 5 of 0–31"))
    let explorer = try ExplorerTerminal([ship, "--at", "conv2d[18,27,9]"], ["NO_COLOR": "1"])
    try explorer.see(exactly: screenshot([ship, "--at", "conv2d[18,27,9]"]))
    try explorer.press("Escape", see: ["q quit", "\n▸1 Conv2D"])
  }

  @Test("a place that there is not is refused in words, with status 64 (usage)")
  func noPlace() throws {
    let run = try ProgramRun([ship, "--at", "conv2d[30,0,0]", "--screenshot", "/dev/null"])
    #expect(run.status == 64)
    #expect(run.errors == "cnnview: conv2d: has no row 30; choose one from 0 to 29\n")
  }

  @Test("on quitting, the command that returns is printed, and returns")
  func returning() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: ship, toPath: folder["it's a ship.ppm"])
    let start = "cd '\(folder.path)'; '\(ProgramRun.builtProgram.path)' \"it's a ship.ppm\" --fit pad"
    let explorer = try ExplorerTerminal(shell: start, columns: 100, ["NO_COLOR": "1"])
    try explorer.see("q quit")
    let screen = try screenshot(
      [folder["it's a ship.ppm"], "--fit", "pad"], columns: 100, keys: "c Enter Enter Enter")
    try explorer.press("c", "Enter", "Enter", "Enter")
    try explorer.see(exactly: screen)
    let command = /cnnview 'it'\\''s a ship\.ppm' --fit pad --colours cividis --at '(conv2d\[\d+,\d+,\d+\])'/
    try explorer.press("q", see: ["status 0"])
    let match = try #require(try explorer.session.text().firstMatch(of: command))
    let again = try ExplorerTerminal(
      shell: start + " --colours cividis --at '\(match.output.1)'", columns: 100, ["NO_COLOR": "1"])
    try again.see(exactly: screen)
  }

  @Test("a command goes to a unit, with the terminal's cursor where one types, and a search to a class")
  func prompts() throws {
    let explorer = try ExplorerTerminal([ship], ["NO_COLOR": "1"])
    try explorer.see("q quit")
    try explorer.session.type(":conv2d[18,27,9")
    try explorer.see("\n:conv2d[18,27,9", " conv2d[row 0–29,column 0–29,map 0–31]")
    try explorer.see(state: "#{cursor_flag} #{cursor_x} #{cursor_y}", "1 15 23")
    try explorer.session.type("]\r")
    try explorer.see(exactly: screenshot([ship, "--at", "conv2d[18,27,9]"]))
    try explorer.see(state: "#{cursor_flag}", "0")
    try explorer.session.type("/SHI")
    try explorer.see("layers and classes: 1", "class 8  ship")
    try explorer.press("Enter", see: ["dense_1[8]"])
    try explorer.press("Escape", see: ["conv2d[18,27,9]"])
  }

  @Test("what is pasted never acts as keys: it goes into the prompt, or nowhere")
  func pasting() throws {
    let explorer = try ExplorerTerminal([ship])
    try explorer.see("q quit")
    try explorer.session.paste("Enter q\r:dense[41]\rq")
    try explorer.see("what is pasted does nothing here; : and / take text", "\n▸1 Conv2D")
    try explorer.press(":")
    try explorer.session.paste("den\rse[41]\n")
    try explorer.see("\n:dense[41]\n")
    try explorer.press("Enter", see: ["dense[41]"])
    try explorer.quit()
  }

  @Test("every way out ends the marking of what is pasted", arguments: [true, false])
  func pasteMode(isQuit: Bool) throws {
    let pty = try PtyProcess(
      ProgramRun.builtProgram.path, [ship], environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    #expect(pty.read(until: "quit"))
    #expect(pty.text.contains("\u{1B}[?2004h"))
    if isQuit { pty.send("q") } else { pty.signal(SIGSEGV) }
    _ = pty.wait()
    let parts = pty.text.components(separatedBy: "\u{1B}[?2004l")
    #expect(parts.count == 2 && parts.last?.contains("\u{1B}[?2004h") == false)
  }

  @Test("--hide hides what the network says, as :hide does, and is kept on returning while it does")
  func hide() throws {
    let hidden = try screenshot([ship, "--hide"], keys: "")
    #expect(try hidden == screenshot([ship], keys: ": h i d e Enter Down Up"))
    #expect(!hidden.contains("99.9") && !hidden.contains("ship.ppm"))
    let explorer = try ExplorerTerminal([ship, "--hide"], columns: 200)
    try explorer.see(" hidden")
    try explorer.press("q", see: [" --hide", "status 0"])
  }

  @Test("--clicker lets PageDown and PageUp step through the pass, and is kept on returning")
  func clicker() throws {
    #expect(
      try screenshot([ship, "--clicker"], keys: "PageDown PageDown PageUp PageDown")
        == screenshot([ship, "--clicker"], keys: "s n"))
    let explorer = try ExplorerTerminal([ship, "--clicker", "--at", "dense"], columns: 200)
    try explorer.see("dense · 64 units")
    try explorer.press("PageDown", "PageDown", see: ["step"])
    try explorer.press("q", see: ["--clicker --at dense", "status 0"])
  }

  /// Presses the mouse's left button, or drags with it.
  private func click(_ explorer: ExplorerTerminal, row: Int, column: Int, button: Int = 0) throws {
    try explorer.session.send(bytes: Array("\u{1B}[<\(button);\(column + 1);\(row + 1)M".utf8))
    try explorer.session.send(bytes: Array("\u{1B}[<\(button);\(column + 1);\(row + 1)m".utf8))
  }

  @Test("with the mouse a click selects, a second goes closer, the wheel turns; M gives the mouse back")
  func mouse() throws {
    let explorer = try ExplorerTerminal([ship, "--mouse"])
    try explorer.see(" ship ")
    try explorer.see("q quit")
    try explorer.see(state: "#{mouse_button_flag} #{mouse_sgr_flag}", "1 1")
    try click(explorer, row: 4, column: 0)
    try explorer.see("\n▸3 Conv2D")
    try click(explorer, row: 4, column: 0)
    try explorer.see("conv2d_1 · 64 maps")
    try explorer.press("Home", see: ["· map 0 "])
    try click(explorer, row: 0, column: 0, button: 65)
    try explorer.see("· map 32 ")
    try explorer.press(":", "m", "o", "u", "s", "e", "Enter", see: ["the mouse is the terminal's"])
    try explorer.see(state: "#{mouse_button_flag} #{mouse_sgr_flag}", "0 0")
    try explorer.press(":", "m", "o", "u", "s", "e", "Enter", see: ["the mouse selects"])
    try explorer.press("q", see: ["--mouse --at conv2d_1", "status 0"])
    try explorer.see(state: "#{mouse_button_flag} #{mouse_sgr_flag}", "0 0")
  }

  @Test("on the first screen there is no place to return to, and nothing is printed")
  func nothingToReturnTo() throws {
    let explorer = try ExplorerTerminal([ship])
    try explorer.see("q quit")
    try explorer.quit(see: ["before\nstatus 0"])
  }
}
