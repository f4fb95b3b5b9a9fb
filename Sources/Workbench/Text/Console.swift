internal import CellScreen

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The program's standard streams, where it is not the explorer.
public enum Console {
  /// Makes the standard streams safe to use; to be called before anything is opened.
  ///
  /// A stream that is closed is taken by a device that gives and takes nothing, so that no file that is opened later
  /// gets its number. A write that the system refuses, beyond the limit of the shell's or to nobody, fails with an
  /// error instead of ending the program by a signal.
  public static func prepare() {
    for (stream, flags) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", flags)
    }
    for number in [SIGPIPE, SIGXFSZ] { _ = signal(number, SIG_IGN) }
  }

  /// Writes lines to standard output.
  ///
  /// - Throws: `CommandError.cannotCreate` where it takes none: a full disk, for example.
  public static func print(_ lines: String) throws(CommandError) {
    try write(lines + "\n")
  }

  /// Writes text to standard output, without an end of line behind it.
  ///
  /// Where its reader has gone (`| head`), that ends the program without a word, as it ends others.
  ///
  /// - Throws: `CommandError.cannotCreate` where it takes none.
  public static func write(_ text: String) throws(CommandError) {
    if let code = OutputFile.writeAll(Array(text.utf8), to: STDOUT_FILENO) {
      if code == EPIPE { endBySignal(SIGPIPE) }
      throw .cannotCreate(path: standardOutput, code: code)
    }
  }

  /// Writes the line that leads back, and words of what went wrong, behind a screen that was left.
  ///
  /// A terminal that takes nothing for a second doesn't hold up the end: what is left is left out.
  ///
  /// - Throws: `CommandError.cannotCreate` where standard output takes no line.
  public static func sayFarewell(_ line: String?, reports: [String]) throws(CommandError) {
    for (text, stream) in [(line, STDOUT_FILENO)] + reports.map({ ("cnnview: " + $0, STDERR_FILENO) }) {
      guard let text else { continue }
      guard isatty(stream) == 1 else {
        try stream == STDOUT_FILENO ? print(text) : say(text + "\n")
        continue
      }
      guard offer(Array((text + "\n").utf8), to: stream) else { return }
    }
  }

  /// Writes bytes to a terminal while it takes them; `false` where it takes none for a second.
  private static func offer(_ bytes: [UInt8], to stream: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard OpenFile.waitForRoom(in: stream, milliseconds: 1_000) else { return false }
      // A terminal has room for so many where it has any.
      let piece = Array(rest.prefix(128))
      guard OutputFile.writeAll(piece, to: stream) == nil else { return false }
      rest = rest.dropFirst(piece.count)
    }
    return true
  }

  /// What standard output is called in errors.
  static let standardOutput = "standard output"

  private static func endBySignal(_ number: Int32) {
    _ = signal(number, SIG_DFL)
    raise(number)
  }

  /// Whether a person types standard input, at a terminal.
  public static var isInputTyped: Bool { isatty(STDIN_FILENO) == 1 }

  /// Whether a person types standard input and sees standard output, at a terminal.
  public static var isBeforePerson: Bool { isInputTyped && isatty(STDOUT_FILENO) == 1 }

  /// Whether a person sees standard error, at a terminal.
  static var isErrorSeen: Bool { isatty(STDERR_FILENO) == 1 }

  /// Says on standard error what is wrong, and ends the program.
  public static func fail(_ error: CommandError) -> Never {
    report(error)
    exit(error.status.rawValue)
  }

  /// Ends the program, where what there is to say was said.
  public static func end(_ reason: ExitReason) -> Never { exit(reason.rawValue) }

  /// Says on standard error what is wrong, and goes on.
  public static func report(_ error: CommandError) {
    say(error.line + "\n")
  }

  /// Says on standard error, in words that are known already, what is wrong, and goes on.
  public static func report(_ words: String) {
    say("cnnview: \(words)\n")
  }

  /// Writes lines to standard error, cleaned of what could act on a terminal, and ends the program with a code.
  public static func fail(lines: String, code: Int32) -> Never {
    for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
      say(text(String(line)) + "\n")
    }
    exit(code)
  }

  /// Says on standard error that the program contradicts itself, and ends it.
  public static func fail(unexpected error: any Error) -> Never {
    report("the program contradicts itself: \(DisplayText(String(describing: error))); please report it")
    exit(ExitReason.internalError.rawValue)
  }

  /// A text from outside, cleaned of what could act on a terminal.
  public static func text(_ text: String) -> String { DisplayText(text).string }

  /// Writes text to standard error; where that takes none, there is nobody to tell.
  static func say(_ text: String) {
    _ = OutputFile.writeAll(Array(text.utf8), to: STDERR_FILENO)
  }
}

/// Standard input, line by line, as it comes.
public struct LineInput {
  /// How many bytes of a line are kept; the others are read and dropped.
  private static let longest = 10_000

  private var bytes: [UInt8] = []
  private var place = 0

  /// Starts where standard input stands.
  public init() {}

  /// The next line without its end, or what stands behind the last one; `nil` at the end of the input.
  ///
  /// Waits for it. What is no UTF-8 becomes `�`.
  public mutating func next() -> String? {
    var line: [UInt8] = []
    var isRead = false
    while let byte = nextByte() {
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      if line.count < Self.longest { line.append(byte) }
      isRead = true
    }
    return isRead ? String(decoding: line, as: UTF8.self) : nil
  }

  /// The next byte; `nil` at the end, or where nothing can be read.
  private mutating func nextByte() -> UInt8? {
    if place == bytes.count { fill() }
    guard place < bytes.count else { return nil }
    defer { place += 1 }
    return bytes[place]
  }

  /// Reads what there is.
  private mutating func fill() {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = buffer.withUnsafeMutableBytes { OpenFile.nextBytes(of: STDIN_FILENO, into: $0) }
    bytes = Array(buffer.prefix(max(0, count)))
    place = 0
  }
}
