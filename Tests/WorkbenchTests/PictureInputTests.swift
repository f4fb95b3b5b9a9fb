import CellScreen
import Explorer
import Foundation
import TestSupport
import Testing

@testable import Workbench

@Suite("where pictures come from")
struct PictureInputTests {
  private let pixel = Array("P5 1 1 255\n1".utf8)

  @Test("a folder stands for its pictures by name, which their names or beginnings make pictures")
  func folders() throws {
    let folder = try TemporaryFolder()
    for name in ["b.ppm", "a", "c.JPG", ".hidden.png", "d.png/inside.png", "f.webp"] {
      try folder.write(pixel, to: "in/\(name)")
    }
    try folder.write(Array("some notes".utf8), to: "in/notes.txt")
    try folder.write([], to: "in/empty")
    try folder.write([0x89, 0x50, 0x4E, 0x47], to: "in/e.txt")
    try folder.write(Array("RIFF\u{4}\0\0\0WEBP".utf8), to: "in/g")
    #expect(mkfifo(folder["in/pipe.png"], 0o600) == 0)
    let names = ["a", "b.ppm", "c.JPG", "e.txt", "f.webp", "g", "d.png/inside.png"]
    let inside = names.map { folder["in/\($0)"] }
    #expect(PictureInput.openingFolders([folder["in"]]) == inside)
    #expect(
      PictureInput.openingFolders(["-", folder["in/b.ppm"], folder["in"]])
        == ["-", folder["in/b.ppm"]] + inside)
  }

  @Test("the folders of classes open with their pictures, called by their folders and so never alike")
  func classFolders() throws {
    let folder = try TemporaryFolder()
    for name in ["dog/0001.pgm", "cat/0001.pgm", "cat/0002.pgm", "cat/deep/0003.pgm", ".git/0004.pgm"] {
      try folder.write(pixel, to: "animals/\(name)")
    }
    let session = try ExplorerSession(
      images: [folder["animals"]], model: nil, labels: nil, rows: 24, columns: 80)
    #expect(session.state.pictures.map(\.name.string) == ["cat/0001.pgm", "cat/0002.pgm", "dog/0001.pgm"])
    let paths = [
      folder["animals/cat/0001.pgm"], folder["animals/dog/0001.pgm"], folder["animals/cat/0002.pgm"],
    ]
    #expect(PictureInput.found(paths).map(\.name) == ["cat/0001.pgm", "dog/0001.pgm", "0002.pgm"])
    #expect(PictureInput.found([paths[0], paths[0]]).map(\.name) == ["0001.pgm", "0001.pgm"])
  }

  @Test("a folder without pictures stays, and is an error of its own where it is all there is")
  func emptyFolder() throws {
    let folder = try TemporaryFolder()
    #expect(PictureInput.openingFolders([folder.path]) == [folder.path])
    #expect(throws: CommandError.emptyFolder(path: folder.path)) {
      try ExplorerSession(images: [folder.path], model: nil, labels: nil, rows: 24, columns: 80)
    }
  }

  @Test("a folder of pictures that are not read says which, and how one is made that is")
  func unreadFolder() throws {
    let folder = try TemporaryFolder()
    let heic = Array("\0\0\0\u{18}ftypheic\0\0\0\0mif1heic".utf8)
    try folder.write(heic, to: "IMG 1.HEIC")
    try folder.write(Array("notes".utf8), to: "notes.txt")
    func message() throws -> String? {
      let error = #expect(throws: CommandError.self) {
        try ExplorerSession(images: [folder.path], model: nil, labels: nil, rows: 24, columns: 80)
      }
      return error?.message.replacing(folder.path, with: "f")
    }
    let words = "f: a folder without pictures that are read: IMG 1.HEIC is a HEIC picture"
    let remedy = "; convert it with libheif: heif-convert 'f/IMG 1.HEIC' 'f/IMG 1.png'"
    #expect(try message() == words + remedy)
    try folder.makeFolder("inner")
    try folder.write(heic, to: "inner/2.heic")
    #expect(try message() == words + ", and 1 more are of such kinds" + remedy)
  }

  @Test("beside pictures that are read, one of a kind that is not is among them, and says what it is")
  func unreadBesideRead() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("\0\0\0\u{18}ftypheic\0\0\0\0mif1heic".utf8), to: "a.heic")
    try folder.write(pixel, to: "b.pgm")
    try folder.write(Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), to: "c.svg")
    #expect(PictureInput.openingFolders([folder.path]) == [folder["a.heic"], folder["b.pgm"]])
    let session = try ExplorerSession(
      images: [folder.path], model: nil, labels: nil, rows: 24, columns: 80)
    #expect(session.state.picture == 1)
    #expect(session.state.failures.count == 1)
    #expect(session.state.failures.first?.contains("a HEIC picture") == true)
  }

  @Test("beside a picture, a folder without pictures is reported and the picture is shown")
  func emptyFolderAmongOthers() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("none")
    try folder.write(pixel, to: "some/one.pgm")
    let session = try ExplorerSession(
      images: [folder["none"], folder["some"]], model: nil, labels: nil, rows: 24, columns: 80)
    #expect(session.images == [folder["none"], folder["some/one.pgm"]])
    #expect(
      session.state.failures == [
        CommandError.emptyFolder(path: folder["none"]).message
      ])
  }

  @Test("a folder that can't be listed is an error with the system's reason, and not one without pictures")
  func unreadableFolder() throws {
    let none = try TemporaryFolder()["none"]
    let error = CommandError.unreadable(path: none, code: ENOENT)
    #expect(throws: error) { try PictureInput.pictures(inFolder: none) }
    #expect(throws: error) { try PictureInput.folders(in: none) }
    #expect(PictureInput.error(ofFolder: none) == error)
  }

  @Test(
    "a folder that may not be read is said to be so, among pictures and among classes",
    .enabled(if: getuid() != 0, "root may read anywhere"))
  func forbiddenFolder() throws {
    let folder = try TemporaryFolder()
    for name in ["in/one.pgm", "in/shut/two.pgm"] { try folder.write(pixel + [0], to: name) }
    let shut = folder["in/shut"]
    #expect(chmod(shut, 0) == 0)
    defer { chmod(shut, 0o700) }
    let error = CommandError.unreadable(path: shut, code: EACCES)
    #expect(throws: error) { try LabelledPictures(folder: folder["in"], classes: ["shut"]) }
    let session = try ExplorerSession(
      images: [folder["in"]], model: nil, labels: nil, rows: 24, columns: 80)
    #expect(session.images == [folder["in/one.pgm"], shut])
    #expect(session.state.failures == [error.message])
  }

  @Test("standard input has a name of its own")
  func names() {
    #expect(PictureInput.name(of: "-") == "standard input")
    #expect(PictureInput.name(of: "./-") == "-")
    #expect(PictureInput.name(of: "a/b.png") == "b.png")
  }
}
