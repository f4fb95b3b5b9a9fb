import CellScreen
import Foundation
import TestSupport
import Testing

/// The program in a terminal, driven by its keys.
@Suite("the explorer", .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized)
struct ExplorerTests {
  // MARK: Opening

  @Test(
    "it opens with the listing, the winner and a map a layer at every size",
    arguments: [(24, 80), (40, 120), (60, 200)])
  func opens(rows: Int, columns: Int) throws {
    let explorer = try ExplorerTerminal([ship], rows: rows, columns: columns, ["COLORTERM": "truecolor"])
    try explorer.see("cnnview  ship.ppm", " ship ", "q quit")
    let lines = try explorer.session.text().components(separatedBy: "\n")
    #expect(lines[0].contains(/ship [> ]*[0-9.]+ %$/))
    let codes = [
      "0 Input((32, 32, 3))", "1 Conv2D(32, (3, 3), activation='relu')", "2 MaxPooling2D((2, 2))",
      "3 Conv2D(64, (3, 3), activation='relu')", "4 MaxPooling2D((2, 2))",
      "5 Conv2D(64, (3, 3), activation='relu')", "6 Flatten()", "7 Dense(64, activation='relu')",
      "8 Dense(10)", "9 softmax(logits)",
    ]
    for (line, code) in zip(lines.dropFirst(), codes) { #expect(line.dropFirst().hasPrefix(code)) }
    let expected = ANSIReader.cells(try screenshot([ship], as: "ansi", rows: rows, columns: columns))
    #expect(Set(expected.joined().map(\.background)).count > 50)
    try explorer.see("screen that --screenshot writes, cell by cell") { _ in
      ScreenDifference.count(try explorer.session.cells(), expected) == 0
    }
    try explorer.quit()
  }

  @Test("a bundled picture opens by its name")
  func sample() throws {
    let explorer = try ExplorerTerminal(["sample", "cat"])
    try explorer.see("cnnview  cat.ppm   conv2d · cifar10.keras", " cat ")
    try explorer.quit()
  }

  @Test("it finds what it needs from any folder, through a link and through PATH")
  func place() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("links")
    try folder.makeFolder("usr/bin")
    try folder.makeFolder("usr/share")
    let files = FileManager.default
    try files.createSymbolicLink(
      at: URL(filePath: folder["links/cnnview"]), withDestinationURL: ProgramRun.builtProgram)
    try ProgramRun.copyProgram(to: folder["usr/bin/cnnview"])
    try files.createSymbolicLink(
      at: URL(filePath: folder["usr/share/cnnview"]), withDestinationURL: Repository.assets)
    for place in ["links", "usr/bin"] {
      let environment = ["PATH": folder[place] + ":/usr/bin:/bin", "COLORTERM": "truecolor"]
      let explorer = try ExplorerTerminal(shell: "cd / && cnnview sample ship", environment)
      try explorer.see("cnnview  ship.ppm", "q quit")
      // Any colour needs the program's own entry of the terminal database, which comes with it.
      try explorer.see("pictures in any colour, from \(place)") { _ in
        let colours = Set(try explorer.session.cells().joined().map(\.background))
        return colours.contains { if case .rgb = $0 { true } else { false } }
      }
      try explorer.quit()
    }
  }

  // MARK: Moving

  @Test("Esc undoes steps closer and jumps, one at a time, and at last says that there is no more")
  func back() throws {
    let explorer = try ExplorerTerminal([ship], ["NO_COLOR": "1"])
    let home = try screenshot([ship])
    let sheet = try screenshot([ship], keys: "5 Enter")
    try explorer.see(exactly: home)
    try explorer.press("5", see: ["\n▸5 Conv2D"])
    try explorer.press("Enter")
    try explorer.see(exactly: sheet)
    try explorer.press("Enter", see: ["conv2d_2 › map "])
    try explorer.press("<", see: ["max_pooling2d_1 › map "])
    try explorer.press("Escape")
    try explorer.see(exactly: sheet)
    try explorer.press("Escape", see: ["cifar10.keras", "\n▸5 Conv2D"])
    try explorer.press("Escape")
    try explorer.see(exactly: home)
    try explorer.press("Escape", see: ["this is the whole network; q quits"])
  }

  @Test("the help opens, scrolls, and closes on the same screen as before")
  func help() throws {
    let explorer = try ExplorerTerminal([ship], ["NO_COLOR": "1"])
    try explorer.see("\n▸1 Conv2D", " ship ")
    let before = try screenshot([ship], keys: "2 Enter")
    try explorer.press("2", "Enter")
    try explorer.see(exactly: before)
    for key in ["?", "Escape", "z"] {
      try explorer.press("?", see: ["cnnview  help", "Here", "q quits"])
      try explorer.press("End", see: ["One map per channel?"])
      try explorer.press(key)
      try explorer.see(exactly: before)
    }
    try explorer.press("?", see: ["cnnview  help"])
    try explorer.quit()
  }

