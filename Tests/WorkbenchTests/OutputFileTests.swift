import Foundation
import TestSupport
import Testing

@testable import Workbench

/// Files that are written beside their places.
struct OutputFileTests {
  private func names(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    try Repository.bytes(URL(filePath: path))
  }

  @Test(
    "until a file is whole what is there stays, and nothing is left of one that never is",
    arguments: [false, true])
  func unfinished(hasName: Bool) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1], to: "a")
    do {
      let file = try UnfinishedFile(for: path, hasName: hasName)
      try file.write([2, 3])
      #expect(try bytes(path) == [1])
    }
    #expect(try names(folder) == ["a"] && bytes(path) == [1])
    let file = try UnfinishedFile(for: path, hasName: hasName)
    try file.write([2, 3])
    try file.replace()
    #expect(try names(folder) == ["a"] && bytes(path) == [2, 3])
  }

  @Test("a new file replaces none", arguments: [false, true])
  func new(hasName: Bool) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1], to: "a")
    let taken = CommandError.cannotCreate(path: path, code: EEXIST)
    #expect(throws: taken) { try UnfinishedFile(for: path, hasName: hasName).appear() }
    do {
      let file = try UnfinishedFile(for: folder["b"], hasName: hasName)
      try file.write([2])
      try file.appear()
    }
    #expect(try names(folder) == ["a", "b"])
    #expect(try bytes(path) == [1] && bytes(folder["b"]) == [2])
  }

  @Test("files that belong together take their places together, or none does")
  func together() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "out/a")
    let names = ["a", "b", "c", "d"]
    do {
      let staged = try StagedFolder(folder["out"], names: names)
      for name in names { try OutputFile.create(staged.path(of: name), holding: [9]) }
      // What comes there meanwhile can't be replaced.
      try folder.makeFolder("out/c/full")
      let taken = CommandError.cannotCreate(path: folder["out/c"], code: EISDIR)
      #expect(throws: taken) { try staged.place() }
    }
    #expect(try bytes(folder["out/a"]) == [1])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["out"]).sorted() == ["a", "c"])
    try FileManager.default.removeItem(atPath: folder["out/c"])
    do {
      let staged = try StagedFolder(folder["out"], names: names)
      for name in names { try OutputFile.create(staged.path(of: name), holding: [9]) }
      try staged.place()
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["out"]).sorted() == names)
    for name in names { #expect(try bytes(folder["out/" + name]) == [9]) }
  }

  @Test("the next free name is taken, and one that is a link counts as taken")
  func nextName() throws {
    let folder = try TemporaryFolder()
    #expect(symlink("nowhere", folder["a.txt"]) == 0)
    try folder.write([1], to: "a-2.txt")
    #expect(try OutputFile.createNew("a", suffix: "txt", inFolder: folder.path, holding: [5]) == "a-3.txt")
    #expect(try names(folder) == ["a-2.txt", "a-3.txt", "a.txt"] && bytes(folder["a-3.txt"]) == [5])
  }

  @Test("a link is replaced, and what it leads to stays")
  func link() throws {
    let folder = try TemporaryFolder()
    let target = try folder.write([1], to: "target")
    for (link, leadsTo) in [("to", target), ("nowhere", folder["none"])] {
      #expect(symlink(leadsTo, folder[link]) == 0)
      try OutputFile.create(folder[link], holding: [2])
      #expect(try bytes(folder[link]) == [2])
    }
    #expect(try bytes(target) == [1] && names(folder) == ["nowhere", "target", "to"])
  }

  @Test(
    "a file keeps who may do what with it when it is replaced, and a new one is what the system makes of it")
  func mode() throws {
    func mode(_ path: String) -> mode_t {
      var status = stat()
      #expect(stat(path, &status) == 0)
      return status.st_mode & 0o777
    }
    let folder = try TemporaryFolder()
    let path = try folder.write([1], to: "a")
    #expect(chmod(path, 0o640) == 0)
    try OutputFile.create(path, holding: [2])
    try OutputFile.create(folder["new"], holding: [2])
    #expect(mode(path) == 0o640)
    #expect(mode(folder["new"]) == mode(try folder.write([], to: "other")))
  }

  @Test("a pipe is written to as it is")
  func pipe() throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder["pipe"], 0o600) == 0)
    let reading = open(folder["pipe"], O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    defer { close(reading) }
    try OutputFile.create(folder["pipe"], holding: [1, 2, 3])
    var found = [UInt8](repeating: 0, count: 4)
    #expect(read(reading, &found, 4) == 3 && found == [1, 2, 3, 0])
    #expect(try names(folder) == ["pipe"])
  }

  @Test("a file that is also read is known under any name")
  func inputs() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1], to: "in/me.ppm")
    #expect(symlink(path, folder["link"]) == 0 && Foundation.link(path, folder["other"]) == 0)
    let inputs = InputFiles([folder["link"]])
    for name in ["in/me.ppm", "link", "other", "in/../in/me.ppm"] {
      #expect(throws: CommandError.outputIsInput(path: folder[name])) { try inputs.spare(folder[name]) }
    }
    try inputs.spare(folder["in/you.ppm"])
    let all = InputFiles(images: [folder["in"]], model: folder["other"], labels: nil)
    #expect(throws: CommandError.outputIsInput(path: path)) { try all.spare(path) }
  }
}
