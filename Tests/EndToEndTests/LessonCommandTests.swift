import Foundation
import TestSupport
import Testing

/// `lesson`, as a teacher uses it.
@Suite("lessons")
struct LessonCommandTests {
  private let ship = Repository.assets.appending(path: "images/ship.ppm").path

  private static let bundled = ["code-to-picture", "what-if", "why-wrong"]

  @Test("the lessons that come with the program are listed")
  func list() throws {
    let run = try ProgramRun(["lesson"])
    #expect(run.status == 0 && run.errors == "")
    #expect(
      run.output.hasPrefix(
        "name             stops  about\ncode-to-picture     12  From the code to the picture\n"))
    for name in Self.bundled { #expect(run.output.contains("\n\(name) ")) }
  }

  @Test(
    "every lesson that comes with the program does what it says, on its own picture or on every sample",
    arguments: bundled)
  func bundledLessons(name: String) throws {
    let run = try ProgramRun(["lesson", name, "--check"])
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.hasSuffix(", 80×24 and 120×40: all is well\n"))
  }

  @Test("code-to-picture has twelve stops, no more than four rows each, and a note for each")
  func codeToPicture() throws {
    let path = Repository.assets.appending(path: "lessons/code-to-picture.md")
    let text = try String(contentsOf: path, encoding: .utf8)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("## ") } == 12)
    let folder = try TemporaryFolder()
    for stop in 1...12 {
      let run = try ProgramRun(
        ["lesson", "code-to-picture", "--stop", "\(stop)", "--screenshot", "s.txt", "--size", "80x24"],
        folder: folder.path)
      #expect(run.status == 0)
      let rows = try String(contentsOfFile: folder["s.txt"], encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(rows[0].hasSuffix("stop \(stop)/12") && rows[4].hasPrefix("cnnview"))
    }
  }

  /// A lesson with one stop.
  private func lesson(_ block: String, _ text: String, head: String = "") -> String {
    "# A lesson\n\n\(head)\n\n## Stop\n\n```cnnview\n\(block)\n```\n\n\(text)\n"
  }

  private static let mistakes: [(block: String, text: String, output: String)] = [
    (
      "at conv9", "Words.",
      "l.md:8: no layer is called 'conv9'; choose one of input, conv2d, max_pooling2d, conv2d_1, max_pooling2d_1, conv2d_2, flatten, dense, dense_1"
    ),
    ("at 1\ntoken 64", "Words.", "l.md:9: line 1 has no part '64'; it has '32', '(3, 3)', ''relu''"),
    ("at 12", "Words.", "l.md:8: there is no line 12; the last is 9"),
    (
      "at 6\nask window", "Words.",
      "l.md:9: 'window' can't be asked of line 6: there are no two answers to it; shape, parameters, flatten can"
    ),
    (
      "at 1\nkeys Enter b", "Words.",
      "l.md:9: nothing is changed; d drops what is under the cursor, e changes it"
    ),
    ("side by side", "Words.", "l.md:8: nothing is changed, so nothing stands beside it"),
    (
      "at 1", "The code `Conv2D(99)` is there.",
      "l.md:11: `Conv2D(99)` does not stand on the screen; go where it does with 'at'"
    ),
    (
      "at 1", "It is {conv2d[16,11,0]}.",
      "l.md:11: {conv2d[16,11,0]}, here 7.4235, does not stand on the screen; go where it does with 'at'"
    ),
    ("at 1", "It has {maps flatten}.", "l.md:11: {maps flatten}: flatten has no maps"),
    ("at 1", "It has {maps conv9}.", "l.md:11: {maps conv9}: there is no layer 'conv9'"),
    (
      "at 1\nask shape", "It is {conv2d[99,11,0]}.", "l.md:12: {conv2d[99,11,0]}: "
    ),
    ("at 1", "Say here what is to be seen.", "l.md:11: nothing is said yet; say what is to be seen"),
    ("at 1", "", "l.md:5: a stop without a text; say what is to be seen"),
    (
      "at 1", "See [this](there).",
      "l.md:11: links, pictures and tables are shown as they are written; say it in words"
    ),
    (
      "at 1", "It has 32 maps.",
      "l.md:11: '32' is written as it is, and may be another number on another picture and model; write it in braces, {…}, or in backquotes where it is code, or name picture and model before the first stop"
    ),
    (
      "at 1", String(repeating: "Many words that fill the rows of the screen. ", count: 10),
      "l.md:11: the text takes 6 rows, and 4 are shown; make it shorter, or two stops of it (at 80×24)"
    ),
  ]

  @Test(
    "a lesson with a mistake is told with its line and what to do, and ends with the code of a difference",
    arguments: mistakes)
  func faults(mistake: (block: String, text: String, output: String)) throws {
    let folder = try TemporaryFolder()
    try folder.write(Array(lesson(mistake.block, mistake.text).utf8), to: "l.md")
    let run = try ProgramRun(["lesson", "l.md", ship, "--check"], folder: folder.path)
    #expect(run.status == 1 && run.errors == "")
    #expect(run.output.hasPrefix(mistake.output), "\(run.output)")
  }

  @Test("numbers can stand as they are where the head names what they are of")
  func pinned() throws {
    let folder = try TemporaryFolder()
    let model = "```cnnview\nmodel bundled\n```"
    try folder.write(Array(lesson("at 1", "It has 32 maps.", head: model).utf8), to: "a.md")
    #expect(try ProgramRun(["lesson", "a.md", ship, "--check"], folder: folder.path).status == 0)
    try folder.write(Array(lesson("at 1", "Its share is 99.9 %.", head: model).utf8), to: "b.md")
    #expect(try ProgramRun(["lesson", "b.md", ship, "--check"], folder: folder.path).status == 1)
    let both = "```cnnview\nmodel bundled\npicture \(ship)\n```"
    try folder.write(Array(lesson("at 1", "Its share is 99.9 %.", head: both).utf8), to: "c.md")
    #expect(try ProgramRun(["lesson", "c.md", "--check"], folder: folder.path).status == 0)
    let other = try ProgramRun(["lesson", "c.md", ship], folder: folder.path)
    #expect(
      other.status == 64 && other.errors == "cnnview: c.md: is about the picture \(ship); give no other one\n"
    )
  }

  @Test("what can't be opened is told with what to do")
  func errors() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("# Nothing\n".utf8), to: "empty.md")
    let cases: [([String], Int32, String)] = [
      (
        ["lesson", "nothing"], 66,
        "cnnview: nothing: no lesson is called so; choose code-to-picture, what-if, why-wrong, or name a file\n"
      ),
      (["lesson", "absent.md"], 66, "cnnview: absent.md: no such file; check the path\n"),
      (
        ["lesson", "empty.md"], 65,
        "cnnview: empty.md: line 1: the lesson has no stop; begin each stop with a heading: ## What is the 32?\n"
      ),
      (
        ["lesson", "what-if", "--stop", "9"], 64,
        "cnnview: --stop: there is no stop 9; choose one from 1 to 7\n"
      ),
    ]
    for (arguments, status, errors) in cases {
      let run = try ProgramRun(arguments, folder: folder.path)
      #expect(run.status == status && run.errors == errors, "\(run.errors)")
    }
    for arguments in [
      ["lesson", "what-if", "--at", "conv2d"], ["lesson", "what-if", "--check", "--stop", "2"],
      ["lesson", "--check"], ["lesson", "what-if", "--with-notes"],
    ] {
      #expect(try ProgramRun(arguments, folder: folder.path).status == 64)
    }
  }

  @Test(
    "a handout has the text, the drawings and the answers, in Markdown and on one page that needs no other file"
  )
  func handout() throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun(["lesson", "code-to-picture", "--handout", "out"], folder: folder.path)
    #expect(run.status == 0 && run.errors == "cnnview: out/handout.html is written\n")
    let out = URL(filePath: folder["out"])
    let names = try FileManager.default.contentsOfDirectory(atPath: out.path).sorted()
    let screens = ["02", "03", "05", "07", "09", "12"].flatMap { ["stop-\($0).png", "stop-\($0).svg"] }
    #expect(names == ["handout.html", "handout.md"] + screens)
    let markdown = try String(contentsOf: out.appending(path: "handout.md"), encoding: .utf8)
    let page = try String(contentsOf: out.appending(path: "handout.html"), encoding: .utf8)
    for text in [markdown, page] {
      #expect(text.contains("7.4235") && text.contains("Answers") && text.contains("C is right"))
      #expect(!text.contains("Let everybody commit") && !text.contains("{" + "maps"))
    }
    #expect(markdown.contains("![What the 32 is](stop-02.svg)"))
    #expect(markdown.contains("on a screen: `cnnview lesson code-to-picture`\n"))
    #expect(page.count { $0 == "\u{0}" } == 0 && page.components(separatedBy: "<svg ").count == 7)
    #expect(!page.contains("<img") && !page.contains("<script") && !page.contains("<link"))
    let addresses = page.components(separatedBy: "http").dropFirst()
    #expect(addresses.allSatisfy { $0.hasPrefix("://www.w3.org/2000/svg") })
    let notes = try ProgramRun(
      ["lesson", "code-to-picture", "--handout", "out", "--with-notes"], folder: folder.path)
    #expect(notes.status == 0)
    #expect(
      try String(contentsOf: out.appending(path: "handout.md"), encoding: .utf8).contains(
        "> Let everybody commit"))
  }

  @Test("a lesson is gone through in lines of text, answers before what follows")
  func plain() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("stop next\nstop next\nstop next\nstops\nquit\n".utf8), to: "commands")
    let run = try ProgramRun(["lesson", "code-to-picture", "--plain"], input: folder["commands"])
    #expect(run.status == 0 && run.errors == "")
    let lines = run.output.split(separator: "\n").map(String.init)
    let places = [
      "Stop 1 of 12: Guess first.", "C is right: ", "Stop 2 of 12: What the 32 is.", "Stop 3 of 12: ",
    ]
    .map { start in lines.firstIndex { $0.hasPrefix(start) } ?? -1 }
    #expect(places.allSatisfy { $0 >= 0 } && places == places.sorted())
    #expect(lines.contains("12: The answer is a sum, too."))
  }
}
