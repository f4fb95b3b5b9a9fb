import ArgumentParser
import CellScreen
import Explorer
import ExplorerViews
import Workbench

extension ExplorerOptions {
  /// Writes the screen that a terminal of a size would show after some keys; what a key asks for is done at once.
  ///
  /// Pictures that can't be shown are reported, as when the explorer is left.
  func takeScreenshot(
    of images: [String], to path: String, going route: LessonRoute?
  ) throws(CommandError) {
    let format = try ScreenFormat(endingOf: path)
    try InputFiles(images: images, model: model.path, labels: labels.path).spare(path)
    let size = size ?? ScreenSize(columns: 120, rows: 40)
    let session = try session(on: images, waitsForPipes: true, rows: size.rows, columns: size.columns)
    var interpreter = EffectInterpreter(session, save: save, note: note(route, images: session.images))
    var state = start(from: session.evaluatedState(), going: route)
    // What the start asks for is done before the first key.
    interpreter.carryOut(update(&state, .resized(rows: size.rows, columns: size.columns)), in: &state)
    for key in keys ?? [] {
      interpreter.carryOut(update(&state, keyMap.intent(for: key, in: state)), in: &state)
    }
    let contents = try format.contents(of: picture(of: state), look.ofScreenshot, path: path)
    try OutputFile.create(path, holding: contents)
    for words in state.failures { Console.report(words) }
  }

  /// Saves the screen of a state under about a name in the folder that the program runs in; no file is replaced.
  ///
  /// Returns what became of it, for the state.
  func save(_ state: ExplorerState, name: String) -> Event {
    do {
      let stem = SafeFileNames.encoded("cnnview-" + name)
      let contents = try saveAs.contents(of: picture(of: state), look.ofScreenshot, path: stem)
      let saved = try OutputFile.createNew(
        stem, suffix: saveAs.rawValue, inFolder: ".", holding: contents)
      return .saved(.success(saved))
    } catch {
      return .saved(.failure(Refusal(error.message)))
    }
  }

  /// What is written of a state.
  private func picture(of state: ExplorerState) -> CellGrid {
    isFigure ? figure(state) : view(state).grid
  }

  /// Keys by their names with blanks between: `Down Down Enter a`.
  static func keys(_ argument: String) throws -> [KeyPress] {
    try argument.split(separator: " ").map { name in
      guard let key = KeyPress(named: String(name)) else {
        throw ValidationError("no key is called '\(name)'; give \(KeyPress.nameList), with blanks between")
      }
      return key
    }
  }
}

/// What a screen is written as.
enum ScreenFormat: String, CaseIterable, ExpressibleByArgument {
  /// A drawing.
  case svg
  /// A picture made of pixels.
  case png
  /// Text with the colours of a terminal that shows any.
  case ansi
  /// Text.
  case txt

  /// The form that the name of a file asks for; text where it has no ending.
  ///
  /// - Throws: `CommandError.screenEnding` where it has another one.
  init(endingOf path: String) throws(CommandError) {
    let ending = String(FilePath.name(of: path).dropFirst(FilePath.stem(of: path).count + 1))
    guard let format = ending.isEmpty ? .txt : ScreenFormat(rawValue: ending.lowercased()) else {
      throw .screenEnding(path: path, ending: ending, known: ScreenFormat.allCases.map(\.rawValue))
    }
    self = format
  }

  /// A screen as the contents of a file; `path` is its name.
  ///
  /// - Throws: `CommandError` where a screen has more pixels than a file, or there is no memory for them.
  func contents(
    of grid: CellGrid, _ presentation: Presentation, path: String
  ) throws(CommandError) -> [UInt8] {
    switch self {
    case .svg: return Array(SVGWriter(presentation).string(grid).utf8)
    case .png: return try ScreenPicture(grid, presentation).file(path: path)
    case .ansi: return Array(ANSIWriter(presentation).string(grid).utf8)
    case .txt: return Array(grid.text(Presentation(.none, pixels: presentation.pixels)).utf8)
    }
  }
}

/// The size of a screen.
struct ScreenSize {
  let columns: Int
  let rows: Int
}

extension ScreenSize: ExpressibleByArgument {
  /// Reads `120x40`.
  init?(argument: String) {
    let parts = argument.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "×" }.map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1],
      (1...1_000).contains(columns), (1...1_000).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }
}
