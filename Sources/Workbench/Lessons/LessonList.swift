import Explorer

/// The lessons that come with the program.
public struct LessonList {
  private let lessons: [OpenedLesson]

  /// Reads them.
  ///
  /// - Throws: `CommandError` where the assets are not found, or a lesson can't be read.
  public init() throws(CommandError) {
    var lessons: [OpenedLesson] = []
    for path in try OpenedLesson.bundled() {
      lessons.append(try OpenedLesson(named: FilePath.stem(of: path)))
    }
    self.lessons = lessons
  }

  /// A line each: name, stops, title.
  public var text: String {
    let rows = lessons.map { [$0.name, "\($0.lesson.stops.count)", $0.lesson.title] }
    return
      (textTable(["name", "stops", "about"], rows, rightAligned: [1])
      + ["", "Open one with 'cnnview lesson NAME', on a picture of yours with 'cnnview lesson NAME IMAGE'."])
      .joined(separator: "\n")
  }
}
