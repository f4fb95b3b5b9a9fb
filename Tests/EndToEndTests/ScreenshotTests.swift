import CellScreen
import Foundation
import TestSupport
import Testing

/// What the explorer does without a terminal: screenshots, and words where it can't open.
@Suite("the explorer without a terminal")
struct ScreenshotTests {
  @Test("output that is not a terminal is refused in one sentence, with code 69 (unavailable)")
  func notATerminal() throws {
    let run = try ProgramRun([ship], environment: ["TERM": "xterm-256color"])
    #expect(run.status == 69 && run.output == "")
    #expect(
      run.errors == """
        cnnview: standard output is not a terminal, which the explorer needs; --plain, 'cnnview summary', \
        'cnnview explain', 'cnnview why', 'cnnview export' and --screenshot write to files and pipes

        """)
  }

  @Test(
    "P saves the screen in the folder one is in, in place of no other file",
    arguments: ["svg", "png", "ansi", "txt"])
  func saving(format: String) throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun(
      [ship, "--save-as", format, "--keys", "Enter P P P", "--screenshot", "last.txt"], folder: folder.path)
    #expect(run.status == 0 && run.errors == "")
    let names = ["", "-2", "-3"].map { "cnnview-ship-conv2d\($0).\(format)" }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == (names + ["last.txt"]).sorted())
    let last = try String(contentsOfFile: folder["last.txt"], encoding: .utf8)
    #expect(last.hasSuffix("\nsaved as cnnview-ship-conv2d-3.\(format)\n"))
    let other = try ProgramRun(
      [ship, "--keys", "Enter", "--screenshot", "same.\(format)"], folder: folder.path)
    #expect(other.status == 0)
    for name in [names[0], names[2]] {
      let saved = FileManager.default.contents(atPath: folder[name])
      #expect(saved == FileManager.default.contents(atPath: folder["same.\(format)"]))
    }
  }

  @Test(
    "a screen that can't be saved says so on the screen",
    .enabled(if: getuid() != 0, "root may write anywhere"))
  func cannotSave() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("locked")
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder["locked"])
    let run = try ProgramRun(
      [ship, "--keys", "P", "--screenshot", folder["last.txt"]], folder: folder["locked"])
    #expect(run.status == 0)
    #expect(try String(contentsOfFile: folder["last.txt"], encoding: .utf8).contains("can't be written: "))
  }

  @Test(
    "P in the terminal saves what is on it, and says so until the next key",
    .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
  func savingInTerminal() throws {
    let folder = try TemporaryFolder()
    let explorer = try ExplorerTerminal(
      shell: "cd '\(folder.path)' && '\(ProgramRun.builtProgram.path)' '\(ship)' --save-as txt")
    try explorer.see("q quit")
    try explorer.press("P", see: ["saved as cnnview-ship-network.txt"])
    let saved = try String(contentsOfFile: folder["cnnview-ship-network.txt"], encoding: .utf8)
    #expect(saved.contains("q quit") && saved.contains("Conv2D(32, (3, 3), activation='relu')"))
    try explorer.press("Down", see: ["q quit"])
    try explorer.press("q", see: ["status 0"])
  }

  @Test("pictures of which none can be shown end with the first one's error")
  func onlyBad() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("P6 32 32 255\n12".utf8), to: "broken.ppm")
    let broken = """
      cnnview: broken.ppm: its pixels, from byte 13 on, take 3,072 bytes, and 2 are there; the file is \
      incomplete: save it again

      """
    let missing = "cnnview: none.ppm: no such file; check the path\n"
    let cases: [([String], Int32, String)] = [
      (["none.ppm"], 66, missing), (["none.ppm", "other.ppm"], 66, missing),
      (["none.ppm", "broken.ppm"], 66, missing), (["broken.ppm"], 65, broken),
      (["broken.ppm", "none.ppm"], 65, broken),
    ]
    for (arguments, status, message) in cases {
      for more in [[], ["--screenshot", "screen.txt"]] {
        let run = try ProgramRun(arguments + more, folder: folder.path)
        #expect(run.status == status && run.output == "", "\(arguments)")
        #expect(run.errors == message)
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder["screen.txt"]))
  }

  @Test("models and class names that can't be used end with codes 66 (missing) and 65 (bad data)")
  func badModels() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("one\ntwo\n".utf8), to: "names")
    let cases: [([String], Int32, String)] = [
      (["--model", "none"], 66, "none: no such file; check the path"),
      (
        ["--model", "names"], 65, "names: a text, and no model; give a file that model.save('my.keras') wrote"
      ),
      (["--labels", "none"], 66, "none: no such file; check the path"),
      (
        ["--labels", "names"], 65,
        "names: 2 class names, and the network has 10 outputs; give one name a line for each output"
      ),
    ]
    for (arguments, status, message) in cases {
      let run = try ProgramRun([ship] + arguments, folder: folder.path)
      #expect(run.status == status && run.output == "" && run.errors == "cnnview: \(message)\n")
    }
  }

  @Test(
    "a figure is a screen without its first and last row, from --screenshot and from P",
    arguments: ["svg", "png", "ansi", "txt"])
  func figures(format: String) throws {
    let folder = try TemporaryFolder()
    func lines(_ name: String) throws -> [String] {
      try String(contentsOfFile: folder[name], encoding: .utf8).components(separatedBy: "\n")
    }
    for arguments in [["--keys", "Enter P", "--save-as", format], ["--keys", "Enter"]] {
      let run = try ProgramRun(
        [ship, "--figure", "--screenshot", "figure.\(format)"] + arguments, folder: folder.path)
      #expect(run.status == 0 && run.errors == "")
    }
    let figure = try #require(FileManager.default.contents(atPath: folder["figure.\(format)"]))
    #expect(figure == FileManager.default.contents(atPath: folder["cnnview-ship-conv2d.\(format)"]))
    #expect(
      try ProgramRun([ship, "--keys", "Enter", "--screenshot", "whole.\(format)"], folder: folder.path).status
        == 0)
    switch format {
    case "png":
      let width = [0x07, 0x80] as [UInt8]
      #expect(figure[18..<20].elementsEqual(width) && figure[22..<24].elementsEqual([0x04, 0xC0]))
      let whole = try #require(FileManager.default.contents(atPath: folder["whole.png"]))
      #expect(whole[18..<20].elementsEqual(width) && whole[22..<24].elementsEqual([0x05, 0x00]))
    case "svg":
      let text = String(decoding: figure, as: UTF8.self)
      #expect(text.contains("height=\"780\"") && !text.contains("cnnview") && !text.contains("quit"))
    default: #expect(try lines("figure.\(format)").dropLast() == lines("whole.\(format)")[1..<39])
    }
  }

  @Test("a picture of a screen that is too large is refused, and so are other kinds of pictures")
  func pictures() throws {
    let folder = try TemporaryFolder()
    let large = try ProgramRun(
      [ship, "--screenshot", "x.png", "--size", "1000x1000"], folder: folder.path)
    #expect(large.status == 64)
    #expect(
      large.errors
        == "cnnview: x.png: a picture of 1,000 columns and 1,000 rows would have more than 134,217,728 pixels; "
        + "give a smaller --size, or name it .svg\n")
    let jpeg = try ProgramRun([ship, "--screenshot", "x.jpg"], folder: folder.path)
    #expect(jpeg.status == 64 && jpeg.errors.contains("name it .png or .svg, and make the picture of that"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test("a screenshot is text, coloured text or SVG, by its file's name")
  func forms() throws {
    let text = try screenshot([ship], as: "txt", rows: 40, columns: 120)
    #expect(text.hasPrefix("cnnview  ship.ppm   conv2d · cifar10.keras"))
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 41)
    #expect(!text.contains("\u{1B}"))
    let cells = ANSIReader.cells(try screenshot([ship], as: "ansi", rows: 40, columns: 120))
    #expect(cells.count == 41)
    #expect(String(cells[0].compactMap(\.character)).hasPrefix("cnnview  ship.ppm   conv2d · cifar10.keras"))
    #expect(cells.joined().contains { if case .rgb = $0.background { true } else { false } })
    let svg = try screenshot([ship], as: "svg", rows: 40, columns: 120)
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("· cifar10.keras ·"))
  }

  @Test("a screenshot is 120×40 unless told otherwise, and keys are pressed before it")
  func sizeAndKeys() throws {
    let folder = try TemporaryFolder()
    #expect(try ProgramRun([ship, "--screenshot", folder["a.txt"]]).status == 0)
    let text = try String(contentsOfFile: folder["a.txt"], encoding: .utf8)
    #expect(try text == screenshot([ship], rows: 40, columns: 120))
    #expect(try screenshot([ship], keys: "Down Enter Enter").contains("max_pooling2d › map "))
    #expect(try screenshot([ship], keys: "z").contains("z does nothing here"))
    #expect(try screenshot([ship, samplePaths[0]], keys: "i Enter a").contains("airplane.ppm 2/2   conv2d"))
    #expect(try screenshot([ship], rows: 1, columns: 1) == "c\n")
    #expect(try screenshot([ship], rows: 10, columns: 40).hasPrefix("cnnview needs 60×20\nthis is 40×10\n"))
  }

  @Test(
    "sizes and keys that are none, and both without a screenshot, end with code 64 (usage)",
    arguments: [
      ["--size", "120", "--screenshot", "x"], ["--size", "0x5", "--screenshot", "x"],
      ["--size", "80xx24", "--screenshot", "x"], ["--size", "1001x5", "--screenshot", "x"],
      ["--keys", "Down Nope", "--screenshot", "x"], ["--screenshot"], ["--size", "80x24"], ["--keys", "q"],
    ])
  func usage(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun([ship] + arguments, folder: folder.path)
    #expect(run.status == 64 && run.output == "")
    #expect(run.errors.hasPrefix("Error: ") && run.errors.contains("Usage: cnnview"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test(
    "a screenshot that can't be written ends with code 73 (can't create), one of bad pictures reports them")
  func failures() throws {
    let folder = try TemporaryFolder()
    let lost = try ProgramRun([ship, "--screenshot", "none/x.svg"], folder: folder.path)
    #expect(lost.status == 73 && lost.output == "")
    #expect(
      lost.errors
        == "cnnview: none/x.svg: can't be written: its folder is not there; make the folder first\n")
    let partial = try ProgramRun(["none.ppm", ship, "--screenshot", "x.txt"], folder: folder.path)
    #expect(partial.status == 0 && partial.output == "")
    #expect(partial.errors == "cnnview: none.ppm: no such file; check the path\n")
    #expect(FileManager.default.fileExists(atPath: folder["x.txt"]))
  }
}
