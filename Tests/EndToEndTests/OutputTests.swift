import Foundation
import TestSupport
import Testing

/// What is written, and what is not lost by it.
struct OutputTests {
  private func names(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// Runs a shell command in which `$0` is the program.
  private func shell(_ command: String, in folder: TemporaryFolder) throws -> (
    ending: ChildProcess.Ending, output: String
  ) {
    try ChildProcess.run(
      "/bin/sh", ["-c", "cd \(quoted(folder.path)) && \(command)", ProgramRun.builtProgram.path],
      environment: ["PATH": "/usr/bin:/bin"])
  }

  @Test("on a full disk nothing is left of a file, and what was there is there still")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    for name in ["out/input.npy", "out/conv2d.npy", "screen.svg"] { try folder.write([1, 2], to: name) }
    let export = try shell("ulimit -f 8; exec \"$0\" export \(quoted(ship)) --out out", in: folder)
    #expect(export.ending == .exited(73))
    #expect(export.output.contains("can't be written: it would be larger than a file may be; "))
    let screen = try shell("ulimit -f 8; exec \"$0\" \(quoted(ship)) --screenshot screen.svg", in: folder)
    #expect(screen.ending == .exited(73))
    for name in ["out/input.npy", "out/conv2d.npy", "screen.svg"] {
      #expect(try Repository.bytes(URL(filePath: folder[name])) == [1, 2])
    }
    #expect(try names(folder) == ["out", "screen.svg"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder["out"]).sorted() == [
        "conv2d.npy", "input.npy",
      ])
  }

  @Test("an export that fails leaves nothing: no file of it, and no folder that it made")
  func halfExport() throws {
    let folder = try TemporaryFolder()
    let new = try shell("ulimit -f 16; exec \"$0\" export \(quoted(ship)) --out a/b", in: folder)
    #expect(new.ending == .exited(73))
    #expect(new.output.contains("a/b/") && !new.output.contains(".cnnview-"), "\(new.output)")
    #expect(try names(folder) == [])
    try folder.makeFolder("out/dense_1.npy")
    let blocked = try shell("exec \"$0\" export \(quoted(ship)) --out out", in: folder)
    #expect(blocked.ending == .exited(73))
    #expect(blocked.output.contains("out/dense_1.npy: can't be written: a folder of that name is there"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["out"]) == ["dense_1.npy"])
  }

  @Test(
    "an export takes nothing of what another one has begun in the folder, and no folder stays that was in vain"
  )
  func besidesAnother() throws {
    let folder = try TemporaryFolder()
    // The program has the shell's number, and would give its own files this name first.
    let begun = "mkdir -p out/.cnnview-$$-0; echo other > out/.cnnview-$$-0/input.npy"
    let run = try shell("{ \(begun); exec \"$0\" export \(quoted(ship)) --out out; }", in: folder)
    #expect(run.ending == .exited(0))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder["out"])
    let other = try #require(names.first { $0.hasPrefix(".cnnview-") })
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["out/" + other]) == ["input.npy"])
    #expect(names.contains("input.npy") && names.contains("dense_1.npy"))
    #expect(try shell("exec \"$0\" export \(quoted(ship)) --out a/../b", in: folder).ending == .exited(73))
    #expect(try self.names(folder) == ["out"])
  }

  @Test("an export that is interrupted leaves nothing, and ends by the signal")
  func interruptedExport() throws {
    let folder = try TemporaryFolder()
    let begun = "\"$0\" export \(quoted(ship)) --out out --format png & until [ -d out ]; do :; done"
    // In braces, since only all of it goes into the folder.
    let run = try shell("{ \(begun); kill -TERM $!; wait $!; echo ended by $?; }", in: folder)
    #expect(run.output.contains("ended by \(128 + SIGTERM)"), "\(run.output)")
    #expect(try names(folder) == [])
  }

  @Test("an export replaces links, and what they lead to stays")
  func links() throws {
    let folder = try TemporaryFolder()
    let precious = try folder.write([1, 2, 3], to: "precious")
    try folder.makeFolder("out")
    #expect(symlink(precious, folder["out/input.npy"]) == 0)
    let run = try ProgramRun(["export", ship, "--out", "out"], folder: folder.path)
    #expect(run.status == 0)
    #expect(try Repository.bytes(URL(filePath: precious)) == [1, 2, 3])
    #expect(try Repository.bytes(URL(filePath: folder["out/input.npy"])).starts(with: [0x93]))
  }

  @Test("nothing that is read is replaced: no picture, no model, no names of classes")
  func inputs() throws {
    let folder = try TemporaryFolder()
    let picture = try Repository.bytes(URL(filePath: ship))
    let labels = Array((0..<10).map { "c\($0)" }.joined(separator: "\n").utf8)
    for (name, bytes) in [
      ("me.svg", picture), ("input.npy", picture), ("names.txt", labels), ("cifar10.txt", labels),
    ] {
      try folder.write(bytes, to: name)
    }
    for arguments in [
      ["me.svg", "--screenshot", "me.svg"], [ship, "me.svg", "--screenshot", "./me.svg"],
      [ship, "--labels", "names.txt", "--screenshot", "names.txt"], ["export", "input.npy", "--out", "."],
    ] {
      let run = try ProgramRun(arguments, folder: folder.path)
      #expect(run.status == 73 && run.output == "", "\(arguments)")
      #expect(
        run.errors.hasSuffix(": is also read, and would be lost; choose another name\n"), "\(arguments)")
    }
    #expect(try names(folder) == ["cifar10.txt", "input.npy", "me.svg", "names.txt"])
    #expect(try Repository.bytes(URL(filePath: folder["me.svg"])) == picture)
  }

  @Test(
    "a screenshot is not written under an ending that it is not",
    arguments: ["a.jpg", "a.doc", "a.b.JPEG", "me.ppm"])
  func endings(name: String) throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun([ship, "--screenshot", name], folder: folder.path)
    #expect(run.status == 64 && run.output == "")
    #expect(run.errors.hasPrefix("cnnview: \(name): a screen can't be written as ."))
    #expect(try names(folder) == [])
  }

  @Test("a screenshot goes to standard output, and behind what is there")
  func standardOutput() throws {
    let folder = try TemporaryFolder()
    let run = try shell(
      "echo first > all; \"$0\" \(quoted(ship)) --size 60x20 --screenshot /dev/stdout >> all", in: folder)
    #expect(run.ending == .exited(0))
    let text = String(decoding: try Repository.bytes(URL(filePath: folder["all"])), as: UTF8.self)
    #expect(text.hasPrefix("first\ncnnview  ship.ppm"))
    #expect(FileManager.default.fileExists(atPath: "/dev/stdout"))
  }

  @Test(
    "standard output that takes nothing is an error of writing, whatever was asked for",
    arguments: ["--version", "--help", "summary", "sample", "--generate-completion-script zsh"])
  func closed(arguments: String) throws {
    let folder = try TemporaryFolder()
    for redirection in [">/dev/full", ">&-"] {
      let run = try shell("exec \"$0\" \(arguments) \(redirection)", in: folder)
      #expect(run.ending == .exited(73), "\(redirection)")
      #expect(run.output.hasPrefix("cnnview: standard output: can't be written: "), "\(redirection)")
    }
  }
}
