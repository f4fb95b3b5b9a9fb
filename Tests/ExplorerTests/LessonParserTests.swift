import CellScreen
import Testing

@testable import Explorer

/// Lessons, read from their text.
struct LessonParserTests {
  private static let text = """
    # One map

    Some words before it.

    ```cnnview
    picture ../images/ship.ppm
    model bundled
    ```

    ## What is the 32?

    ```cnnview
    at 1
    token 32
    ```

    Each filter makes **one map**, `30` rows
    high: {maps conv2d} in all.

    And a second paragraph.

    > Wait for an answer.
    > Then go on.
    >
    > A second note.

    ## And now?

    ```cnnview
    drop conv2d[:,:,0]
    keys s n
    ask shape
    ```
    """

  @Test("headings are stops, blocks are what they do, quoted lines are notes, the rest is their text")
  func parts() throws {
    let lesson = try Lesson(parsing: Self.text)
    #expect(lesson.title == "One map" && lesson.introduction.paragraphs.count == 1)
    #expect(lesson.pins.picture == "../images/ship.ppm" && lesson.pins.model == "bundled")
    #expect(lesson.stops.map(\.heading) == ["What is the 32?", "And now?"])
    #expect(lesson.stops[0].actions.map(\.value) == [.at("1"), .token("32")])
    #expect(lesson.stops[0].actions.map(\.line) == [13, 14])
    #expect(lesson.stops[0].notes == ["Wait for an answer. Then go on.", "A second note."])
    #expect(
      lesson.stops[1].actions.map(\.value) == [
        .change(.drop(place: "conv2d[:,:,0]")), .key(.character("s")), .key(.character("n")), .ask(.shape),
      ])
    #expect(lesson.stops[1].question == .shape && lesson.stops[0].question == nil)
  }

  @Test("a paragraph has words, strong words, code, and what is computed, each with its line")
  func pieces() throws {
    let text = try Lesson(parsing: Self.text).stops[0].text
    #expect(text.paragraphs.count == 2)
    #expect(
      text.paragraphs[0].map(\.value) == [
        .words("Each filter makes ", isStrong: false), .words("one map", isStrong: true),
        .words(", ", isStrong: false), .code("30"), .words(" rows", isStrong: false),
        .words(" high: ", isStrong: false),
        .computed(try #require(LessonNumber("maps conv2d"))), .words(" in all.", isStrong: false),
      ])
    #expect(text.paragraphs[0].map(\.line) == [17, 17, 17, 17, 17, 18, 18, 18])
  }

  @Test("signs behind a backslash are themselves")
  func escapes() throws {
    let lesson = try Lesson(parsing: "## A\n\\{a\\} \\*\\* \\` \\x\n")
    #expect(lesson.stops[0].text.pieces.map(\.value) == [.words("{a} ** ` \\x", isStrong: false)])
  }

  @Test("ends of lines of other systems, and a mark of the byte order, make no other lesson")
  func lineEnds() throws {
    let lesson = try Lesson(parsing: Self.text)
    let other =
      "\u{FEFF}"
      + Self.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    #expect(try Lesson(parsing: other) == lesson)
    #expect(try Lesson(parsing: Array(other.utf8)) == lesson)
  }

  @Test("a stop without a block shows what the one before it shows, and asks nothing again")
  func inherited() throws {
    let lesson = try Lesson(parsing: Self.text + "\n\n## Once more\n\nLook again.\n")
    #expect(
      lesson.actions(ofStop: 2).map(\.value) == [
        .change(.drop(place: "conv2d[:,:,0]")), .key(.character("s")), .key(.character("n")),
      ])
  }

  @Test("points of a list begin lines of their own")
  func lists() throws {
    let text = try Lesson(parsing: "## A\n\nTwo:\n- one\n  more\n* two\n").stops[0].text
    let lines = text.lines(heading: "", width: 40) { _ in nil }
    #expect(lines.map { $0.map(\.text).joined() } == ["Two:", "• one more", "• two"])
  }

  private static let told: [(text: String, message: String)] = [
    (
      "# Only a title\n\nWords.\n",
      "line 1: the lesson has no stop; begin each stop with a heading: ## What is the 32?"
    ),
    ("## A\n\n##\n", "line 3: a stop without a name; write it behind ##"),
    (
      "## A\n\n```cnnview\nat 1\n",
      "line 3: the block that begins here has no end; end it with a line of its own, like the one that begins it"
    ),
    (
      "## A\n```python\nprint(1)\n```\n",
      "line 2: a block of 'python'; write ```cnnview for what is to be done; put code into backquotes"
    ),
    (
      "## A\n```cnnview\njump 3\n```\n",
      "line 3: no action begins with 'jump'; begin with at, token, ask, side, keys, against, evidence, of, look, term, paint, shift, flip, swap, picture, drop, hold, set, untrained, weights, read, scale, colours, stage, numbers, order, large, dead, hide"
    ),
    (
      "## A\n```cnnview\nat\n```\n",
      "line 3: 'at' needs other words behind it; write it like 'at conv2d[16,11,0]'"
    ),
    (
      "## A\n```cnnview\nside\n```\n",
      "line 3: 'side' needs other words behind it; write it like 'side by side'"
    ),
    (
      "## A\n```cnnview\nside to side\n```\n",
      "line 3: 'side' needs other words behind it; write it like 'side by side'"
    ),
    (
      "## A\n```cnnview\nscale huge\n```\n",
      "line 3: 'scale' has no such value; give one of layer, map, fixed, span"
    ),
    (
      "## A\n```cnnview\nlook twice\n```\n",
      "line 3: 'look' needs other words behind it; write it like 'look original'"
    ),
    (
      "## A\n```cnnview\nshift 1\n```\n",
      "line 3: '1' is no distance; write how far down and how far right, in pixels: 0,1"
    ),
    (
      "## A\n```cnnview\nask why\n```\n",
      "line 3: there is no question 'why'; ask one of shape, parameters, maps, window, flatten, seen, sum, dropped, winner, covers"
    ),
    (
      "## A\n```cnnview\nask shape\nat 1\n```\n",
      "line 4: an action behind a question, which has the screen; put it before 'ask', or into a stop of its own"
    ),
    (
      "## A\n```cnnview\nkeys s Hyper\n```\n",
      "line 3: no key is called 'Hyper'; give Up, Down, Left, Right, Enter, Esc, Backspace, Tab, BackTab, PageUp, PageDown, Home, End, F5, Space, C-a to C-z, or a character, with blanks between"
    ),
    (
      "## A\n```cnnview\nkeys s q\n```\n",
      "line 3: 'q' leads out of the stop; leave it out; what the prompt takes has a line of its own"
    ),
    (
      "```cnnview\nat 1\n```\n## A\n",
      "line 2: before the first stop 'at' says nothing; name a picture, a model or labels, or begin a stop with ## before it"
    ),
    ("```cnnview\nmodel a\nmodel b\n```\n## A\n", "line 3: a second 'model'; leave one of them"),
    ("```cnnview\npicture\n```\n## A\n", "line 2: 'picture' names nothing; write 'picture FILE'"),
    (
      "## A\n```cnnview\nat 1\n## B\n",
      "line 2: the block that begins here has no end; end it with a line of its own, like the one that begins it"
    ),
    (
      "# A\n\n## B\n\n### C\n",
      "line 5: a heading that begins no stop; begin stops with two signs, like ## What is the 32?, and have one title, before the first"
    ),
    (
      "## A\n\nSee {maps conv2d, `30` of {maps conv2d}\n",
      "line 3: '{' has no end in this line; end it with }, or write \\{"
    ),
    ("## A\n\nSee {conv2d[1\n", "line 3: '{' has no end in this line; end it with }, or write \\{"),
    ("## A\n\nSee `conv2d\n", "line 3: '`' has no end in this line; end it, or write \\`"),
    ("## A\n\nSee **this.\n\nMore.\n", "line 3: '**' has no end in this line; end it, or write \\*"),
    (
      "## A\n\nSee {many}.\n",
      "line 3: {many} is nothing that can be computed; write a place, like {conv2d[16,11,0]}, a property, like {maps conv2d}, or one of winner, runner-up, share, lead, classes"
    ),
    (
      "## A\n\nSee {}.\n",
      "line 3: empty braces; write a place, like {conv2d[16,11,0]}, a property, like {maps conv2d}, or one of winner, runner-up, share, lead, classes"
    ),
  ]

  @Test("each mistake is told with its line, what is wrong, and what to do", arguments: told)
  func mistakes(mistake: (text: String, message: String)) {
    #expect {
      try Lesson(parsing: mistake.text)
    } throws: { error in
      #expect((error as? LessonError)?.message == mistake.message)
      return true
    }
  }

  @Test("bytes that are no text are told with their line, and a text that is too long for a lesson at once")
  func bytes() {
    #expect(throws: LessonError(kind: .notText, line: 2)) {
      try Lesson(parsing: Array("## A\n".utf8) + [0xFF, 0x0A])
    }
    #expect(throws: LessonError(kind: .tooLong(limit: 1 << 17), line: 1)) {
      try Lesson(parsing: [UInt8](repeating: 0x41, count: (1 << 17) + 1))
    }
    let many = (0...500).map { "## Stop \($0)\n" }.joined()
    #expect(throws: LessonError(kind: .tooManyStops(limit: 500), line: 501)) { try Lesson(parsing: many) }
    let busy = "## A\n```cnnview\n" + String(repeating: "at 1\n", count: 101) + "```\n"
    #expect(throws: LessonError(kind: .tooManyActions(limit: 100), line: 103)) { try Lesson(parsing: busy) }
  }

  @Test("every beginning of a lesson is a lesson, or is told with a line that it has")
  func prefixes() {
    let bytes = Array(Self.text.utf8)
    for count in bytes.indices {
      do throws(LessonError) {
        let lesson = try Lesson(parsing: Array(bytes[..<count]))
        #expect(!lesson.stops.isEmpty)
      } catch {
        #expect((1...bytes[..<count].count { $0 == 0x0A } + 1).contains(error.line))
        #expect(!error.fault.isEmpty && !error.remedy.isEmpty)
      }
    }
  }
}
