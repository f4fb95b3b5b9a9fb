import Foundation
import TestSupport
import Testing

@Suite("--fit")
struct FitTests {
  @Test("each way gives an input of its own, and crop is the one without it")
  func ways() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("P5 4 1 255\n".utf8) + [10, 90, 170, 250], to: "wide.pgm")
    var inputs: [[UInt8]] = []
    for options in [[], ["--fit", "crop"], ["--fit", "pad"], ["--fit", "stretch"]] {
      let run = try ProgramRun(["export", "wide.pgm", "--out", "out"] + options, folder: folder.path)
      #expect(run.status == 0 && run.errors == "")
      inputs.append(try Repository.bytes(URL(filePath: folder["out/input.npy"])))
    }
    #expect(inputs[0] == inputs[1])
    #expect(Set(inputs).count == 3)
  }

  @Test("the same way holds for the explorer, explain and why")
  func commands() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("P5 4 1 255\n".utf8) + [10, 90, 170, 250], to: "wide.pgm")
    for command in [["explain", "wide.pgm", "conv2d[0,0,0]"], ["why", "wide.pgm"]] {
      let outputs = try ["crop", "pad", "stretch"].map {
        try ProgramRun(command + ["--fit", $0], folder: folder.path).output
      }
      #expect(Set(outputs).count == 3 && !outputs.contains(""))
    }
    let screens = try ["crop", "pad", "stretch"].map { way in
      let run = try ProgramRun(
        ["wide.pgm", "--fit", way, "--screenshot", "screen.ansi"], folder: folder.path)
      #expect(run.status == 0)
      return try String(contentsOfFile: folder["screen.ansi"], encoding: .utf8)
    }
    #expect(Set(screens).count == 3)
  }

  @Test("another way is wrong usage")
  func unknown() throws {
    let run = try ProgramRun(["export", ship, "--out", "out", "--fit", "squeeze"])
    #expect(run.status == 64 && run.errors.contains("crop"))
  }
}
