import Testing

@testable import TestSupport

/// What the tests of terminals rely on: waiting for what never comes ends, and fails.
@Suite struct HarnessTests {
  @Test("what is typed to a program that takes nothing is not taken")
  func notTaken() throws {
    let sleep = try #require(ChildProcess.path(of: "sleep"))
    let pty = try PtyProcess(sleep, ["60"], environment: [:], patience: .milliseconds(50))
    #expect(!pty.sendTaken("q\n"))
    pty.signal(9)
    #expect(pty.waitUnread() != .exited(0))
  }

  @Test("what is typed to a program that reads is taken")
  func taken() throws {
    let cat = try #require(ChildProcess.path(of: "cat"))
    let pty = try PtyProcess(cat, [], environment: [:])
    #expect(pty.sendTaken("a line\n"))
    #expect(pty.read(until: "a line\r\na line\r\n"))
    pty.send("\u{4}")
    #expect(pty.wait() == .exited(0))
  }

  @Test("a server that never answers is given up")
  func noAnswer() throws {
    let sleep = try #require(ChildProcess.path(of: "sleep"))
    #expect(throws: TmuxError.self) {
      try TmuxControl(sleep, ["60"], environment: [:], patience: .milliseconds(50))
    }
  }
}
