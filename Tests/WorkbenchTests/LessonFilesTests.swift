import CellScreen
import Explorer
import Foundation
import ModelFormats
import TestSupport
import Testing

@testable import Workbench

/// What lessons write: stops at the end of their files, the presenter's notes, handouts.
@Suite("what lessons write")
struct LessonFilesTests {
  private let folder: TemporaryFolder
  private static let stop = "## conv2d\n\n```cnnview\nat conv2d\n```\n\nSay here what is to be seen."
  private static let own = "# Mine\n\n## One\n\n```cnnview\nat 1\n```\n\nWords.\n"

  init() throws { folder = try TemporaryFolder() }

  private var writer: LessonWriter {
    LessonWriter(nil, images: ["/pictures/ship.ppm"], model: nil, labels: nil)
  }

  private func noted(_ event: Event) -> Result<NotedStop, Refusal>? {
    if case .noted(let result) = event { result } else { nil }
  }

  /// The stop that is written to a file.
  private func written(_ path: String) throws -> NotedStop {
    let result = noted(writer.note(Self.stop, inFile: path, picture: 0))
    return try #require(result).get()
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder[name], encoding: .utf8)
  }

  @Test("a stop begins a lesson about what is shown, and the next one stands behind it")
  func newFile() throws {
    let first = try written(folder["a.md"])
    #expect(first.file == folder["a.md"] && first.lesson.stops.count == 1 && !first.isOpen)
    #expect(first.lesson.pins.picture == "/pictures/ship.ppm" && first.lesson.pins.model == "bundled")
    #expect(
      try text("a.md")
        == "# a\n\n```cnnview\npicture /pictures/ship.ppm\nmodel bundled\n```\n\n" + Self.stop + "\n")
    let second = try written(folder["a.md"])
    #expect(second.lesson.stops.map(\.heading) == ["conv2d", "conv2d"])
  }

  @Test("what a lesson's file has stays as it is, byte by byte, before the new stop")
  func append() throws {
    for (index, own) in [Self.own, Self.own.replacing("\n", with: "\r\n"), String(Self.own.dropLast())]
      .enumerated()
    {
      try folder.write(Array(own.utf8), to: "\(index).md")
      let noted = try written(folder["\(index).md"])
      #expect(noted.lesson.stops.map(\.heading) == ["One", "conv2d"])
      #expect(try Array(text("\(index).md").utf8).starts(with: Array(own.utf8)))
      let isCRLF = try text("\(index).md").utf8.count { $0 == 0x0D } > 0
      #expect(
        try !isCRLF
          || text("\(index).md").utf8.count { $0 == 0x0D } == text("\(index).md").utf8.count { $0 == 0x0A })
    }
  }

  @Test("nothing is written where the file is no lesson, no Markdown, or can't be written")
  func refusals() throws {
    let open = "## A\n```cnnview\nat 1\n"
    try folder.write(Array(open.utf8), to: "b.md")
    guard case .failure(let refusal)? = noted(writer.note(Self.stop, inFile: folder["b.md"], picture: 0))
    else {
      Issue.record("an open block was gone on with")
      return
    }
    #expect(refusal.words.contains("b.md: line 2: the block that begins here has no end"))
    #expect(try text("b.md") == open)
    try folder.write(Array("# List\n\n## Milk\n".utf8), to: "prose.md")
    try FileManager.default.createSymbolicLink(atPath: folder["link.md"], withDestinationPath: folder["b.md"])
    for name in ["prose.md", "link.md"] {
      guard case .failure? = noted(writer.note(Self.stop, inFile: folder[name], picture: 0)) else {
        Issue.record("\(name) was written")
        continue
      }
    }
    #expect(try text("prose.md") == "# List\n\n## Milk\n")
    try folder.write([0x23, 0xFF, 0x0A], to: "c.md")
    for name in ["c.md", "d.txt", "no/such/folder/e.md"] {
      guard case .failure? = noted(writer.note(Self.stop, inFile: folder[name], picture: 0)) else {
        Issue.record("\(name) was written")
        continue
      }
    }
    #expect(try Data(contentsOf: URL(filePath: folder["c.md"])) == Data([0x23, 0xFF, 0x0A]))
    #expect(!FileManager.default.fileExists(atPath: folder["d.txt"]))
  }

  @Test("a lesson that comes with the program stays as it is")
  func bundled() throws {
    let opened = try OpenedLesson(named: "what-if")
    #expect(opened.isBundled)
    let writer = LessonWriter(opened, images: [], model: nil, labels: nil)
    guard case .failure(let refusal)? = noted(writer.note(Self.stop, inFile: nil, picture: 0)) else {
      Issue.record("it was written")
      return
    }
    #expect(refusal.words == "this lesson comes with the program; note my-lesson.md begins one of your own")
  }

  @Test("a file that a change reads is found from the lesson's folder, too")
  func relocated() throws {
    try FileManager.default.createDirectory(atPath: folder["sub"], withIntermediateDirectories: false)
    let stop = "## A\n\n```cnnview\npicture other.ppm\nat conv2d\n```\n\nWords."
    guard case .success(let noted)? = noted(writer.note(stop, inFile: folder["sub/a.md"], picture: 0)) else {
      Issue.record("it was not written")
      return
    }
    let file = noted.lesson.stops[0].actions.compactMap(\.value.file).first
    #expect(file == FileManager.default.currentDirectoryPath + "/other.ppm")
  }

  @Test("a picture that is read by options, or came from standard input, begins no lesson")
  func unnamable() throws {
    var options = PictureOptions()
    options.isInverted = true
    let inverted = LessonWriter(nil, images: ["a.ppm"], model: nil, labels: nil, reading: options)
    let piped = LessonWriter(nil, images: ["-"], model: nil, labels: nil)
    for writer in [inverted, piped] {
      guard case .failure? = noted(writer.note(Self.stop, inFile: folder["a.md"], picture: 0)) else {
        Issue.record("it was written")
        continue
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder["a.md"]))
  }

  @Test("notes act on no terminal that shows them")
  func harmlessNotes() throws {
    var state = try ExplorerSession(
      images: [Repository.assets.appending(path: "images/ship.ppm").path], model: nil, labels: nil,
      rows: 24, columns: 80
    ).evaluatedState()
    state.begin(try Lesson(parsing: "## A\u{1B}]0;x\u{7}\n\n> \u{202E}b\u{0}\n"))
    let text = PresenterNotes.text(of: try #require(state.lesson))
    #expect(!text.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || $0.value == 0x202E) })
  }

  @Test("notes are written once a stop, behind what the file has")
  func notes() throws {
    try folder.write(Array("Before.\n".utf8), to: "notes.txt")
    var notes = PresenterNotes(path: folder["notes.txt"])
    let lesson = try Lesson(parsing: "## One\n\n> Wait.\n>\n> Then go on.\n\n## Two\n")
    var state = try ExplorerSession(
      images: [Repository.assets.appending(path: "images/ship.ppm").path], model: nil, labels: nil,
      rows: 24, columns: 80
    ).evaluatedState()
    state.begin(lesson)
    for _ in 0..<2 { try notes.follow(try #require(state.lesson)) }
    _ = update(&state, .lesson(.next))
    try notes.follow(try #require(state.lesson))
    #expect(
      try text("notes.txt")
        == "Before.\n\n── stop 1/2: One\nWait.\nThen go on.\n   next: Two\n\n── stop 2/2: Two\n(no notes)\n   the last stop\n"
    )
  }

  @Test("no sign of a text, a heading or a class is a mark in a handout")
  func escaping() throws {
    let names = (0..<10).map { "<b>class&\($0)*" }.joined(separator: "\n")
    try folder.write(Array(names.utf8), to: "names.txt")
    let text =
      "# A <i>title</i>\n\n## <script>1</script> & *x*\n\n```cnnview\nat 1\n```\n\nIt is {winner}, \\{`<u>`\\}.\n\n> <s>\n"
    try folder.write(Array(text.utf8), to: "l.md")
    let opened = try OpenedLesson(named: folder["l.md"])
    let handout = try Handout(
      opened, on: Repository.assets.appending(path: "images/ship.ppm").path, model: nil,
      labels: folder["names.txt"], hasNotes: true, start: { $0 },
      draw: { CellGrid(height: $0.rows, width: 3) })
    let page = HandoutPage(handout, Presentation(.truecolour)).text
    for tag in ["<b>", "<i>", "<script>", "<u>", "<s>"] { #expect(!page.contains(tag)) }
    #expect(page.contains("<h1>A &lt;i&gt;title&lt;/i&gt;</h1>") && page.contains("&lt;b&gt;class&amp;8*"))
    let markdown = HandoutMarkdown(handout).text
    #expect(markdown.contains("It is &lt;b>class&amp;8\\*, {`<u>`}."))
    #expect(markdown.contains("## 1. &lt;script>1&lt;/script> &amp; \\*x\\*"))
  }
}
