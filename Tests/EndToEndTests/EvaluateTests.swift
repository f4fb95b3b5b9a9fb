import Foundation
import TestSupport
import Testing

@Suite("evaluate")
struct EvaluateTests {
  private let folder: TemporaryFolder

  /// The bundled pictures, each in the folder of its class, but the cat among the ships.
  init() throws {
    folder = try TemporaryFolder()
    for (name, label) in [("airplane", "airplane"), ("cat", "ship"), ("ship", "ship"), ("dog", "dog")] {
      let picture = Repository.assets.appending(path: "images/\(name).ppm")
      try folder.write(Repository.bytes(picture), to: "pictures/\(label)/\(name).ppm")
    }
  }

  private func run(_ options: [String] = []) throws -> ProgramRun {
    try ProgramRun(["evaluate", "pictures"] + options, folder: folder.path)
  }

  @Test("it counts what is right, in all and of each class, and shows what is taken for what")
  func text() throws {
    let run = try run()
    #expect(run.status == 0 && run.errors == "")
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "3 of 4 right (75.00 %): cifar10.keras on pictures")
    #expect(lines[1] == "The folders have the names of the classes.")
    #expect(lines[2] == "Pictures enter as numbers from 0 to 1, assumed: no layer tells.")
    #expect(
      Array(lines[4...7]) == [
        "   class     right  of    share", "0  airplane      1   1    100 %",
        "5  dog           1   1    100 %",
        "8  ship          1   2  50.00 %",
      ])
    #expect(lines.contains("8  ship        ·  ·  ·  1  ·  ·  ·  ·  1  ·"))
    #expect(lines.contains("The only mistake:"))
    #expect(lines.last { !$0.isEmpty }?.hasSuffix("  pictures/ship/cat.ppm") == true)
  }

  @Test("on a terminal a bar says how many pictures are done, and leaves no trace beside the numbers")
  func bar() throws {
    let pty = try PtyProcess(
      ProgramRun.builtProgram.path, ["evaluate", folder["pictures"]],
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    #expect(pty.wait() == .exited(0))
    #expect(pty.text.contains("\r" + String(repeating: "█", count: 30) + " 4 of 4 pictures"))
    #expect(pty.text.contains("\r\u{1B}[K3 of 4 right"))
  }

  @Test("JSON has accuracy, classes, confusion and mistakes")
  func json() throws {
    let run = try run(["--json"])
    #expect(run.status == 0 && run.errors == "")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(object?["accuracy"] as? Double == 0.75 && object?["count"] as? Int == 4)
    #expect(object?["matching"] as? String == "names")
    let confusion = object?["confusion"] as? [[Int]]
    #expect(confusion?.count == 10 && confusion?[8] == [0, 0, 0, 1, 0, 0, 0, 0, 1, 0])
    let mistake = (object?["mistakes"] as? [[String: Any]])?.first
    #expect(mistake?["file"] as? String == "pictures/ship/cat.ppm")
    #expect(mistake?["class"] as? String == "ship" && mistake?["predicted"] as? String == "cat")
    #expect((object?["classes"] as? [[String: Any]])?.count == 10)
  }

  @Test("files that can't be read are reported in their order, not counted, and the first decides the code")
  func failures() throws {
    try folder.write(Array("junk".utf8), to: "pictures/cat/a.jpg")
    try folder.write([], to: "pictures/ship/a.ppm")
    let run = try run()
    #expect(run.status == 65)
    #expect(
      run.errors == """
        cnnview: pictures/cat/a.jpg: not a known kind of picture: it begins with 'junk'; give a JPEG, PNG, WebP or PNM file
        cnnview: pictures/ship/a.ppm: empty, where a picture is expected; give a JPEG, PNG, WebP or PNM file

        """)
    #expect(
      run.output.hasPrefix("3 of 4 right (75.00 %): cifar10.keras on pictures\n2 files could not be read"))
  }

  @Test("two runs print the same, whichever picture is ready first")
  func deterministic() throws {
    #expect(try run(["--json"]).output == run(["--json"]).output)
  }

  @Test("a folder that is none, or whose folders are no classes, is an error in words")
  func folders() throws {
    let missing = try ProgramRun(["evaluate", "none"], folder: folder.path)
    #expect(missing.status == 66 && missing.errors == "cnnview: none: no such file; check the path\n")
    let above = try ProgramRun(["evaluate", "."], folder: folder.path)
    #expect(
      above.status == 65
        && above.errors.hasPrefix("cnnview: .: has a folder that is no class of the network: pictures; "))
  }
}
