public import Explorer

/// Writes places of the explorer as stops at the end of lessons' files.
public struct LessonWriter: Sendable {
  private let opened: OpenedLesson?
  private let images: [String]
  private let model: String?
  private let labels: String?

  /// Writes into a lesson that is open, where one is, and into others: new ones are about a model and one of some pictures.
  public init(_ opened: OpenedLesson?, images: [String], model: String?, labels: String?) {
    (self.opened, self.images, self.model, self.labels) = (opened, images, model, labels)
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
    if let opened, opened.isBundled, path == opened.path {
      throw Refusal("this lesson comes with the program; note my-lesson.md begins one of your own")
    }
    guard path.hasSuffix(".md") else { throw Refusal("a lesson is Markdown: name it like note my-lesson.md") }
    do throws(CommandError) {
      let head = try contents(of: path) ?? newHead(for: path, picture: picture)
      let text = head + (head.hasSuffix("\n") ? "" : "\n") + "\n" + stop + "\n"
      let folder = FilePath.parent(of: path)
      let lesson: Lesson
      do {
        lesson = try Lesson(parsing: text)
      } catch {
        throw CommandError.lesson(path: path, error)
      }
      try OutputFile.create(path, holding: Array(text.utf8))
      return NotedStop(
        file: path, lesson: lesson.withFiles { OpenedLesson.path(of: $0, inFolder: folder) },
        isOpen: path == opened?.path)
    } catch {
      throw Refusal(error.message)
    }
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
    return text
  }

  /// The head of a new lesson, which is about what is shown.
  private func newHead(for path: String, picture: Int) -> String {
    let folder = FilePath.parent(of: path)
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
