import Foundation
import TestSupport
import Testing

@testable import Workbench

/// Reading folders.
struct FolderTests {
  @Test("all names in a folder are found, hidden and long ones too, but not those of itself and its parent")
  func names() throws {
    let folder = try TemporaryFolder()
    #expect(try Folder.names(in: folder.path).isEmpty)
    let names = [".hidden", "...", "a b", "été.png", String(repeating: "n", count: 255), "folder"]
    for name in names.dropLast() { try folder.write([], to: name) }
    try folder.makeFolder("folder")
    #expect(try Folder.names(in: folder.path).sorted() == names.sorted())
    try FileManager.default.createSymbolicLink(
      atPath: folder["link"], withDestinationPath: folder["folder"])
    #expect(try Folder.names(in: folder["link"]).isEmpty)
  }

  @Test("more names than the system gives at once are all found")
  func many() throws {
    let folder = try TemporaryFolder()
    let names = (0..<3_000).map { "a picture with a long name, number \($0).ppm" }
    for name in names { #expect(FileManager.default.createFile(atPath: folder[name], contents: nil)) }
    #expect(try Folder.names(in: folder.path).sorted() == names.sorted())
  }

  @Test("a folder that can't be read is named with the system's reason")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([], to: "file")
    #expect(throws: CommandError.unreadable(path: file, code: ENOTDIR)) { try Folder.names(in: file) }
    #expect(throws: CommandError.unreadable(path: folder["none"], code: ENOENT)) {
      try Folder.names(in: folder["none"])
    }
  }
}
