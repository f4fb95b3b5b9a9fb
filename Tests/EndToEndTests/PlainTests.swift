import Foundation
import TestSupport
import Testing

/// `--plain`: the explorer in lines of text.
@Suite("plain mode as a program")
struct PlainTests {
  /// Runs plain mode on commands from a file, as if they were piped in.
  private func run(
    _ commands: [String], _ arguments: [String] = [ship], end: String = "\n",
    environment: [String: String] = [:]
  ) throws -> ProgramRun {
    let folder = try TemporaryFolder()
    let input = try folder.write(Array((commands.joined(separator: "\n") + end).utf8), to: "commands")
    return try ProgramRun(arguments + ["--plain"], environment: environment, input: input)
  }

  @Test(
    "commands that are piped in are answered line by line, without a prompt", arguments: ["\n", "", "\r\n"])
  func piped(end: String) throws {
    let run = try run(
      ["layer conv2d", "map 24", "unit 8 13", "why"], end: end, environment: ["TERM": "dumb"])
    #expect(run.status == 0 && run.errors == "")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "ship.ppm, 32 by 32.")
    #expect(
      lines.contains(
        "32 filters of 3 by 3. One filter reads all 3 channels at once; its 3 sums are added into one map: 32 maps."
      ))
    #expect(lines.contains("conv2d, map 24 of 32, row 8, column 13: 4.8861, 71 % of this map's maximum."))
    #expect(lines.contains("input[9,14,1], green: 0.9098, a number of the picture."))
    #expect(!run.output.contains("> "))
    #expect(HostileNames.faults(in: run.output) == [])
  }

  @Test("quit ends it before the end of the input; no input at all ends it too")
  func end() throws {
    let quit = try run(["where", "quit", "logits"])
    #expect(quit.status == 0 && !quit.output.contains("truck"))
    let empty = try ProgramRun([ship, "--plain"])
    #expect(empty.status == 0 && empty.output.hasSuffix("Type help for the commands, quit to end.\n"))
  }

  @Test("it begins at the place, on the picture and with the options that are asked for")
  func start() throws {
    let cat = Repository.assets.appending(path: "images/cat.ppm").path
    let run = try run(
      ["row"], [ship, cat, "--picture", "2", "--at", "conv2d[8,13,24]", "--set", "stage before"])
    #expect(run.status == 0 && run.errors == "")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "cat.ppm, 32 by 32.")
    #expect(lines.contains { $0.hasPrefix("conv2d, map 24 of 32, row 8, column 13") })
    #expect(lines.contains("Numbers before ReLU."))
  }

  @Test("the next picture is read when it is turned to, and one that is missing is said to be")
  func pictures() throws {
    let cat = Repository.assets.appending(path: "images/cat.ppm").path
    let run = try run(["picture next", "picture 3", "where", "picture 1"], [ship, cat, "none.ppm"])
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.hasPrefix("Winner: cat, ") })
    #expect(lines.contains("none.ppm: no such file; check the path."))
    #expect(run.errors == "cnnview: none.ppm: no such file; check the path\n")
  }

  @Test("bytes that are no text, and lines without an end, are answered like any other")
  func bytes() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 256) }
    let noise = try folder.write(bytes + [10] + Array("logits".utf8), to: "noise")
    let run = try ProgramRun([ship, "--plain"], input: noise)
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.contains("truck: 3.128"))
    #expect(HostileNames.faults(in: run.output) == [])
    let long = try folder.write([UInt8](repeating: 0x61, count: 3_000_000), to: "long")
    let answer = try ProgramRun([ship, "--plain"], input: long)
    #expect(answer.status == 0 && answer.output.contains("is no command. Type help for the commands."))
  }

  @Test("what can't go with it, or can't be opened, is refused with the code of its kind")
  func refusals() throws {
    #expect(try run([], ["-"]).status == 64)
    #expect(try run([], [ship, "--screenshot", "x.svg"]).status == 64)
    let mouse = try run([], [ship, "--mouse"])
    #expect(mouse.status == 64 && mouse.errors.contains("no screen to point at; leave out --mouse"))
    let clicker = try run([], [ship, "--clicker"])
    #expect(clicker.status == 64 && clicker.errors.contains("no keys of a clicker; leave out --clicker"))
    let saving = try run([], [ship, "--save-as", "txt"])
    #expect(saving.status == 64 && saving.errors.contains("no screen to save; leave out --save-as"))
    let figure = try run([], [ship, "--figure"])
    #expect(figure.status == 64 && figure.errors.contains("no screen to save; leave out --figure"))
    for look in [["--color", "none"], ["--theme", "light"], ["--colours", "grey"], ["--pixels", "ascii"]] {
      let run = try run([], [ship] + look)
      #expect(run.status == 64 && run.errors.contains("no colours and no pixels; leave out \(look[0])"))
    }
    #expect(try run([], [ship, "--at", "nowhere"]).status == 64)
    #expect(try run([], [ship, "--picture", "2"]).status == 64)
    #expect(try run([], []).status == 64)
    #expect(try run([], ["none.ppm"]).status == 66)
    #expect(try run([], [ship, "--model", ship]).status == 65)
    let bad = Repository.fixtures.appending(path: "bad/unsupported_layer.keras").path
    let listing = try run(["layers", "maps"], [ship, "--model", bad])
    #expect(listing.status == 0 && listing.output.contains("2 conv2d_unwritten: Conv2DUnwritten(2, (2, 2))"))
  }

  @Test(
    "output that takes nothing is an error with the code of files that can't be written",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    let words = [ProgramRun.builtProgram.path, ship, "--plain"].map(quoted).joined(separator: " ")
    let run = try ChildProcess.run("/bin/sh", ["-c", "\(words) > /dev/full < /dev/null"], environment: [:])
    #expect(run.ending == .exited(73))
  }

  @Test("where a person types, a prompt says where one is", .enabled(if: TmuxSession.isAvailable))
  func typed() throws {
    let terminal = try ExplorerTerminal([ship, "--plain"], columns: 120, term: "dumb")
    try terminal.see("Winner: ship", "cnnview, conv2d>")
    try terminal.press("layer 3", "Enter", see: ["conv2d_1>"])
    try terminal.press("map 5", "Enter", see: ["conv2d_1, map 5>"])
    try terminal.press("u 2 3", "Enter", see: ["conv2d_1, map 5, row 2, column 3>"])
    try terminal.press("C-d", see: ["status 0"])
  }

  @Test("Ctrl-C ends it as it ends any program")
  func interrupt() throws {
    let terminal = try PtyProcess(
      ProgramRun.builtProgram.path, [ship, "--plain"], environment: ["TERM": "dumb", "LC_ALL": "C.UTF-8"])
    #expect(terminal.read(until: "cnnview, conv2d> "))
    terminal.send("where\n")
    #expect(terminal.read(until: "The whole network; layer 1 is selected."))
    terminal.send("\u{3}")
    #expect(terminal.wait() == .signalled(SIGINT))
    #expect(!terminal.output.contains(0x1B))
  }
}