  @Test(
    "keys of all kinds, fast and in any order, and new sizes among them do it no harm", arguments: [1, 2])
  func storm(seed: UInt64) throws {
    // P is among the keys: what it saves goes with the folder.
    let folder = try TemporaryFolder()
    let words = [ProgramRun.builtProgram.path, ship, samplePaths[3]].map(quoted).joined(separator: " ")
    let explorer = try ExplorerTerminal(
      shell: "cd \(quoted(folder.path)); \(words)", rows: 40, columns: 120)
    try explorer.see("q quit")
    var generator = SeededGenerator(seed: seed)
    let letters = Array("abcdefghijklmnoprstuvwxyzACEGILNPSTVXYZ0123456789,.<>?[]  é")
    let names = ["Enter", "Escape", "PPage", "NPage", "Home", "End", "Tab", "BTab", "C-l", "F5", "Enter"]
    for _ in 0..<30 {
      try explorer.session.type(String((0..<40).compactMap { _ in letters.randomElement(using: &generator) }))
      try explorer.press(names.randomElement(using: &generator) ?? "Enter")
      try explorer.session.resize(
        rows: Int.random(in: 1...70, using: &generator), columns: Int.random(in: 1...210, using: &generator))
    }
    try explorer.session.resize(rows: 24, columns: 80)
    try explorer.press("C-l")
    // Keys that are read before the new size may not act yet, and a picture that P began to write may say only now
    // where it is.
    try explorer.see("footer") { screen in
      let footers = ["? help", "\nsaved as ", "\nthis is the whole network"]
      if footers.contains(where: screen.contains) { return true }
      try explorer.press("Escape", "w")
      return false
    }
    try explorer.quit()
  }

  // MARK: Pictures

  @Test("every bundled picture opens, and its winner is the class of its name; i and I go round them")
  func pictures() throws {
    let explorer = try ExplorerTerminal(samplePaths)
    for (index, path) in samplePaths.enumerated() {
      let name = URL(filePath: path).deletingPathExtension().lastPathComponent
      try explorer.see("picture \(index + 1), \(name)") { screen in
        let row = screen.prefix { $0 != "\n" }
        return try row.hasPrefix("cnnview  ") && row.contains("/\(name).ppm \(index + 1)/20 ")
          && row.contains(Regex(" \(name) [> ]*[0-9.]+ %$"))
      }
      try explorer.press("i")
    }
    try explorer.see("airplane.ppm 1/20")
    try explorer.press("I", see: ["truck.ppm 20/20", " truck "])
    try explorer.press("I", see: ["ship.ppm 19/20", " ship "])
  }

  @Test("another picture is shown at the same place")
  func samePlace() throws {
    let explorer = try ExplorerTerminal([ship, samplePaths[3]])
    try explorer.see("ship.ppm 1/2", " ship ")
    try explorer.press("3", "Enter", "Enter", see: ["ship.ppm 1/2", "conv2d_1 › map ", " its sum "])
    let place = try explorer.session.text().firstMatch(of: /› map \d+ of/)?.0 ?? ""
    try explorer.press("i", see: ["cat.ppm 2/2", " cat ", String(place)])
    try explorer.press("i", see: ["ship.ppm 1/2", " ship ", String(place)])
  }

  @Test("one picture has no next one, and that is said")
  func onePicture() throws {
    let explorer = try ExplorerTerminal([ship])
    try explorer.press("i", see: ["there is only one picture; name several on the command line"])
  }

  @Test("pictures that can't be shown are passed over, and reported on standard error after quitting")
  func badAmongGood() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("P6 32 32 255\n12".utf8), to: "broken.ppm")
    try folder.makeFolder("folder.ppm")
    let names = ["none.ppm", ship, "folder.ppm", "broken.ppm"]
    let words = names.map(quoted).joined(separator: " ")
    let explorer = try ExplorerTerminal(
      shell: "cd \(quoted(folder.path)) && '\(ProgramRun.builtProgram.path)' \(words) 2>errors")
    try explorer.see("ship.ppm 2/4", " ship ")
    try explorer.press("i", see: ["folder.ppm 3/4", "no picture", "folder.ppm: a folder without pictures"])
    try explorer.press("i", see: ["broken.ppm 4/4", "no picture", "broken.ppm: its pixels, from byte 13 on"])
    try explorer.press("Enter", "Enter", see: ["no picture"])
    try explorer.press("i", see: ["none.ppm 1/4", "none.ppm: no such file; check the path"])
    try explorer.press("i", see: ["ship.ppm 2/4", " ship "])
    try explorer.quit()
    #expect(
      try String(contentsOfFile: folder["errors"], encoding: .utf8) == """
        cnnview: none.ppm: no such file; check the path
        cnnview: folder.ppm: a folder without pictures; name one with JPEG, PNG, WebP or PNM files in it
        cnnview: broken.ppm: its pixels, from byte 13 on, take 3,072 bytes, and 2 are there; the file is \
        incomplete: save it again

        """)
  }

  // MARK: Models

  @Test("a network that can't run opens with its listing, and says which layer and why")
  func unsupported() throws {
    let model = Repository.fixtures.appending(path: "bad/unsupported_layer.keras").path
    let explorer = try ExplorerTerminal(["--model", model, ship, "none.ppm"])
    try explorer.see(
      "0 Input((6, 6, 2))", "2 Conv2DUnwritten(2, (2, 2))", "4 Dense(2)", "can't run",
      "has layers that can't be run: conv2d_unwritten (Conv2DUnwritten); the README")
    try explorer.press("Down", see: ["\n▸2 Conv2DUnwritten"])
    try explorer.press("Enter", see: ["the network can't run, so there is nothing closer"])
    try explorer.quit(see: ["cnnview: none.ppm: no such file; check the path"])
  }

  @Test("class names come from the file that is named")
  func labels() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array((0..<10).map { "kind \($0)" }.joined(separator: "\n").utf8), to: "names")
    let explorer = try ExplorerTerminal([ship, "--labels", folder["names"]])
    try explorer.see("*kind 8", "kind 9")
    try explorer.quit()
  }
}
