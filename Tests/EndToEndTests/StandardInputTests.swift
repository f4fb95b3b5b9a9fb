import Foundation
import TestSupport
import Testing

@Suite("pictures from standard input")
struct StandardInputTests {
  @Test("a picture that is piped in gives the tensors of the file")
  func export() throws {
    let folder = try TemporaryFolder()
    for (image, out) in [("-", "piped"), (ship, "file")] {
      let run = try ProgramRun(["export", image, "--out", out], folder: folder.path, input: ship)
      #expect(run.status == 0 && run.errors == "")
    }
    let piped = try Repository.bytes(URL(filePath: folder["piped/dense_1.npy"]))
    #expect(piped == (try Repository.bytes(URL(filePath: folder["file/dense_1.npy"]))))
  }

  @Test("a picture that is piped in is read once, and named as what it is")
  func twice() throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun(
      ["-", ship, "-", "--screenshot", "screen.txt", "--keys", "i i"], folder: folder.path, input: ship)
    #expect(run.status == 0 && run.errors == "")
    #expect(try String(contentsOfFile: folder["screen.txt"], encoding: .utf8).contains("standard input"))
  }

  @Test("nothing piped in is an error of standard input")
  func nothing() throws {
    let run = try ProgramRun(["why", "-"])
    #expect(run.status == 65 && run.output == "")
    #expect(
      run.errors == """
        cnnview: standard input: empty, where a picture is expected; give a JPEG, PNG, WebP or PNM file

        """)
  }

  @Test("keys come from the terminal where a picture is piped in", .enabled(if: TmuxSession.isAvailable))
  func keys() throws {
    let terminal = try ExplorerTerminal(
      shell: "cat \(quoted(ship)) | \(quoted(ProgramRun.builtProgram.path)) -")
    try terminal.see(["standard input", "Conv2D"])
    try terminal.press("q")
    try terminal.see(["status 0"])
  }
}
