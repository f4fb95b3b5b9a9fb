import Foundation
import TestSupport
import Testing

/// Pictures that come when they come.
@Suite("slow pictures", .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized)
struct SlowPictureTests {
  private let cat = Repository.assets.appending(path: "images/cat.ppm").path

  @Test(
    "pipes to which nobody writes keep no other picture from the screen, are given up by Esc, and can still come"
  )
  func pipes() throws {
    let folder = try TemporaryFolder()
    for name in ["f1", "f2"] { try #require(mkfifo(folder[name], 0o600) == 0) }
    let explorer = try ExplorerTerminal([ship, folder["f1"], folder["f2"], cat], columns: 120)
    try explorer.see("ship.ppm 1/4", "q quit", "→")
    try explorer.press("i", see: ["f1 2/4", "reading …"])
    try explorer.press("i", see: ["f2 3/4", "reading …"])
    try explorer.press("i", see: ["cat.ppm 4/4"])
    try explorer.see("the cat's numbers") { !$0.contains("reading …") && $0.contains("→ ") }
    try explorer.press("I", see: ["f2 3/4", "reading …"])
    try explorer.press("Escape", see: ["f2 3/4", "stopped"])
    try explorer.press("Enter", see: ["f2 3/4", "reading …"])
    let copy = try ChildProcess.run("/bin/cp", [cat, folder["f2"]], environment: [:])
    #expect(copy.ending == .exited(0))
    try explorer.see("the numbers of what came") {
      !$0.contains("reading …") && $0.contains("f2 3/4") && $0.contains("→ ")
    }
    try explorer.press("i", "I", see: ["f2 3/4"])
    try explorer.see("the numbers again") {
      !$0.contains("reading …") && $0.contains("f2 3/4") && $0.contains("→ ")
    }
    try explorer.quit()
  }

  @Test("a pipe as the first picture is waited for with the screen open, and its failure is told there")
  func first() throws {
    let folder = try TemporaryFolder()
    try #require(mkfifo(folder["f"], 0o600) == 0)
    let explorer = try ExplorerTerminal([folder["f"], ship], columns: 120)
    try explorer.see("f 1/2", "reading …", "Conv2D")
    let words = try ChildProcess.run(
      "/bin/sh", ["-c", "echo nothing to see here > \"$0\"", folder["f"]], environment: ["PATH": "/bin"])
    #expect(words.ending == .exited(0))
    try explorer.see("f 1/2", "not a known kind of picture")
    try explorer.press("i", see: ["ship.ppm 2/2"])
    try explorer.press("q", see: ["status 0", "f: not a known kind of picture"])
  }

  @Test(
    "pictures and a model come through the shell's process substitution",
    .enabled(if: ChildProcess.path(of: "bash") != nil))
  func substitution() throws {
    let folder = try TemporaryFolder()
    let program = ProgramRun.builtProgram.path
    let model = Repository.referenceFile.path
    let command = """
      cd "$0" && "$1" <(cat "$2") --model <(cat "$3") --screenshot piped.txt && "$1" why <(cat "$2") > why.txt
      """
    let run = try ChildProcess.run(
      "/bin/bash", ["-c", command, folder.path, program, ship, model], environment: ["PATH": "/usr/bin:/bin"])
    #expect(run.ending == .exited(0), "\(run.output)")
    let text = String(decoding: try Repository.bytes(URL(filePath: folder["piped.txt"])), as: UTF8.self)
    #expect(text.contains("122,570 parameters") && !text.contains("no picture"))
    let why = String(decoding: try Repository.bytes(URL(filePath: folder["why.txt"])), as: UTF8.self)
    #expect(why.hasPrefix("why ship?"))
  }

  @Test("a device is refused at once")
  func device() throws {
    for arguments in [
      ["why", "/dev/zero"], ["summary", "--model", "/dev/zero"], ["why", ship, "--model", "/dev/random"],
    ] {
      let run = try ProgramRun(arguments)
      #expect(run.status == 66 && run.output == "")
      #expect(run.errors.hasSuffix(": a device, where a file is needed; name a file, or a pipe that ends\n"))
    }
  }
}
