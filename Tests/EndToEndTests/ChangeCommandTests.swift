import Foundation
import TestSupport
import Testing

/// `--change` and `--sweep`, as they are typed.
struct ChangeCommandTests {
  private let folder: TemporaryFolder

  /// A ship and a cat in the folders of their classes, and the bundled network under another name.
  init() throws {
    folder = try TemporaryFolder()
    for name in ["ship", "cat"] {
      let picture = Repository.assets.appending(path: "images/\(name).ppm")
      try folder.write(Repository.bytes(picture), to: "pictures/\(name)/\(name).ppm")
    }
    try folder.write(Repository.bytes(Repository.referenceFile), to: "again.keras")
  }

  private static let ship = "pictures/ship/ship.ppm"

  private func run(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(arguments, folder: folder.path)
  }

  private func lines(_ arguments: String...) throws -> [Substring] {
    let run = try ProgramRun(arguments, folder: folder.path)
    #expect(run.status == 0 && run.errors == "")
    return run.output.split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test("explain and why take changes in their order, and say them on a line")
  func units() throws {
    let changes = ["--change", "drop conv2d[:,:,0]", "--change", "untrained dense seed 3"]
    let explained = try ProgramRun(
      ["explain", Self.ship, "dense_1[ship]"] + changes, folder: folder.path)
    #expect(explained.output.contains("\n2 changes: drop conv2d[:,:,0]; untrained dense seed 3\n"))
    let json = try lines("explain", Self.ship, "conv2d[1,2,0]", "--change", "drop conv2d[,,0]", "--json")
    #expect(json.contains("  \"changes\": [\"drop conv2d[,,0]\"],"))
    let why = try lines("why", Self.ship, "--change", "paint 3-8,10-19 grey", "--class", "8")
    #expect(why[0] == "why ship? dense_1[8] = 13.846 → 14.604 (+0.758) on ship.ppm")
    #expect(why[1] == "1 change: paint 3-8,10-19 grey")
  }

  @Test("the weights of another file are read from the folder that one is in")
  func weights() throws {
    let found = try lines(
      "explain", Self.ship, "dense_1[8]", "--change", "untrained", "--change", "weights again.keras")
    #expect(found[0] == "dense_1[8] (ship) = 13.846 on ship.ppm")
    #expect(found[1] == "2 changes: untrained seed 1; weights again.keras; the number stays as it is")
    let missing = try run("explain", Self.ship, "dense_1[8]", "--change", "weights none.keras")
    #expect(missing.status == 66 && missing.errors == "cnnview: none.keras: no such file; check the path\n")
  }

  @Test("an export has the changed tensors, and replaces no file that a change reads")
  func export() throws {
    let output = try lines(
      "export", Self.ship, "--out", "out", "--change", "drop conv2d[:,:,5]", "--layer", "conv2d", "--map",
      "5",
      "--format", "csv")
    #expect(output.dropLast() == ["1 tensor in out", "1 change: drop conv2d[:,:,5]"] || output.count == 3)
    let map = try String(contentsOfFile: folder["out/conv2d.map5.csv"], encoding: .utf8)
    #expect(map.split(separator: "\n").dropFirst().allSatisfy { $0.hasSuffix(",0") || $0.hasSuffix(",0.0") })
    try folder.makeFolder("trap")
    let link = folder["trap/conv2d.npy"]
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder["again.keras"])
    let spared = try run(
      "export", Self.ship, "--out", "trap", "--change", "weights again.keras", "--layer", "conv2d")
    #expect(spared.status == 73 && spared.errors.contains("is also read, and would be lost"))
  }

  @Test("evaluate says accuracy before and after, and what each map is worth")
  func evaluate() throws {
    let changed = try lines("evaluate", "pictures", "--change", "drop input[:,:,0]")
    #expect(changed[0].hasPrefix("2 → ") && changed[1] == "1 change: drop input[:,:,0]")
    let swept = try lines("evaluate", "pictures", "--sweep", "conv2d", "--change", "flip")
    #expect(swept[0].contains(" of 2 right") && swept[1] == "1 change: flip")
    #expect(swept.count { $0.contains("  conv2d[:,:,") } == 32)
    let json = try lines("evaluate", "pictures", "--sweep", "dense", "--json").joined(separator: "\n")
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect((object?["sweep"] as? [[String: Any]])?.count == 64 && object?["layer"] as? String == "dense")
  }

  @Test("summary takes changes of the network, and none of a picture")
  func summary() throws {
    let found = try lines("summary", "--change", "drop conv2d[:,:,5]").dropLast()
    #expect(
      found.suffix(2) == [
        "1 change: drop conv2d[:,:,5]", "Shapes and counts of parameters stay as they are.",
      ])
    let refused = try run("summary", "--change", "flip")
    #expect(refused.status == 64 && refused.errors.hasPrefix("cnnview: flip: changes a picture, "))
  }

  @Test("what is no change, or can't be made, is an error of usage on one line, before anything is computed")
  func refused() throws {
    for (text, words) in [
      ("erase", "cnnview: erase: no change begins with 'erase'; choose one of "),
      ("paint 3-40,3 grey", "cnnview: paint 3-40,3 grey: the picture has no row 40; choose from 0 to 31\n"),
      (
        "drop conv2d[:,:,99]",
        "cnnview: drop conv2d[:,:,99]: conv2d: has no channel 99; choose one from 0 to 31\n"
      ),
      ("drop \u{1B}[31m[0]", "cnnview: drop \u{FFFD}[31m[0]: no layer is called "),
      ("", "cnnview: --change: no change is named; "),
    ] {
      let run = try run("explain", Self.ship, "conv2d[1,2,0]", "--change", text)
      #expect(run.status == 64 && run.output == "" && run.errors.hasPrefix(words), "\(run.errors)")
    }
    let swept = try run("evaluate", "pictures", "--sweep", "nothing")
    #expect(swept.status == 64 && swept.errors.hasPrefix("cnnview: no layer is called 'nothing'; "))
    let shares = try run("evaluate", "pictures", "--sweep", "softmax")
    #expect(shares.status == 64 && shares.errors.hasPrefix("cnnview: softmax: no layer of the network; "))
  }

  @Test("Ctrl-C ends a sweep, takes its bar away, and prints no table")
  func interrupted() throws {
    let picture = try Repository.bytes(Repository.assets.appending(path: "images/ship.ppm"))
    for number in 0..<600 { try folder.write(picture, to: "many/ship/\(number).ppm") }
    let pty = try PtyProcess(
      ProgramRun.builtProgram.path, ["evaluate", folder["many"], "--sweep", "flatten"],
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    #expect(pty.read(until: "of 600 pictures"))
    pty.send("\u{3}")
    #expect(pty.wait() == .signalled(SIGINT))
    #expect(pty.text.hasSuffix("\r\u{1B}[K") && !pty.text.contains("flatten["))
  }
}
