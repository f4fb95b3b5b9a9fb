import TestSupport
import Testing
import Workbench

@Suite("class names")
struct LabelsTests {
  @Test(
    "one name a line, whatever ends the lines and the file",
    arguments: [
      "cat\ndog", "cat\ndog\n", "cat\r\ndog\r\n", "\u{FEFF}cat\ndog\n\n \n\r\n", " cat \n\tdog\t",
    ])
  func lines(text: String) throws {
    #expect(try Labels(parsing: Array(text.utf8), count: 2).names == ["cat", "dog"])
  }

  @Test("names keep their spaces and letters, and a blank line stands for an index")
  func names() throws {
    let labels = try Labels(parsing: Array("great white shark\n\nœuf 卵\n".utf8), count: 3)
    #expect(labels.names == ["great white shark", "1", "œuf 卵"])
  }

  @Test("another count of names than outputs is an error")
  func count() {
    #expect(throws: LabelsError.count(expected: 10, found: 2)) {
      try Labels(parsing: Array("cat\ndog\n".utf8), count: 10)
    }
    #expect(throws: LabelsError.count(expected: 1, found: 0)) { try Labels(parsing: [], count: 1) }
  }

  @Test("bytes that are no text are refused where they begin")
  func notText() {
    #expect(throws: LabelsError.notText(offset: 4)) {
      try Labels(parsing: [0x63, 0x61, 0x74, 0x0A, 0xFF, 0xFE], count: 2)
    }
    #expect(throws: LabelsError.notText(offset: 3)) {
      try Labels(parsing: [0xC3, 0xA9, 0x0A, 0x00], count: 2)
    }
  }

  @Test("the file asked for wins over the one beside the model, which wins over indices")
  func order() throws {
    let folder = try TemporaryFolder()
    let model = folder["my.keras"]
    #expect(try Labels.load(explicit: nil, model: model, count: 2).names == ["0", "1"])
    try folder.write(Array("c\nd\n".utf8), to: "my.keras.labels")
    #expect(try Labels.load(explicit: nil, model: model, count: 2).names == ["c", "d"])
    try folder.write(Array("a\nb\n".utf8), to: "my.labels")
    #expect(try Labels.load(explicit: nil, model: model, count: 2).names == ["a", "b"])
    let other = try folder.write(Array("e\nf\n".utf8), to: "other.txt")
    #expect(try Labels.load(explicit: other, model: model, count: 2).names == ["e", "f"])
  }

  @Test("a file that does not fit is named")
  func errors() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("a\nb\n".utf8), to: "my.labels")
    #expect(throws: CommandError.labels(path: path, .count(expected: 3, found: 2))) {
      try Labels.load(explicit: nil, model: folder["my.keras"], count: 3)
    }
    #expect(throws: CommandError.missing(path: folder["none"])) {
      try Labels.load(explicit: folder["none"], model: folder["my.keras"], count: 3)
    }
  }
}
