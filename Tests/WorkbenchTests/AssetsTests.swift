import TestSupport
import Testing
import Workbench

@Suite("finding what comes with the program")
struct AssetsTests {
  @Test("CNNVIEW_ASSETS wins, an empty one counts as none, and one that is no folder is an error")
  func variable() throws {
    let folder = try TemporaryFolder()
    let own = try folder.makeFolder("own")
    try folder.makeFolder("assets/models")
    let executable = folder["cnnview"]
    #expect(try Assets.find(environment: ["CNNVIEW_ASSETS": own], executable: executable).folder == own)
    #expect(
      try Assets.find(environment: ["CNNVIEW_ASSETS": ""], executable: executable).folder == folder["assets"])
    #expect(throws: CommandError.assetsVariable(path: folder["none"])) {
      try Assets.find(environment: ["CNNVIEW_ASSETS": folder["none"]], executable: executable)
    }
  }

  @Test("share/cnnview beside bin comes before folders above the executable")
  func installed() throws {
    let folder = try TemporaryFolder()
    let executable = folder["usr/bin/cnnview"]
    try folder.makeFolder("assets/models")
    #expect(try Assets.find(environment: [:], executable: executable).folder == folder["assets"])
    try folder.makeFolder("usr/share/cnnview/models")
    #expect(try Assets.find(environment: [:], executable: executable).folder == folder["usr/share/cnnview"])
  }

  @Test("of the folders above the executable the nearest with assets/models is taken")
  func checkout() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("assets/models")
    try folder.makeFolder("project/assets/models")
    try folder.makeFolder("project/.build/assets")
    let found = try Assets.find(environment: [:], executable: folder["project/.build/debug/cnnview"])
    #expect(found == Assets(folder: folder["project/assets"]))
    #expect(found.model == folder["project/assets/models/cifar10.keras"])
  }

  @Test("an executable with nothing beside or above it finds nothing")
  func nothing() throws {
    let folder = try TemporaryFolder()
    #expect(throws: CommandError.noAssets(executable: folder["bin/cnnview"])) {
      try Assets.find(environment: [:], executable: folder["bin/cnnview"])
    }
    #expect(throws: CommandError.noAssets(executable: nil)) {
      try Assets.find(environment: [:], executable: nil)
    }
  }

  @Test("the pictures are listed by name, without other files and folders")
  func samples() throws {
    let folder = try TemporaryFolder()
    for name in ["ship.ppm", "cat.pgm", "draw.py", "large/cat.ppm", ".ppm"] {
      try folder.write([], to: "images/" + name)
    }
    let assets = Assets(folder: folder.path)
    #expect(try assets.samplePictures().map(\.name) == ["cat", "ship"])
    #expect(try assets.samplePicture(named: "ship").path == folder["images/ship.ppm"])
    #expect(throws: CommandError.unknownSample(name: "frog", known: ["cat", "ship"])) {
      try assets.samplePicture(named: "frog")
    }
  }

  @Test("puzzles are listed behind the pictures, and found by their names")
  func puzzles() throws {
    let folder = try TemporaryFolder()
    for name in ["ship.ppm", "puzzles/open-sea.ppm", "puzzles/cat.txt", "puzzles/car-at-night.ppm"] {
      try folder.write([], to: "images/" + name)
    }
    let assets = Assets(folder: folder.path)
    #expect(try assets.samplePictures().map(\.name) == ["ship", "car-at-night", "open-sea"])
    #expect(try assets.samplePicture(named: "open-sea").path == folder["images/puzzles/open-sea.ppm"])
  }

  @Test("a missing folder of pictures is named")
  func noPictures() throws {
    let folder = try TemporaryFolder()
    #expect(throws: CommandError.missing(path: folder["images"])) {
      try Assets(folder: folder.path).samplePictures()
    }
  }
}
