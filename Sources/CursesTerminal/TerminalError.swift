internal import CellScreen

/// Why the terminal can't show the explorer.
public enum TerminalError: Error, Equatable, Sendable {
  /// Standard output goes to a file or a pipe.
  case outputIsNotATerminal
  /// Standard input goes to a file or a pipe, and there is no terminal to read keys from instead.
  case noTerminalForKeys
  /// Neither the terminal nor xterm is in the terminal database.
  case unknownTerminal(name: String)
  /// The terminal can show lines of text only.
  case showsLinesOnly(name: String)
  /// ncurses doesn't take the terminal.
  case cannotStart(name: String)

  /// What is wrong, where, and what to do, in one line.
  public var message: String {
    switch self {
    case .outputIsNotATerminal:
      "standard output is not a terminal, which the explorer needs; \(Self.textCommands) write to files and pipes"
    case .noTerminalForKeys:
      "there is no terminal to read keys from; start cnnview from a terminal, or use \(Self.textCommands)"
    case .unknownTerminal(let name):
      "the terminal database knows neither TERM=\(Self.clean(name)) nor xterm-256color; install it (Debian: "
        + "ncurses-base, ncurses-term), or set TERM to what 'toe -a' lists"
    case .showsLinesOnly(let name):
      "a terminal of TERM=\(Self.clean(name)) can show lines of text only; use \(Self.textCommands), or set TERM "
        + "to what the terminal really is, such as xterm-256color"
    case .cannotStart(let name):
      "ncurses can't start on TERM=\(Self.clean(name)); set TERM to what the terminal really is, such as "
        + "xterm-256color"
    }
  }

  /// What works without a terminal.
  private static let textCommands =
    "--plain, 'cnnview summary', 'cnnview explain', 'cnnview why', 'cnnview export' and --screenshot"

  /// The name of a terminal as it may be shown: it comes from outside.
  private static func clean(_ name: String) -> String {
    DisplayText(name.isEmpty ? "(empty)" : name).truncated(to: 60).string
  }
}
