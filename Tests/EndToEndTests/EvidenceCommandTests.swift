import Foundation
import TestSupport
import Testing

/// `cnnview export --evidence`, as it is typed.
struct EvidenceCommandTests {
  private let folder: TemporaryFolder
  private let ship = Repository.assets.appending(path: "images/ship.ppm").path

  init() throws { folder = try TemporaryFolder() }

  private func export(_ options: [String]) throws -> ProgramRun {
    try ProgramRun(["export", ship, "--out", "out"] + options, folder: folder.path)
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder["out"]).sorted()
  }

  @Test("all four fills and where they disagree are written, and the worst places said")
  func all() throws {
    let run = try export(["--evidence", "occlusion"])
    let said = try String(
      contentsOf: Repository.fixtures.appending(path: "reports/export-evidence.txt"), encoding: .utf8)
    #expect(run.status == 0 && run.errors == "" && run.output == "5 tensors in out\n" + said)
    #expect(
      try files() == ["black", "disagreement", "grey", "mean", "white"].map { "occlusion-\($0).npy" })
  }

  @Test("one fill, two classes, another size, and changes made before go together")
  func one() throws {
    let run = try export([
      "--evidence", "occlusion", "--class", "ship", "--against", "truck", "--fill", "mean", "--square", "3",
      "--format", "json", "--change", "drop conv2d[:,:,0]", "--change", "flip",
    ])
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.hasPrefix("1 tensor in out\n2 changes: drop conv2d[:,:,0]; flip\nship − truck, "))
    #expect(try files() == ["occlusion-mean.json"])
    let data = try Data(contentsOf: URL(filePath: folder["out/occlusion-mean.json"]))
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["changes"] as? [String] == ["drop conv2d[:,:,0]", "flip"])
    #expect(object["square"] as? [Int] == [3, 3])
  }

  @Test("figures are as large as asked")
  func figures() throws {
    let run = try export(["--evidence", "occlusion", "--fill", "black", "--scale", "2", "--square", "1"])
    #expect(run.status == 0 && run.output.hasPrefix("1 figure in out\n"))
    #expect(try files() == ["occlusion-black.png"])
  }

  @Test("options that don't go together, and classes that are not there, end with code 64 (usage)")
  func refused() throws {
    let cases: [(options: [String], words: String)] = [
      (["--fill", "grey"], "--fill goes with --evidence; write --evidence occlusion, or leave it out"),
      (["--class", "ship"], "--class goes with --evidence; write --evidence occlusion, or leave it out"),
      (["--against", "ship"], "--against goes with --evidence; write --evidence occlusion, or leave it out"),
      (["--square", "3"], "--square goes with --evidence; write --evidence occlusion, or leave it out"),
      (
        ["--evidence", "occlusion", "--layer", "conv2d"],
        "--layer, --map and --stage are of the pass; leave them out, or leave out --evidence"
      ),
      (
        ["--evidence", "occlusion", "--square", "4"],
        "--square is an odd number, so that there is a place in the middle: 1, 3, 5"
      ),
      (["--evidence", "occlusion", "--square", "-1"], "--square is an odd number"),
      (["--evidence", "occlusion", "--fill", "red"], "'red' is invalid"),
      (["--evidence", "gradient"], "'gradient' is invalid"),
      (
        ["--evidence", "occlusion", "--class", "ship", "--against", "ship"],
        "--against: ship is the class that is asked about itself; name another one"
      ),
      (["--evidence", "occlusion", "--class", "zebra"], "zebra"),
    ]
    for (options, words) in cases {
      let run = try export(options)
      #expect(run.status == 64 && run.output == "" && run.errors.contains(words), "\(options): \(run.errors)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test("the picture that is read is never replaced")
  func spared() throws {
    let picture = "occlusion-grey.npy"
    try folder.write(Repository.bytes(URL(filePath: ship)), to: picture)
    let run = try ProgramRun(
      ["export", picture, "--out", ".", "--evidence", "occlusion"], folder: folder.path)
    #expect(run.status == 73 && run.errors.contains("is also read, and would be lost"))
  }
}
