import CellScreen
import Testing

@testable import Explorer

/// The text of a stop, set into lines.
struct LessonTextTests {
  private func text(_ markdown: String) throws -> LessonText {
    try Lesson(parsing: "## A\n\n\(markdown)\n").stops[0].text
  }

  private func lines(_ markdown: String, _ width: Int, heading: String = "", keeping kept: Int = 0) throws
    -> [String]
  {
    try text(markdown).lines(heading: heading, width: width, keeping: kept) { _ in "30" }
      .map { $0.map(\.text).joined() }
  }

  @Test("no line is wider than it may be, and the first leaves room at its end")
  func widths() throws {
    let words =
      "One filter reads `all 3 channels` at once; {maps conv2d}, **added into one** map, makes one number."
    for width in 1...60 {
      for kept in [0, 12] {
        let lines = try lines(words, width, heading: "What it is", keeping: kept)
        for (index, line) in lines.enumerated() {
          let room = index == 0 ? max(1, width - kept) : width
          #expect(DisplayText.width(of: line) <= room, "\(width): '\(line)'")
        }
        #expect(
          lines.joined().filter { $0 != " " }
            == "Whatitis" + words.filter { !" `*".contains($0) }.replacing("{mapsconv2d}", with: "30"))
      }
    }
  }

  @Test("code stays whole where a line is as long, and what is joined to it stays with it")
  func code() throws {
    #expect(
      try lines("a line of `Conv2D(32, (3, 3))`, read", 22) == ["a line of", "Conv2D(32, (3, 3)),", "read"])
    #expect(try lines("see ({maps conv2d}) now", 8) == ["see (30)", "now"])
    #expect(try lines("see {maps conv2d}.", 6) == ["see", "30."])
  }

  @Test("paragraphs begin on lines of their own, behind the heading")
  func paragraphs() throws {
    #expect(
      try lines("First.\n\nSecond **one**.", 40, heading: "The heading") == [
        "The heading  First.", "Second one.",
      ])
  }

  @Test("what is not known is a question mark")
  func unknown() throws {
    let lines = try text("It has {maps conv2d}.").lines(heading: "", width: 40) { _ in nil }
    #expect(lines.map { $0.map(\.text).joined() } == ["It has ?."])
  }
}
