import Explorer
import Workbench

/// Lessons.
enum Lessons {
  static func seeds() -> [[UInt8]] {
    [
      "# A\n\n```cnnview\npicture a.ppm\nmodel bundled\n```\n\n## B\n\n```cnnview\nat 1\ntoken 32\n```\n\nIt **is** `32`: {maps conv2d}.\n\n> Wait.\n",
      "## A\r\n```cnnview\r\ndrop conv2d[:,:,0]\r\nkeys s n Enter\r\nask shape\r\n```\r\n\\{œ卵\\}\r\n",
      "\u{FEFF}## A\n~~~cnnview\nevidence grey 5\nscale map\nside by side\n~~~\n{original conv2d[1,2,3]} {lead}\n",
    ].map { Array($0.utf8) }
  }

  static func read(_ bytes: [UInt8]) {
    do throws(LessonError) {
      let lesson = try Lesson(parsing: bytes)
      require(!lesson.stops.isEmpty, "a lesson without stops")
      for stop in lesson.stops {
        let lines = stop.text.lines(heading: stop.heading, width: 40, keeping: 12) { $0.text }
        require(!lines.isEmpty, "a stop without a line")
      }
    } catch {
      requireHarmless(CommandError.lesson(path: "lesson.md", error).message)
    }
  }
}
