public import Foundation

/// A program in a terminal of its own that is nothing but bytes: for endings, modes and exact output.
public final class PtyProcess {
  /// The modes of a terminal.
  public struct Modes: Equatable {
    private let bytes: [UInt8]

    init(_ modes: termios) {
      bytes = withUnsafeBytes(of: modes) { Array($0) }
    }
  }

  /// The modes of the terminal before the program started.
  public let initialModes: Modes
  /// The program's number.
  public let process: pid_t
  /// Everything that the program has written so far.
  public private(set) var output: [UInt8] = []

  /// The path of the program's end of the terminal.
  private let name: [CChar]
  private var master: Int32
  private var ending: ChildProcess.Ending?
  /// The end of a test's patience; a test that passes never waits for long.
  private let patience: Duration

  /// Starts a program; no signal is blocked and none ignored.
  public init(
    _ path: String, _ arguments: [String], environment: [String: String], rows: Int = 24, columns: Int = 80,
    patience: Duration = .seconds(30)
  ) throws {
    let argv = CStrings([path] + arguments)
    let envp = CStrings(environment.merging(ChildProcess.quietCrash) { $1 }.map { "\($0.key)=\($0.value)" })
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var descriptor: Int32 = -1
    var none = sigset_t()
    sigemptyset(&none)
    // The modes are given, not read afterwards: by then the program may have changed them.
    var modes = PtyProcess.freshModes()
    initialModes = Modes(modes)
    var name = [CChar](repeating: 0, count: 128)
    let process = forkpty(&descriptor, &name, &modes, &size)
    if process == 0 {
      sigprocmask(SIG_SETMASK, &none, nil)
      execve(path, argv.pointers, envp.pointers)
      _exit(127)
    }
    guard process > 0 else { throw POSIXError(.EAGAIN) }
    // Programs that are started by other tests must not keep this terminal open.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    self.process = process
    self.name = name
    self.patience = patience
    master = descriptor
  }

  /// The modes that the system gives to a new terminal.
  private static func freshModes() -> termios {
    var modes = termios()
    var (master, slave): (Int32, Int32) = (-1, -1)
    guard openpty(&master, &slave, nil, nil, nil) == 0 else { return modes }
    tcgetattr(slave, &modes)
    close(slave)
    close(master)
    return modes
  }

  deinit {
    if ending == nil {
      kill(process, SIGKILL)
      _ = wait()
    }
    if master >= 0 { close(master) }
  }

  /// What has been written, as text; bytes that aren't UTF-8 are replaced.
  public var text: String { String(decoding: output, as: UTF8.self) }

  /// The modes of the terminal.
  public var modes: Modes {
    var modes = termios()
    tcgetattr(master, &modes)
    return Modes(modes)
  }

  /// Types.
  public func send(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Sends a signal to the program.
  public func signal(_ number: Int32) {
    kill(process, number)
  }

  /// Changes the terminal's size, of which the kernel tells the program.
  public func resize(rows: Int, columns: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Takes the terminal away, as closing its window does.
  public func hangUp() {
    close(master)
    master = -1
  }

  /// Waits until at least so many bytes are there to be read, and leaves them; false when patience ends.
  public func waitUnread(count: Int32) -> Bool {
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    while clock.now < deadline {
      var unread: Int32 = 0
      if ioctl(master, UInt(FIONREAD), &unread) == 0, unread >= count { return true }
      _ = poll(nil, 0, 10)
    }
    return false
  }

  /// Types, and waits until the program has taken that; false when patience ends.
  ///
  /// The program stands still until what was typed has arrived: it could take it before anybody sees it there.
  public func sendTaken(_ keys: String) -> Bool {
    let slave = open(name, O_RDONLY | O_NOCTTY | O_CLOEXEC)
    defer { close(slave) }
    kill(process, SIGSTOP)
    var status: Int32 = 0
    guard waitpid(process, &status, WUNTRACED) == process, status & 0xFF == 0x7F else { return false }
    send(keys)
    let hasArrived = waitForInput(of: slave) { $0 > 0 }
    kill(process, SIGCONT)
    return hasArrived && waitForInput(of: slave) { $0 == 0 }
  }

  /// Waits until so much as is wanted of what was typed is there to be taken.
  private func waitForInput(of terminal: Int32, until isWanted: (Int32) -> Bool) -> Bool {
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    var waiting: Int32 = 0
    while ioctl(terminal, UInt(FIONREAD), &waiting) == 0 {
      if isWanted(waiting) { return true }
      guard clock.now < deadline else { return false }
      _ = poll(nil, 0, 10)
    }
    return false
  }

  /// Waits for the program's end without reading anything that it writes meanwhile; nil if it doesn't end.
  public func waitUnread() -> ChildProcess.Ending? {
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    while ending == nil, clock.now < deadline {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process { ending = ChildProcess.Ending(waitStatus: status) }
      _ = poll(nil, 0, 10)
    }
    return ending
  }

  /// Reads until what was written satisfies a condition; false when the program ends or patience does.
  public func read(until isEnough: (String) -> Bool) -> Bool {
    readOn { isEnough(text) }
  }

  /// Reads until the program has written a text after a place in the output; looks at each byte once.
  public func read(until wanted: String, after start: Int = 0) -> Bool {
    var searched = start
    return readOn {
      defer { searched = max(start, output.count - wanted.utf8.count + 1) }
      return output.dropFirst(searched).contains(wanted.utf8)
    }
  }

  private func readOn(until isEnough: () -> Bool) -> Bool {
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    while clock.now < deadline {
      if isEnough() { return true }
      guard readSome() else { return isEnough() }
    }
    return false
  }

  /// Reads to the end, and tells how the program ended; nil if it doesn't.
  public func wait() -> ChildProcess.Ending? {
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    while ending == nil, clock.now < deadline {
      let isOpen = readSome()
      var status: Int32 = 0
      if waitpid(process, &status, isOpen ? WNOHANG : 0) == process {
        ending = ChildProcess.Ending(waitStatus: status)
      }
    }
    while readSome(within: 0) {}
    return ending
  }

  /// Reads what is there within milliseconds; false when there will be no more, or at once if `within` is 0.
  private func readSome(within milliseconds: Int32 = 50) -> Bool {
    guard master >= 0 else { return false }
    var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, milliseconds) > 0 else { return milliseconds > 0 }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Foundation.read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    output += bytes[0..<count]
    return true
  }
}
