internal import CellScreen
public import Explorer

/// Writes places of the explorer as stops at the end of lessons' files.
public struct LessonWriter: Sendable {
  private let opened: OpenedLesson?
  private let images: [String]
  private let model: String?
  private let labels: String?
  private let reading: PictureOptions

  /// Writes into a lesson that is open, where one is, and into others: new ones are about a model and one of some pictures.
  public init(
    _ opened: OpenedLesson?, images: [String], model: String?, labels: String?,
    reading: PictureOptions = PictureOptions()
  ) {
    (self.opened, self.images, self.model, self.labels) = (opened, images, model, labels)
    self.reading = reading
  }

  /// Writes a stop at the end of a file, which is made where it is missing, and says what became of it.
  ///
  /// The file is replaced when its new contents are whole, and only where they are a lesson.
  public func note(_ stop: String, inFile file: String?, picture: Int) -> Event {
    do {
      return .noted(.success(try write(stop, inFile: file, picture: picture)))
    } catch {
      return .noted(.failure(error))
    }
  }

  private func write(_ stop: String, inFile file: String?, picture: Int) throws(Refusal) -> NotedStop {
    guard let path = file ?? opened?.path else { throw Refusal("name the lesson's file: note my-lesson.md") }
    guard path.hasSuffix(".md") else { throw Refusal("a lesson is Markdown: name it like note my-lesson.md") }
    do throws(CommandError) {
      try check(path)
      let old = try contents(of: path)
      let head: String
      if let old {
        head = old
      } else {
        guard reading == PictureOptions() else { throw .unusable(Self.withOptions) }
        head = try newHead(for: path, picture: picture)
      }
      let text = try head + joined(to: head, relocated(stop, to: FilePath.parent(of: path)))
      let lesson = try lesson(of: text, path)
      try OutputFile.create(path, holding: Array(text.utf8))
      let folder = FilePath.parent(of: path)
      return NotedStop(
        file: path, lesson: lesson.withFiles { OpenedLesson.path(of: $0, inFolder: folder) },
        isOpen: path == opened?.path)
    } catch {
      throw Refusal(error.message)
    }
  }

  private static let withOptions =
    "the picture is read by options that a lesson doesn't name; open it without them, then note"

  /// - Throws: `CommandError` where something stands at the path that no stop may be written to.
  private func check(_ path: String) throws(CommandError) {
    guard !FilePath.isStream(path) else { throw .device(path: path) }
    // A link would be replaced, and what it leads to would stay without the stop.
    guard !FilePath.isLink(path) else {
      throw .unusable("\(DisplayText(path)): a link; name the file itself")
    }
    do throws(CommandError) {
      try InputFiles(OpenedLesson.bundled()).spare(path)
    } catch .outputIsInput {
      throw .unusable("this lesson comes with the program; note my-lesson.md begins one of your own")
    }
  }

  private func lesson(of text: String, _ path: String) throws(CommandError) -> Lesson {
    do {
      return try Lesson(parsing: text)
    } catch {
      throw .lesson(path: path, error)
    }
  }

  /// A stop behind what a file has, with the same ends of lines.
  private func joined(to head: String, _ stop: String) -> String {
    let end = head.unicodeScalars.contains("\r") ? "\r\n" : "\n"
    let isEnded = head.unicodeScalars.last == "\n"
    return (isEnded ? "" : end) + end
      + stop.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: end) + end
  }

  /// A stop whose files have paths that lead there from another folder, too.
  private func relocated(_ stop: String, to folder: String) throws(CommandError) -> String {
    guard folder != ".", let read = try lesson(of: stop, "").stops.first else { return stop }
    var lines = stop.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for action in read.actions where action.value.file.map({ !$0.hasPrefix("/") }) ?? false {
      let moved = Lesson.Stop.withFiles(action.value, FilePath.absolute)
      if case .change(let change) = moved { lines[action.line - 1] = change.text }
    }
    return lines.joined(separator: "\n")
  }

  /// What a file holds, which is a lesson; `nil` where there is none yet.
  private func contents(of path: String) throws(CommandError) -> String? {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(of: path, limit: 1 << 22)
    } catch .missing {
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .lesson(path: path, LessonError(kind: .notText, line: 1))
    }
    let lesson = try lesson(of: text, path)
    guard
      lesson.pins.model != nil || lesson.pins.picture != nil
        || lesson.stops.contains(where: { !$0.actions.isEmpty })
    else {
      throw .unusable("\(DisplayText(path)): no lesson, as no block of cnnview is in it; name another file")
    }
    return text
  }

  /// The head of a new lesson, which is about what is shown.
  ///
  /// - Throws: `CommandError.unusable` where the picture has no file.
  private func newHead(for path: String, picture: Int) throws(CommandError) -> String {
    let folder = FilePath.parent(of: path)
    if images.indices.contains(picture), images[picture] == PictureInput.standardInput {
      throw .unusable("the picture came from standard input; open its file, then note")
    }
    func place(_ file: String) -> String {
      folder == "." || file.hasPrefix("/") ? file : FilePath.absolute(file)
    }
    var pins = images.indices.contains(picture) ? ["picture \(place(images[picture]))"] : []
    pins.append("model \(model.map(place) ?? Lesson.bundledModel)")
    if let labels { pins.append("labels \(place(labels))") }
    return """
      # \(FilePath.stem(of: path))

      ```cnnview
      \(pins.joined(separator: "\n"))
      ```

      """
  }
}
