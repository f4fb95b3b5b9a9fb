public import CellScreen
public import Explorer
internal import ModelFormats

/// A lesson on paper: the text of each stop with the picture of its screen, the questions with their answers at the end.
public struct Handout {
  /// A stop as it is printed.
  struct Stop {
    let number: Int
    let heading: String
    /// The text with its numbers, a paragraph each.
    let paragraphs: [LessonLine]
    let notes: [String]
    /// The screen; `nil` of a question, which has all in words.
    let screen: CellGrid?
    let question: Question?

    /// The file of the screen without its ending.
    var file: String { "stop-" + (number < 10 ? "0" : "") + "\(number)" }
  }

  /// The size of the screens, in cells: as wide as a page has room for.
  public static let size = (columns: 100, rows: 34)

  let title: String
  let introduction: [LessonLine]
  /// The picture and the network.
  let about: String
  /// What opens the lesson at a stop, but for its number.
  let command: String
  private(set) var stops: [Stop] = []
  let hasNotes: Bool

  /// Goes through a lesson on a picture, which is named in the command that opens it where it was given; screens are drawn by
  /// somebody else.
  ///
  /// - Throws: `CommandError` where model or picture can't be opened, or a stop can't do what it says.
  public init(
    _ opened: OpenedLesson, on image: String, given: String? = nil, model: String?, labels: String?,
    reading: PictureOptions = PictureOptions(), hasNotes: Bool, start: (ExplorerState) -> ExplorerState,
    draw: (ExplorerState) -> CellGrid
  ) throws(CommandError) {
    let session = try ExplorerSession(
      images: [image], model: model, labels: labels, reading: reading, rows: 24, columns: 80)
    let evaluated = start(session.evaluatedState())
    if let failure = evaluated.failures.first { throw .unusable(failure) }
    title = opened.lesson.title.isEmpty ? FilePath.stem(of: opened.path) : opened.lesson.title
    about = "\(FilePath.name(of: image)), \(session.opened.file.fileName)"
    let named = given.map { [$0] } ?? []
    command = (["cnnview", "lesson", opened.name] + named).map { ShellWord.quoted($0) }.joined(separator: " ")
    self.hasNotes = hasNotes
    introduction = opened.lesson.introduction.paragraphs(evaluated)
    for index in opened.lesson.stops.indices {
      stops.append(try Self.stop(index, of: opened, session, evaluated, draw))
    }
  }

  private static func stop(
    _ index: Int, of opened: OpenedLesson, _ session: ExplorerSession, _ evaluated: ExplorerState,
    _ draw: (ExplorerState) -> CellGrid
  ) throws(CommandError) -> Stop {
    var state = evaluated
    var interpreter = EffectInterpreter(session)
    state.begin(opened.lesson, atStop: index)
    interpreter.carryOut(update(&state, .resized(rows: size.rows, columns: size.columns)), in: &state)
    if let fault = state.lesson?.fault {
      throw .unusable("\(DisplayText(opened.path)): line \(fault.line): \(fault.words)")
    }
    let stop = opened.lesson.stops[index]
    let question = state.isAskedByLesson ? state.asking?.question : nil
    return Stop(
      number: index + 1, heading: stop.heading, paragraphs: stop.text.paragraphs(state), notes: stop.notes,
      screen: question == nil ? draw(state) : nil, question: question)
  }

  /// Writes it into a folder: `handout.md` and `handout.html`, and of each screen a drawing and a picture.
  ///
  /// - Throws: `CommandError.outputIsInput` where one of the inputs would be lost; `CommandError.cannotCreate`.
  public func write(
    to folder: String, _ presentation: Presentation, sparing inputs: InputFiles
  ) throws(CommandError) {
    func file(_ name: String, _ contents: @escaping (String) throws(CommandError) -> [UInt8])
      -> FolderFiles.File
    {
      FolderFiles.File(name: name) { path throws(CommandError) in
        try OutputFile.create(path, holding: try contents(path))
      }
    }
    var files = [
      file("handout.md") { _ in Array(HandoutMarkdown(self).text.utf8) },
      file("handout.html") { _ in Array(HandoutPage(self, presentation).text.utf8) },
    ]
    for stop in stops {
      guard let screen = stop.screen else { continue }
      files.append(file(stop.file + ".svg") { _ in Array(SVGWriter(presentation).string(screen).utf8) })
      files.append(
        file(stop.file + ".png") { path throws(CommandError) in
          try ScreenPicture(screen, presentation).file(path: path)
        })
    }
    try FolderFiles(files: files).place(in: folder, sparing: inputs)
  }
}

extension LessonText {
  /// The paragraphs with what is computed, a line each; `?` where something isn't known.
  fileprivate func paragraphs(_ state: ExplorerState) -> [LessonLine] {
    guard !isEmpty else { return [] }
    return lines(heading: "", width: .max / 2) { number in (try? state.value(of: number).get()) ?? nil }
  }
}
