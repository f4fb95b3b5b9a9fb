import CellScreen
import Foundation
import Synchronization
import TestSupport
import Testing

/// The bundled pictures: ten of 32×32, then the same ten of 256×256.
let samplePaths: [String] = ["images", "images/large"].flatMap { folder in
  classNames.map { Repository.assets.appending(path: "\(folder)/\($0).ppm").path }
}

/// The classes of the bundled network, in the order of their names.
let classNames = [
  "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
]

/// The bundled ship.
let ship = Repository.assets.appending(path: "images/ship.ppm").path

/// The explorer in a terminal of tmux, as a person sees it.
///
/// The shell that started it writes `before` above it and `status` with its exit status below.
struct ExplorerTerminal {
  let session: TmuxSession

  /// Starts the program with arguments, with exactly this environment, `LC_ALL` and `PATH`.
  init(
    _ arguments: [String], rows: Int = 24, columns: Int = 80, term: String = "tmux-256color",
    _ environment: [String: String] = [:]
  ) throws {
    let words = ([ProgramRun.builtProgram.path] + arguments).map(quoted).joined(separator: " ")
    try self.init(shell: words, rows: rows, columns: columns, term: term, environment)
  }

  /// Starts a shell command that starts the program.
  init(
    shell command: String, rows: Int = 24, columns: Int = 80, term: String = "tmux-256color",
    _ environment: [String: String] = [:]
  ) throws {
    session = try TmuxSession(
      "echo before; \(command); echo status $?",
      environment: ["TERM": term, "LC_ALL": "C.UTF-8"].merging(environment) { $1 }, rows: rows,
      columns: columns)
  }

  /// Presses keys by tmux's names: `q`, `Up`, `C-c`, `Escape`.
  func press(_ keys: String...) throws {
    for key in keys { try session.send(key) }
  }

  /// Presses a key several times.
  func press(_ key: String, times: Int) throws {
    if times > 0 { try session.send("-N", "\(times)", key) }
  }

  /// Presses keys, and waits until the screen has all of some texts.
  func press(_ keys: String..., see texts: [String], sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    for key in keys { try session.send(key) }
    try see(texts, sourceLocation: sourceLocation)
  }

  /// Waits until the screen has all of some texts.
  func see(_ texts: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
    try see(texts, sourceLocation: sourceLocation)
  }

  /// Waits until the screen has all of some texts.
  func see(_ texts: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
    try see("\(texts)", sourceLocation: sourceLocation) { screen in texts.allSatisfy(screen.contains) }
  }

  /// Waits until the screen is as wanted.
  func see(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation, _ isWanted: (String) throws -> Bool
  ) throws {
    let isSeen = try session.wait(until: isWanted)
    let screen = try session.text()
    try #require(isSeen, "no \(what) on\n\(screen)", sourceLocation: sourceLocation)
  }

  /// Waits until the screen is exactly a text, blank lines at its end left out.
  func see(exactly text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let wanted = text.trimmingCharacters(in: .newlines)
    try see("screen\n\(wanted)\n", sourceLocation: sourceLocation) {
      $0.trimmingCharacters(in: .newlines) == wanted
    }
  }

  /// Waits until the terminal says of itself what is wanted; `format` is tmux's, as `#{alternate_on}`.
  func see(state format: String, _ wanted: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let isSeen = try session.wait { _ in try session.state(format) == wanted }
    let found = try session.state(format)
    try #require(isSeen, "\(format) is \(found)", sourceLocation: sourceLocation)
  }

  /// Quits, and waits until the shell's screen is there as it was, with what the program left below.
  func quit(see texts: [String] = [], sourceLocation: SourceLocation = #_sourceLocation) throws {
    try press("q")
    try see(["before\n", "status 0"] + texts, sourceLocation: sourceLocation)
    try see(state: "#{alternate_on} #{cursor_flag}", "0 1", sourceLocation: sourceLocation)
  }
}

/// A word as the shell takes it, whatever is in it.
func quoted(_ word: String) -> String {
  "'" + word.replacing("'", with: "'\\''") + "'"
}

/// What `--screenshot` writes for arguments, in the form that a name's ending asks for; each is made once.
func screenshot(
  _ arguments: [String], as ending: String = "txt", rows: Int = 24, columns: Int = 80, keys: String = ""
) throws -> String {
  let options = ["--size", "\(columns)x\(rows)", "--keys", keys]
  let key = arguments + options + [ending]
  if let known = screenshots.withLock({ $0[key] }) { return known }
  let folder = try TemporaryFolder()
  let file = folder["screen." + ending]
  let run = try ProgramRun(arguments + options + ["--screenshot", file])
  try #require(run.status == 0, "\(run.errors)")
  let text = try String(contentsOfFile: file, encoding: .utf8)
  screenshots.withLock { $0[key] = text }
  return text
}

/// The screenshots that were made.
private let screenshots = Mutex<[[String]: String]>([:])
