import ArgumentParser
import CellScreen
import Explorer
import ExplorerViews
import Workbench

extension ExplorerOptions {
  /// Writes the screen that a terminal of a size would show after some keys.
  ///
  /// Pictures that can't be shown are reported, as when the explorer is left.
  func takeScreenshot(of images: [String], to path: String) throws(CommandError) {
    let request = request(images)
    let format = try ScreenFormat(endingOf: path)
    try InputFiles(images: images, model: model.path, labels: labels).spare(path)
    let size = size ?? ScreenSize(columns: 120, rows: 40)
    let session = try request.session(waitsForPipes: true, rows: size.rows, columns: size.columns)
    var screenshot = Screenshot(session, request)
    for key in keys?.keys ?? [] { screenshot.press(key) }
    try OutputFile.create(path, holding: Array(screenshot.file(as: format).utf8))
    for words in screenshot.state.failures { Console.report(words) }
  }
}

/// The explorer without a terminal: keys in, the last screen out.
struct Screenshot {
  private(set) var state: ExplorerState
  private var interpreter: EffectInterpreter
  private let presentation: Presentation

  /// Starts a session; what the state asks for is done at once.
  init(_ session: ExplorerSession, _ request: ExplorerRequest) {
    presentation = request.look.ofScreenshot
    let saving = ScreenFile(format: request.saveAs, presentation: presentation)
    interpreter = EffectInterpreter(session, save: { save($0, name: $1, as: saving) })
    state = request.start(of: session, session.evaluatedState())
  }

  /// Presses a key.
  mutating func press(_ key: KeyPress) {
    interpreter.carryOut(update(&state, keyMap.intent(for: key, in: state)), in: &state)
  }

  /// The screen in a form.
  func file(as format: ScreenFormat) -> String {
    ScreenFile(format: format, presentation: presentation).text(of: view(state).grid)
  }
}

extension ScreenFormat {
  /// The form that the name of a file asks for; text where it has no ending.
  ///
  /// - Throws: `CommandError.screenEnding` where it has another one.
  init(endingOf path: String) throws(CommandError) {
    let name = FilePath.name(of: path)
    let ending = String(name.dropFirst(FilePath.stem(of: path).count + 1))
    guard !ending.isEmpty else {
      self = .txt
      return
    }
    guard let format = ScreenFormat(rawValue: ending.lowercased()) else {
      throw .screenEnding(path: path, ending: ending, known: ScreenFormat.allCases.map(\.rawValue))
    }
    self = format
  }
}

/// The size of a screen as an argument: `120x40`.
struct ScreenSize: ExpressibleByArgument {
  let columns: Int
  let rows: Int

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  init?(argument: String) {
    let parts = argument.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "×" }.map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1],
      (1...1_000).contains(columns), (1...1_000).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }
}

/// Keys as an argument: `Down Down Enter a`.
struct KeyList {
  let keys: [KeyPress]

  /// Reads names of keys with blanks between.
  init(_ argument: String) throws {
    keys = try argument.split(separator: " ").map { name in
      guard let key = KeyPress(named: String(name)) else {
        throw ValidationError("no key is called '\(name)'; give \(KeyPress.nameList), with blanks between")
      }
      return key
    }
  }
}
