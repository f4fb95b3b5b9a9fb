import Foundation
import ImageFormats
import TestSupport
import Testing
import Workbench

@Suite("files in and out")
struct FilesTests {
  @Test("a file is read whole, whatever its size", arguments: [0, 1, 262_143, 262_144, 600_000])
  func whole(size: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let path = try folder.write(bytes, to: "file")
    #expect(try InputFile.bytes(of: path) == bytes)
  }

  @Test("a missing file, a folder and a file below a file are told apart")
  func missing() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1], to: "file")
    #expect(throws: CommandError.missing(path: folder["none"])) { try InputFile.bytes(of: folder["none"]) }
    #expect(throws: CommandError.missing(path: path + "/x")) { try InputFile.bytes(of: path + "/x") }
    #expect(throws: CommandError.folder(path: folder.path)) { try InputFile.bytes(of: folder.path) }
    #expect(throws: CommandError.missing(path: "")) { try InputFile.bytes(of: "") }
  }

  @Test(
    "a file that gives no bytes is unreadable",
    .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem")))
  func unreadable() {
    #expect(throws: CommandError.unreadable(path: "/proc/self/mem", code: EIO)) {
      try InputFile.bytes(of: "/proc/self/mem")
    }
  }

  @Test("a file of more bytes than the limit is refused")
  func tooLarge() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([UInt8](repeating: 1, count: 1_000), to: "file")
    #expect(throws: CommandError.fileTooLarge(path: path, limit: 999)) {
      try InputFile.bytes(of: path, limit: 999)
    }
    #expect(try InputFile.bytes(of: path, limit: 1_000).count == 1_000)
  }

  @Test("a device is no file to read", arguments: ["/dev/zero", "/dev/null", "/dev/tty"])
  func device(path: String) {
    #expect(throws: CommandError.device(path: path)) { try InputFile.bytes(of: path) }
    #expect(throws: CommandError.device(path: path)) { try InputFile.content(of: path) }
    #expect(throws: CommandError.device(path: path)) { try PictureFile(path: path) }
  }

  @Test("of a file that doesn't begin as is wanted only the beginning is read")
  func unwanted() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([UInt8](repeating: 1, count: 5_000_000), to: "file")
    #expect(try InputFile.bytes(of: path, isWanted: { $0.first != 1 }).count < 1_000_000)
    #expect(try InputFile.bytes(of: path, isWanted: { $0.first == 1 }).count == 5_000_000)
  }

  @Test("a file is made, and made again in place of the old one")
  func create() throws {
    let folder = try TemporaryFolder()
    try OutputFile.create(folder["a"], holding: [1, 2, 3])
    try OutputFile.create(folder["a"], holding: [4])
    #expect(try InputFile.bytes(of: folder["a"]) == [4])
    try OutputFile.create(folder["empty"], holding: [])
    #expect(try InputFile.bytes(of: folder["empty"]) == [])
  }

  @Test("folders are made with those above them, and one that is there is kept")
  func makeFolder() throws {
    let folder = try TemporaryFolder()
    try OutputFile.makeFolder(folder["a/b/c"])
    try OutputFile.makeFolder(folder["a/b/c"])
    try OutputFile.makeFolder(folder["a/b/d/"])
    #expect(FilePath.isFolder(folder["a/b/c"]) && FilePath.isFolder(folder["a/b/d"]))
  }

  @Test("what can't be created is named with the system's reason")
  func cannotCreate() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1], to: "file")
    #expect(throws: CommandError.cannotCreate(path: path, code: ENOTDIR)) { try OutputFile.makeFolder(path) }
    #expect(throws: CommandError.cannotCreate(path: path + "/a", code: ENOTDIR)) {
      try OutputFile.makeFolder(path + "/a")
    }
    #expect(throws: CommandError.cannotCreate(path: "", code: ENOENT)) { try OutputFile.makeFolder("") }
    #expect(throws: CommandError.cannotCreate(path: folder.path, code: EISDIR)) {
      try OutputFile.create(folder.path, holding: [1])
    }
  }

  @Test("a full disk is noticed", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() {
    #expect(throws: CommandError.cannotCreate(path: "/dev/full", code: ENOSPC)) {
      try OutputFile.create("/dev/full", holding: [1])
    }
  }

  @Test(
    "paths are taken apart as text",
    arguments: [
      ("a/b.c/ship.tar.gz", "ship.tar.gz", "ship.tar", "a/b.c/ship.tar", "a/b.c"),
      ("ship", "ship", "ship", "ship", "."), ("/.hidden", ".hidden", ".hidden", "/.hidden", "/"),
      ("a.b/c", "c", "c", "a.b/c", "a.b"),
    ])
  func paths(path: String, name: String, stem: String, without: String, parent: String) {
    #expect(FilePath.name(of: path) == name)
    #expect(FilePath.stem(of: path) == stem)
    #expect(FilePath.withoutExtension(path) == without)
    #expect(FilePath.parent(of: path) == parent)
  }
}
