import Foundation
import TestSupport
import Testing

@Suite("the command line")
struct CommandTests {
  private let assets = Repository.assets
  private var ship: String { assets.appending(path: "images/ship.ppm").path }

  @Test("help shows the explorer's arguments and every command", arguments: ["--help", "-h", "help"])
  func help(argument: String) throws {
    let run = try ProgramRun([argument])
    #expect(run.status == 0 && run.errors == "")
    if let problem = try ReportGolden.problem(with: run.output, "help.txt") { Issue.record("\(problem)") }
  }

  @Test(
    "every command has its own help",
    arguments: ["summary", "explain", "why", "export", "evaluate", "verify", "quiz", "grade", "sample"])
  func helpOfCommands(command: String) throws {
    let run = try ProgramRun([command, "--help"])
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.contains("USAGE: cnnview \(command)"))
  }

  @Test("the version is three numbers")
  func version() throws {
    let run = try ProgramRun(["--version"])
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test("without a picture it says what to type and offers the bundled ones")
  func noPicture() throws {
    let run = try ProgramRun([])
    #expect(run.status == 64 && run.output == "")
    #expect(
      run.errors == """
        cnnview: no picture given; type 'cnnview PICTURE.ppm', or 'cnnview sample airplane' for a bundled one \
        (airplane, automobile, bird, cat, deer, dog, frog, horse, ship, truck, airplane-without-sky, \
        cat-with-dog-ears, open-sea, ship-on-grass, truck-far-away, truck-on-water)

        """)
  }

  @Test(
    "a command line that can't be understood ends with code 64 (usage)",
    arguments: [
      ["--bogus"], ["summary", "extra"], ["summary", "--model"], ["export", "a.ppm"],
      ["export", "--out", "x"],
      ["export", "a.ppm", "--out", "x", "--format", "bmp"], ["explain", "a.ppm"], ["why"],
      ["evaluate"], ["verify", "a.ppm"], ["verify", "a.ppm", "--expected", "b", "--tolerance", "0"],
      ["quiz"], ["quiz", "a.ppm", "--count", "0"], ["grade", "key.json"],
      ["sample", "a", "b"], ["a.ppm", "--labels"],
    ])
  func usage(arguments: [String]) throws {
    let run = try ProgramRun(arguments)
    #expect(run.status == 64 && run.output == "")
    #expect(run.errors.hasPrefix("Error: "))
    #expect(run.errors.contains("Usage: cnnview"))
  }

  @Test("summary lists the bundled network")
  func summary() throws {
    let run = try ProgramRun(["summary"])
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.hasPrefix("cifar10.keras · sequential\n"))
    #expect(run.output.contains("\n122,570 parameters · 4,548,608 multiply-adds a pass\n"))
  }

  @Test("summary writes JSON that a reader understands")
  func summaryAsJSON() throws {
    let run = try ProgramRun(["summary", "--json"])
    #expect(run.status == 0 && run.errors == "")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(object?["parameters"] as? Int == 122_570)
  }

  @Test("summary lists a network that can't run, then says why and ends with code 65 (bad data)")
  func summaryOfUnsupported() throws {
    let model = Repository.fixtures.appending(path: "bad/unsupported_layer.keras").path
    let run = try ProgramRun(["summary", "--model", model])
    #expect(run.status == 65)
    #expect(run.output.contains("Conv2DUnwritten"))
    #expect(
      run.errors
        == "cnnview: \(model): has layers that can't be run: conv2d_unwritten (Conv2DUnwritten); "
        + "the README lists what can be run; to see the part before it: keras.Model(model.inputs, "
        + "model.get_layer('conv2d').output).save('part.keras')\n")
  }

  @Test("missing, unreadable and wrong files end with 66 and 65, one line each")
  func inputs() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("hello world".utf8), to: "text")
    let cases: [([String], Int32, String)] = [
      (["summary", "--model", "none"], 66, "none: no such file; check the path"),
      (["summary", "--model", "."], 66, ".: a folder, where a file is needed; name a file in it"),
      (
        ["summary", "--model", "text"], 65,
        "text: a text, and no model; give a file that model.save('my.keras') wrote"
      ),
      (["export", "none", "--out", "out"], 66, "none: no such file; check the path"),
      (
        ["export", "text", "--out", "out"], 65,
        "text: not a known kind of picture: it begins with 'hello wo'; give a JPEG, PNG, WebP or PNM file"
      ),
    ]
    for (arguments, status, message) in cases {
      let run = try ProgramRun(arguments, folder: folder.path)
      #expect(run.status == status && run.output == "", "\(arguments)")
      #expect(run.errors == "cnnview: \(message)\n")
    }
    #expect(!FileManager.default.fileExists(atPath: folder["out"]))
  }

  @Test("export writes a file a tensor, of the shape that the listing says")
  func export() throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun(["export", ship, "--out", "new/out"], folder: folder.path)
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output == "13 tensors in new/out\n")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder["new/out"]).sorted() == [
        "conv2d.npy", "conv2d.pre.npy", "conv2d_1.npy", "conv2d_1.pre.npy", "conv2d_2.npy",
        "conv2d_2.pre.npy",
        "dense.npy", "dense.pre.npy", "dense_1.npy", "flatten.npy", "input.npy", "max_pooling2d.npy",
        "max_pooling2d_1.npy",
      ])
    let size = try FileManager.default.attributesOfItem(atPath: folder["new/out/conv2d.npy"])[.size] as? Int
    #expect(size == 128 + 4 * 30 * 30 * 32)
  }

  @Test("export writes JSON and tables that readers understand", arguments: ["json", "csv"])
  func exportAsText(format: String) throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun(["export", ship, "--out", folder.path, "--format", format])
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output == "13 tensors in \(folder.path)\n")
    let text = try String(contentsOfFile: folder["conv2d.pre.\(format)"], encoding: .utf8)
    guard format == "json" else {
      #expect(text.hasPrefix("row,column,channel,value\n0,0,0,"))
      #expect(text.split(separator: "\n").count == 1 + 30 * 30 * 32)
      return
    }
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(object?["stage"] as? String == "preActivation")
    let rows = try #require(object?["values"] as? [[[Double]]])
    #expect(rows.count == 30 && rows.allSatisfy { $0.count == 30 && $0.allSatisfy { $0.count == 32 } })
  }

  @Test("export draws a contact sheet a tensor", arguments: ["png", "svg"])
  func exportAsPictures(format: String) throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun(["export", ship, "--out", folder.path, "--format", format])
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output == "13 contact sheets in \(folder.path)\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 13)
    let file = try #require(FileManager.default.contents(atPath: folder["dense_1.\(format)"]))
    #expect(file.starts(with: format == "png" ? [0x89, 0x50, 0x4E, 0x47] : Array("<svg ".utf8)))
    if format == "svg" { #expect(String(decoding: file, as: UTF8.self).contains(">airplane</text>")) }
  }

  @Test("export writes one layer, or one map of it, as numbers or as a figure that is as large as asked")
  func exportOfOneLayer() throws {
    let cases: [(options: [String], files: [String], said: String)] = [
      (["--layer", "conv2d"], ["conv2d.npy", "conv2d.pre.npy"], "2 tensors"),
      (["--layer", "conv2d", "--stage", "before"], ["conv2d.pre.npy"], "1 tensor"),
      (["--layer", "dense_1", "--format", "csv"], ["dense_1.csv"], "1 tensor"),
      (["--layer", "conv2d", "--map", "5"], ["conv2d.map5.npy"], "1 tensor"),
      (["--layer", "conv2d", "--map", "5", "--scale", "3"], ["conv2d.map5.png"], "1 figure"),
      (["--layer", "input", "--map", "0", "--format", "svg"], ["input.map0.svg"], "1 figure"),
      (["--layer", "dense_1", "--scale", "2"], ["dense_1.png"], "1 contact sheet"),
    ]
    for (options, files, said) in cases {
      let folder = try TemporaryFolder()
      let run = try ProgramRun(["export", ship, "--out", "out"] + options, folder: folder.path)
      #expect(run.status == 0 && run.errors == "" && run.output == "\(said) in out\n", "\(options)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder["out"]).sorted() == files)
    }
  }

  @Test("export of what is not there ends with code 64 (usage) before anything is read or made")
  func exportOfNothing() throws {
    let folder = try TemporaryFolder()
    let cases: [(options: [String], words: String)] = [
      (["--layer", "conv"], "no layer is called 'conv'; conv2d is the closest; choose one of "),
      (["--layer", "softmax"], "softmax is no layer of this network"),
      (["--layer", "dense", "--map", "5"], "dense has units, not maps; leave out --map"),
      (["--layer", "conv2d", "--map", "32"], "conv2d has no map 32; choose one from 0 to 31"),
      (["--layer", "conv2d", "--map", "-1"], "conv2d has no map −1; choose one from 0 to 31"),
      (["--layer", "flatten", "--stage", "before"], "flatten has no activation function"),
      (["--map", "5"], "--map is a map of one layer; name the layer with --layer"),
      (["--stage", "after"], "--stage is of one layer; name the layer with --layer"),
      (["--scale", "9"], "--scale is a whole number from 1 to 8"),
      (["--scale", "0"], "--scale is a whole number from 1 to 8"),
      (
        ["--scale", "2", "--format", "npy"],
        "--scale is for drawings; leave it out, or write --format png or svg"
      ),
    ]
    for (options, words) in cases {
      let run = try ProgramRun(["export", "none.ppm", "--out", "out"] + options, folder: folder.path)
      #expect(run.status == 64 && run.output == "" && run.errors.contains(words), "\(options): \(run.errors)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test("a folder that can't be made ends with code 73 (can't create)")
  func cannotCreate() throws {
    let folder = try TemporaryFolder()
    try folder.write([], to: "file")
    let run = try ProgramRun(["export", ship, "--out", "file/out"], folder: folder.path)
    #expect(run.status == 73 && run.output == "")
    #expect(
      run.errors
        == "cnnview: file/out: can't be written: a file stands where a folder belongs; choose another place\n"
    )
  }

  @Test("sample lists the bundled pictures, and knows no others")
  func sample() throws {
    let run = try ProgramRun(["sample"])
    #expect(run.status == 0 && run.errors == "")
    let lines = run.output.split(separator: "\n")
    try #require(lines.count == 17)
    #expect(lines[10].hasPrefix("truck                 /") && lines[10].hasSuffix("/images/truck.ppm"))
    #expect(
      lines[16].hasPrefix("truck-on-water        /")
        && lines[16].hasSuffix("/images/puzzles/truck-on-water.ppm"))
    let other = try ProgramRun(["sample", "zebra"])
    #expect(other.status == 66 && other.output == "")
    #expect(
      other.errors.hasPrefix("cnnview: zebra: no bundled picture has this name; choose one of airplane, "))
  }

  @Test("assets that are nowhere, or where a variable says and they are not, end with code 66 (missing)")
  func assetsMissing() throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun(["summary"], environment: ["CNNVIEW_ASSETS": folder["none"]])
    #expect(run.status == 66)
    #expect(run.errors.hasPrefix("cnnview: CNNVIEW_ASSETS: names \(folder["none"]), which is no folder; "))
    try ProgramRun.copyProgram(to: folder["cnnview"])
    let lost = try ProgramRun(["summary"], program: URL(filePath: folder["cnnview"]))
    #expect(lost.status == 66)
    #expect(
      lost.errors.hasPrefix("cnnview: the bundled network and pictures were not found in share/cnnview "))
  }

  @Test("the assets are found through a link, from any folder, and where it is installed")
  func assetsFound() throws {
    let folder = try TemporaryFolder()
    let link = URL(filePath: folder["link"])
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: ProgramRun.builtProgram)
    #expect(try ProgramRun(["summary"], folder: folder.path, program: link).status == 0)
    try folder.makeFolder("usr/bin")
    try folder.makeFolder("usr/share")
    try ProgramRun.copyProgram(to: folder["usr/bin/cnnview"])
    try FileManager.default.createSymbolicLink(
      at: URL(filePath: folder["usr/share/cnnview"]), withDestinationURL: assets)
    let run = try ProgramRun(["sample"], folder: "/", program: URL(filePath: folder["usr/bin/cnnview"]))
    #expect(run.status == 0)
    #expect(run.output.contains("usr/share/cnnview/images/ship.ppm"))
  }

  @Test(
    "output that nobody can store ends with code 73 (can't create)",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    let program = ProgramRun.builtProgram.path
    let run = try ProgramRun(["-c", "'\(program)' summary >/dev/full"], program: URL(filePath: "/bin/sh"))
    #expect(run.status == 73)
    #expect(
      run.errors
        == "cnnview: standard output: can't be written: no space is left on its disk; make room where it goes\n"
    )
  }
}
