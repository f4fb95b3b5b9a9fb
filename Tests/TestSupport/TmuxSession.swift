public import CellScreen
internal import Foundation

/// A program in a real terminal, as far as a test can have one: tmux draws what the program writes.
///
/// Each session has a server of its own. Nothing sleeps: `wait` looks at the screen whenever the program has written.
public final class TmuxSession {
  /// Whether tmux is installed; tests that need it are skipped where it isn't.
  public static let isAvailable = ChildProcess.path(of: "tmux") != nil

  private let control: TmuxControl
  private static let environment = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
    "TERM": "xterm-256color", "HOME": NSTemporaryDirectory(), "SHELL": "/bin/sh",
  ]

  /// Starts a shell command in a terminal of the given size, with exactly this environment and `PATH`.
  public init(_ command: String, environment: [String: String], rows: Int = 24, columns: Int = 80) throws {
    let tmux = ChildProcess.path(of: "tmux") ?? "tmux"
    let socket = "cnnview-test-\(UUID().uuidString)"
    let settings = Self.environment.filter { ["PATH", "HOME"].contains($0.key) }
      .merging(ChildProcess.quietCrash) { $1 }.merging(environment) { $1 }
    let words = settings.map { "\($0.key)=\(Self.quoted($0.value))" }.sorted().joined(separator: " ")
    // A pane whose program has ended is scrolled by tmux to say so; cat keeps it.
    let line = "exec env -i \(words) /bin/sh -c \(Self.quoted(command + "; exec cat"))"
    let start = [
      "-f", "/dev/null", "-u", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "cat", ";",
      "set", "-g", "status", "off", ";", "set", "-s", "escape-time", "0", ";",
      "set", "-g", "remain-on-exit", "on", ";", "set", "-g", "window-size", "manual", ";",
      "resize-window", "-x", "\(columns)", "-y", "\(rows)", ";", "respawn-pane", "-k", line,
    ]
    let result = try ChildProcess.run(tmux, ["-L", socket] + start, environment: Self.environment)
    guard result.ending == .exited(0) else { throw TmuxError(words: result.output) }
    control = try TmuxControl(tmux, ["-L", socket, "-u", "-C", "attach"], environment: Self.environment)
  }

  /// Types keys by tmux's names: `q`, `Up`, `C-c`, `Escape`.
  public func send(_ keys: String...) throws {
    try control.call(["send-keys"] + keys)
  }

  /// Types a text as it is.
  public func type(_ text: String) throws {
    try control.call(["send-keys", "-l", text])
  }

  /// Types bytes, whatever they mean.
  public func send(bytes: [UInt8]) throws {
    try control.call(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
  }

  /// Pastes a text, marked as pasted where the program asks for that.
  public func paste(_ text: String) throws {
    try control.call(["set-buffer", "-b", "test", text])
    try control.call(["paste-buffer", "-p", "-r", "-b", "test"])
  }

  /// Gives the terminal another size.
  public func resize(rows: Int, columns: Int) throws {
    try control.call(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// The screen as text, a line a row, blanks at the ends of lines left out.
  public func text() throws -> String {
    try control.call(["capture-pane", "-p"])
  }

  /// The screen as text with escape sequences.
  public func ansi() throws -> String {
    try control.call(["capture-pane", "-p", "-e", "-N"])
  }

  /// The screen's cells.
  public func cells() throws -> [[PresentedCell]] {
    ANSIReader.cells(try ansi())
  }

  /// What tmux says about the terminal, by one of its formats: `#{cursor_y}`, `#{alternate_on}`.
  public func state(_ format: String) throws -> String {
    try control.call(["display-message", "-p", format]).trimmingCharacters(in: .newlines)
  }

  /// Looks at the screen until it is as wanted; false if it never is.
  ///
  /// A test that passes doesn't wait long.
  public func wait(until isWanted: (String) throws -> Bool) throws -> Bool {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(30)
    while clock.now < deadline {
      if try isWanted(try text()) { return true }
      control.waitForOutput()
    }
    return false
  }

  /// Looks at the screen until it contains a text.
  public func wait(for text: String) throws -> Bool {
    try wait { $0.contains(text) }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}

/// What tmux says when it fails.
public struct TmuxError: Error, CustomStringConvertible {
  let words: String
  /// What tmux says.
  public var description: String { "tmux: \(words)" }
}
