import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct ExitTests {
  /// What a terminal of xterm's kind is told in the end: its first screen and its cursor.
  private static let goodbye = ["\u{1B}[?1049l", "\u{1B}[?25h"]

  /// Starts the probe, lets something end it, and checks that the terminal is as it was.
  private func ending(
    term: String = "xterm-256color", of act: (PtyProcess) -> Void
  ) throws -> (ending: ChildProcess.Ending?, after: String) {
    let pty = try PtyProcess(
      probe, ["events"], environment: environment(term))
    let modes = pty.initialModes
    #expect(pty.read(until: "· é end"))
    #expect(pty.modes != modes)
    act(pty)
    let ending = pty.wait()
    #expect(pty.modes == modes)
    let text = pty.text
    for sequence in Self.goodbye where term == "xterm-256color" {
      #expect(text.components(separatedBy: sequence).count == 2, "\(text.debugDescription.suffix(300))")
    }
    let last = text.components(separatedBy: "\u{1B}[?1049l").last ?? ""
    return (ending, last.replacing("\u{1B}[?1l\u{1B}>", with: ""))
  }

  @Test("leaving gives the terminal back")
  func leave() throws {
    let (ending, after) = try ending { $0.send("q") }
    #expect(ending == .exited(0))
    #expect(after.contains("left after 1 events"))
  }

  @Test("exiting without leaving gives the terminal back")
  func exit() throws {
    #expect(try ending { $0.send("x") }.ending == .exited(3))
  }

  @Test("Ctrl-C and Ctrl-\\ end the program by their signals, after the terminal is given back")
  func typedSignals() throws {
    #expect(try ending { $0.send("\u{3}") }.ending == .signalled(SIGINT))
    #expect(try ending { $0.send("\u{1C}") }.ending == .signalled(SIGQUIT))
  }

  /// The numbers of signals whose default it is to end the program, as far as they can be caught; 32 and 33 belong to
  /// the threads of the C library.
  private static let endingSignals: [Int32] = {
    let others = [
      SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGCHLD, SIGURG, SIGWINCH, SIGPIPE, SIGXFSZ, 32,
      33,
    ]
    #if os(Linux)
      return (1...64).filter { !others.contains($0) }
    #else
      return (1..<NSIG).filter { !(others + [SIGIO, SIGINFO]).contains($0) }
    #endif
  }()

  @Test("every signal that ends the program ends it by that signal", arguments: endingSignals)
  func signals(number: Int32) throws {
    #expect(try ending { $0.signal(number) }.ending == .signalled(number))
  }

  @Test("the signals of writing end nothing: the write fails", arguments: [SIGPIPE, SIGXFSZ])
  func signalsOfWriting(number: Int32) throws {
    let (ending, after) = try ending { pty in
      pty.signal(number)
      pty.send("q")
    }
    #expect(ending == .exited(0) && after.contains("left after 1 events"))
  }

  @Test("a program that doesn't listen ends a moment after a signal by itself")
  func stuckAlone() throws {
    let (ending, _) = try ending { pty in
      pty.send("L")
      #expect(pty.read(until: "looping"))
      pty.signal(SIGUSR1)
    }
    #expect(ending == .signalled(SIGUSR1))
  }

  @Test(
    "a terminal that reads nothing holds up no end, and is told of it when it reads on",
    arguments: [SIGTERM, SIGSEGV])
  func unread(number: Int32) throws {
    let pty = try PtyProcess(
      probe, ["grid", "7"], environment: environment("xterm-256color"),
      rows: 100, columns: 400)
    #expect(pty.read(until: "\u{1B}[?1049h"))
    #expect(pty.waitUnread(count: 4_095))
    pty.signal(number)
    #expect(pty.waitUnread() == .signalled(number))
    #expect(pty.modes == pty.initialModes)
    _ = pty.wait()
    for sequence in Self.goodbye { #expect(pty.text.suffix(300).contains(sequence)) }
  }

  @Test("a key ends a program whose terminal reads nothing, and the terminal is told of it when it reads on")
  func unreadKey() throws {
    let pty = try PtyProcess(
      probe, ["grid", "7"], environment: environment("xterm-256color"), rows: 100, columns: 400)
    #expect(pty.read(until: "\u{1B}[?1049h"))
    #expect(pty.waitUnread(count: 4_095))
    pty.send("q")
    #expect(pty.waitUnread() == .exited(0))
    #expect(pty.modes == pty.initialModes)
    _ = pty.wait()
    for sequence in Self.goodbye { #expect(pty.text.suffix(300).contains(sequence)) }
  }

  @Test("a terminal that reads on when the program ends gets all that gives it back")
  func unreadKeyThenRead() throws {
    let pty = try PtyProcess(
      probe, ["grid", "7"], environment: environment("xterm-256color"), rows: 100, columns: 400)
    #expect(pty.read(until: "\u{1B}[?1049h"))
    #expect(pty.waitUnread(count: 4_095))
    #expect(pty.sendTaken("q"))
    #expect(pty.wait() == .exited(0))
    for sequence in Self.goodbye + ["\u{1B}[?2026l"] {
      #expect(pty.text.suffix(300).contains(sequence), "\(sequence.debugDescription)")
    }
  }

  @Test(
    "a terminal that reads on after a key was dealt with is told its modes again, and gets a whole screen")
  func readOn() throws {
    let (rows, columns) = (100, 400)
    let pty = try PtyProcess(
      probe, ["grid", "7"], environment: environment("xterm-256color"), rows: rows, columns: columns)
    #expect(pty.read(until: "\u{1B}[?2004h"))
    let start = pty.output.count
    #expect(pty.waitUnread(count: 4_095))
    #expect(pty.sendTaken("a"))
    #expect(pty.read(until: "\u{1B}[?2004h", after: start))
    #expect(pty.read(until: "\u{1B}[?2026l", after: pty.output.count))
    #expect(pty.output.count - start > rows * columns)
    pty.send("q")
    #expect(pty.wait() == .exited(0))
  }

  @Test("a terminal that reads on after an answer, which is no key, gets a whole screen too")
  func readOnAfterAnswer() throws {
    let pty = try PtyProcess(
      probe, ["grid", "7"], environment: environment("xterm-256color"), rows: 100, columns: 400)
    #expect(pty.read(until: "\u{1B}[?2004h"))
    let start = pty.output.count
    #expect(pty.waitUnread(count: 4_095))
    #expect(pty.sendTaken("\u{1B}[?1;2c"))
    #expect(pty.read(until: "\u{1B}[?2004h", after: start))
    #expect(pty.read(until: "\u{1B}[?2026l", after: pty.output.count))
    pty.send("q")
    #expect(pty.wait() == .exited(0))
  }

  @Test("Ctrl-S is a key, and doesn't freeze the screen")
  func controlS() throws {
    let (ending, _) = try ending { pty in
      pty.send("\u{13}")
      #expect(pty.read(until: "control(\"s\")"))
      pty.send("q")
    }
    #expect(ending == .exited(0))
  }

  @Test("what the terminal answers is no key, at the start neither")
  func answers() throws {
    let pty = try PtyProcess(probe, ["events"], environment: environment("xterm-256color"))
    pty.send("\u{1B}]11;rgb:q/q/q\u{7}\u{1B}P>|q\u{1B}\\\u{1B}[24;80R")
    #expect(pty.read(until: "· é end"))
    pty.send("\u{1B}]11;rgb:q/q/q\u{7}")
    pty.send("q")
    #expect(pty.wait() == .exited(0))
    #expect(pty.text.contains("left after 1 events"))
  }

  @Test("a program that doesn't listen ends at the second signal, with the terminal given back")
  func stuck() throws {
    let (ending, _) = try ending { pty in
      pty.send("L")
      #expect(pty.read(until: "looping"))
      pty.signal(SIGTERM)
      pty.signal(SIGINT)
    }
    #expect(ending == .signalled(SIGINT) || ending == .signalled(SIGTERM))
  }

  @Test(
    "a trap, an abort and a used-up stack give the terminal back and end the program as ever",
    arguments: ["!", "A", "R"])
  func crash(key: String) throws {
    let (ending, after) = try ending { $0.send("e" + key) }
    #expect(ending != .signalled(SIGKILL))
    guard case .signalled = ending else {
      Issue.record("\(String(describing: ending))")
      return
    }
    #expect(after.contains("kept ?[31m message"))
    if key == "!" { #expect(after.contains("a trap with words")) }
  }

  @Test("messages on standard error appear after the screen is gone, and can't act on the terminal")
  func messages() throws {
    let (_, after) = try ending { $0.send("eq") }
    #expect(after.contains("kept ?[31m message\r\nleft after 2 events"))
  }

  @Test("a terminal without a second screen keeps what was drawn, and goes on below it")
  func oneScreen() throws {
    let (ending, _) = try ending(term: "vt100") { $0.signal(SIGTERM) }
    #expect(ending == .signalled(SIGTERM))
  }

  @Test("a terminal that is gone ends the program")
  func hangUp() throws {
    let pty = try PtyProcess(probe, ["events"], environment: environment("xterm-256color"))
    #expect(pty.read(until: "· é end"))
    pty.hangUp()
    #expect(pty.wait() == .signalled(SIGHUP))
  }

  @Test("output that isn't a terminal is refused in words, with status 69 (unavailable)")
  func noTerminal() throws {
    let (ending, output) = try ChildProcess.run(probe, ["events"], environment: environment("xterm"))
    #expect(ending == .exited(69))
    #expect(output.hasPrefix("probe: standard output is not a terminal"))
  }

  @Test("a terminal that was smaller for a moment, and is as large as before, gets a whole screen")
  func smallerForAMoment() throws {
    let pty = try PtyProcess(probe, ["events"], environment: environment("xterm-256color"))
    #expect(pty.read(until: "· é end"))
    #expect(pty.read(until: "\u{1B}[?2026l"))
    let start = pty.output.count
    pty.signal(SIGSTOP)
    pty.resize(rows: 10, columns: 40)
    pty.resize(rows: 24, columns: 80)
    pty.signal(SIGCONT)
    #expect(pty.read(until: "· é end", after: start))
  }

  @Test("an update is marked for terminals that know it, and moving on sends little")
  func update() throws {
    let pty = try PtyProcess(probe, ["events"], environment: environment("xterm-256color"))
    #expect(pty.read(until: "· é end"))
    #expect(pty.read(until: "\u{1B}[?2026l"))
    let start = pty.output.count
    pty.send("a")
    #expect(pty.read(until: "\u{1B}[?2026l", after: start))
    #expect(pty.output.count - start < 300)
  }
}
