import Foundation
import TestSupport
import Testing
import Workbench

@Suite("pictures in folders of classes")
struct LabelledPicturesTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func make(_ names: [String]) throws {
    for name in names { try folder.write(Array("P5 1 1 255\n".utf8) + [0], to: name) }
  }

  private func pictures(_ classes: [String]) throws(CommandError) -> LabelledPictures {
    try LabelledPictures(folder: folder.path, classes: classes)
  }

  @Test("a folder with the name of a class has its pictures, whatever stands beside them")
  func names() throws {
    try make(["dog/b.pgm", "dog/a.pgm", "cat/c.pgm", "readme.txt", ".hidden/d.pgm", "dog/.hidden.pgm"])
    let found = try pictures(["bird", "cat", "dog"])
    #expect(found.matching == .names)
    #expect(found.items.map(\.label) == [1, 2, 2])
    #expect(
      found.items.map { $0.path.dropFirst(folder.path.count) } == ["/cat/c.pgm", "/dog/a.pgm", "/dog/b.pgm"])
  }

  @Test("where the classes have no names, a folder's name is the index of one")
  func indices() throws {
    try make(["10/a.pgm", "2/b.pgm"])
    let found = try pictures((0..<11).map(String.init))
    #expect(found.matching == .indices && found.items.map(\.label) == [10, 2])
  }

  @Test("where no folder has the name of a class, and there are as many, they are taken in order")
  func order() throws {
    try make(["x/a.pgm", "y/b.pgm", "z/c.pgm"])
    let found = try pictures(["0", "1", "2"])
    #expect(found.matching == .order && found.items.map(\.label) == [0, 1, 2])
  }

  @Test("folders that are not the classes are named")
  func unknown() throws {
    try make(["cat/a.pgm", "test/b.pgm"])
    #expect(throws: CommandError.classFolders(path: folder.path, unknown: ["test"], known: ["cat", "dog"])) {
      try pictures(["cat", "dog"])
    }
    #expect(throws: CommandError.classFolders(path: folder.path, unknown: ["cat", "test"], known: ["0"])) {
      try pictures(["0"])
    }
  }

  @Test("a folder without folders, or without pictures in them, is an error, and so is a file")
  func nothing() throws {
    #expect(throws: CommandError.noClassFolders(path: folder.path)) { try pictures(["cat"]) }
    try folder.makeFolder("cat")
    #expect(throws: CommandError.noClassFolders(path: folder.path)) { try pictures(["cat"]) }
    let file = try folder.write([], to: "file")
    #expect(throws: CommandError.notAFolder(path: file)) {
      try LabelledPictures(folder: file, classes: ["a"])
    }
    #expect(throws: CommandError.missing(path: folder["none"])) {
      try LabelledPictures(folder: folder["none"], classes: ["a"])
    }
  }
}
