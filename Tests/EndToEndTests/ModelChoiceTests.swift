import Foundation
import TestSupport
import Testing

@Suite("--output and --input-size")
struct ModelChoiceTests {
  private func model(_ name: String) -> String { Repository.networkFile(name).path }

  @Test("every command follows the first of several outputs, or the one that is named, and says so")
  func outputs() throws {
    let summary = try ProgramRun(["summary", "--model", model("several_outputs")])
    #expect(
      summary.output.hasSuffix(
        "The file has 3 outputs, and this is what leads to first; --output follows second, third.\n"))
    let second = try ProgramRun([
      "explain", ship, "second[0,0,0]", "--model", model("several_outputs"), "--output", "second",
    ])
    #expect(second.status == 0 && second.output.contains("second[0,0,0]"))
    let unknown = try ProgramRun(["summary", "--model", model("several_outputs"), "--output", "stem"])
    #expect(unknown.status == 65)
    #expect(
      unknown.errors.hasSuffix(
        "has no output stem, but 3 outputs (first, second, third); give one of its outputs, or leave --output out for "
          + "the first\n"))
  }

  @Test("the explorer's title names the output, and the command that returns asks for the same")
  func title() throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun(
      [ship, "--model", model("several_outputs"), "--output", "second", "--screenshot", "a.txt"],
      folder: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let screen = try String(contentsOfFile: folder["a.txt"], encoding: .utf8)
    #expect(screen.contains("network.keras (output second of 3)"))
  }

  @Test("a size that is no size is a usage error, and one that the model doesn't leave open is named")
  func sizes() throws {
    for text in ["224", "224x", "0x5", "-1x5", "axb", "70000x5"] {
      let run = try ProgramRun(["summary", "--input-size", text])
      #expect(run.status == 64, "\(text)")
      #expect(run.errors.contains("give rows and columns with an x between: 224x224"), "\(run.errors)")
    }
    let run = try ProgramRun(["summary", "--input-size", "224x224"])
    #expect(run.status == 65)
    #expect(run.errors.hasSuffix("reads (32, 32, 3), which leaves no size open; leave --input-size out\n"))
  }
}
