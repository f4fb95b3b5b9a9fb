import CursesTerminal
import Testing

@Suite struct TerminalErrorTests {
  @Test(
    "each error says what is wrong and what to do",
    arguments: [
      (
        TerminalError.outputIsNotATerminal,
        "standard output is not a terminal, which the explorer needs; --plain, 'cnnview summary', "
          + "'cnnview explain', 'cnnview why', 'cnnview export' and --screenshot write to files and pipes"
      ),
      (
        .noTerminalForKeys,
        "there is no terminal to read keys from; start cnnview from a terminal, or use --plain, "
          + "'cnnview summary', "
          + "'cnnview explain', 'cnnview why', 'cnnview export' and --screenshot"
      ),
      (
        .unknownTerminal(name: "odd"),
        "the terminal database knows neither TERM=odd nor xterm-256color; install it (Debian: ncurses-base, "
          + "ncurses-term), or set TERM to what 'toe -a' lists"
      ),
      (
        .showsLinesOnly(name: "dumb"),
        "a terminal of TERM=dumb can show lines of text only; use --plain, 'cnnview summary', "
          + "'cnnview explain', 'cnnview why', 'cnnview export' and --screenshot, or set TERM to what the terminal really is, such as "
          + "xterm-256color"
      ),
      (
        .cannotStart(name: ""),
        "ncurses can't start on TERM=(empty); set TERM to what the terminal really is, such as xterm-256color"
      ),
    ])
  func words(error: TerminalError, message: String) {
    #expect(error.message == message)
  }

  @Test("a terminal's name is cleaned before it is shown")
  func hostileName() {
    let message = TerminalError.showsLinesOnly(name: "\u{1B}]0;x\u{7}" + String(repeating: "y", count: 999))
      .message
    #expect(!message.contains("\u{1B}") && !message.contains("\u{7}"))
    #expect(message.count < 300)
  }
}
