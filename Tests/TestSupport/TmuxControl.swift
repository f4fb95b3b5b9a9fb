import Foundation

/// A client of a tmux server that takes commands from a socket, and is told when a program has written (tmux(1),
/// "CONTROL MODE").
final class TmuxControl {
  private let process: pid_t
  /// Where commands go to, and where answers and notices come from.
  private let socket: Int32
  private var unread: [UInt8] = []
  /// Whether a program has written something since the screen was looked at.
  private var hasOutput = false

  /// How long an answer may take.
  private let patience: Duration

  /// Attaches to a server.
  init(
    _ tmux: String, _ arguments: [String], environment: [String: String], patience: Duration = .seconds(30)
  ) throws {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, streams, 0, &ends) == 0 else { throw POSIXError(.EMFILE) }
    // Programs that are started meanwhile don't get them.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    process = try ChildProcess.spawn(tmux, arguments, environment, &actions)
    close(ends[1])
    socket = ends[0]
    self.patience = patience
    _ = try answer()
  }

  /// Ends the server and all that runs in it.
  deinit {
    try? write(["kill-server"])
    // The server stays as long as it has something to say.
    let farewell = min(patience, .seconds(5)) / .milliseconds(1)
    while isReadable(within: Int32(farewell)), receive() { unread = [] }
    close(socket)
    kill(process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  /// Carries out a command, and returns what it prints.
  @discardableResult
  func call(_ words: [String]) throws -> String {
    hasOutput = false
    try write(words)
    return try answer()
  }

  private func write(_ words: [String]) throws {
    let line = Array((words.map(TmuxControl.quoted).joined(separator: " ") + "\n").utf8)
    var written = 0
    while written < line.count {
      let count = line[written...].withUnsafeBytes { send(socket, $0.baseAddress, $0.count, withoutSignal) }
      guard count > 0 || errno == EINTR else { throw TmuxError(words: "the server is gone") }
      written += max(0, count)
    }
  }

  /// Waits until a program has written something since the last command, or a moment, for what isn't written.
  func waitForOutput() {
    let clock = ContinuousClock()
    let deadline = clock.now + .milliseconds(100)
    while !hasOutput, clock.now < deadline {
      while let line = nextLine() { notice(line) }
      guard !hasOutput else { return }
      guard isReadable(within: 100), receive() else { return }
    }
  }

  /// Whether there is something to read, or the end, within some milliseconds.
  private func isReadable(within milliseconds: Int32) -> Bool {
    var wanted = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&wanted, 1, milliseconds) > 0
  }

  /// The answer to a command: the lines between `%begin` and `%end`.
  ///
  /// - Throws: `TmuxError` where the server says so, is gone, or doesn't answer.
  private func answer() throws -> String {
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    var lines: [String]?
    while true {
      guard let line = nextLine() else {
        let left = (deadline - clock.now) / .milliseconds(1)
        guard left > 0, isReadable(within: Int32(left.rounded(.up))) else {
          throw TmuxError(words: "no answer within \(patience)")
        }
        guard receive() else { throw TmuxError(words: "the server is gone") }
        continue
      }
      if line.hasPrefix("%end "), let lines { return lines.map { $0 + "\n" }.joined() }
      if line.hasPrefix("%error "), let lines { throw TmuxError(words: lines.joined(separator: "\n")) }
      if lines != nil {
        lines?.append(line)
      } else if line.hasPrefix("%begin ") {
        lines = []
      } else {
        notice(line)
      }
    }
  }

  private func notice(_ line: String) {
    if line.hasPrefix("%output ") { hasOutput = true }
  }

  /// A whole line of what was received.
  private func nextLine() -> String? {
    guard let end = unread.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { unread.removeSubrange(...end) }
    return String(decoding: unread[..<end], as: UTF8.self)
  }

  /// Waits for more; false at the end.
  private func receive() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(socket, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      unread += buffer[..<max(0, count)]
      return count > 0
    }
  }

  /// A word as tmux reads it; control characters, and what stands for a home, are told by their number, since a command is one line.
  private static func quoted(_ word: String) -> String {
    var quoted = "\""
    for scalar in word.unicodeScalars {
      switch scalar {
      case "\"", "\\", "$": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar == "~":
        let digits = String(scalar.value, radix: 8)
        quoted += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

#if canImport(Glibc)
  private let streams = Int32(SOCK_STREAM.rawValue)
  private let withoutSignal = Int32(MSG_NOSIGNAL)
#else
  private let streams = SOCK_STREAM
  private let withoutSignal: Int32 = 0
#endif
