public import CellScreen

/// How many colours the user asks for.
public enum ColourChoice: String, Sendable, CaseIterable {
  /// What the environment, the terminal and the terminal database say.
  case auto
  /// Any colour, by escape sequences that nearly all terminals of today understand.
  case truecolour = "truecolor"
  /// xterm's palette of 256.
  case colours256 = "256"
  /// Eight colours.
  case colours8 = "8"
  /// None.
  case none
}

/// What the terminal is to be opened with.
public struct TerminalOptions: Sendable {
  /// The environment in which the program was started.
  public var environment: [String: String]
  /// The colours that the user asks for.
  public var colours: ColourChoice
  /// The folder with the program's own entries of the terminal database; nil if it wasn't found.
  public var terminfo: String?
  /// The colours of the roles.
  public var theme: Theme
  /// What pixels are drawn with, where there is a choice.
  public var pixels: Presentation.PixelGlyphs
  /// Whether updates may be marked so that the terminal shows none half done.
  public var synchronises: Bool

  /// Makes options.
  public init(
    environment: [String: String], colours: ColourChoice = .auto, terminfo: String? = nil,
    theme: Theme = .dark, pixels: Presentation.PixelGlyphs = .half, synchronises: Bool = true
  ) {
    self.environment = environment
    self.colours = colours
    self.terminfo = terminfo
    self.theme = theme
    self.pixels = pixels
    self.synchronises = synchronises
  }
}

/// What the environment and the options say about the terminal: the only place where they are read.
struct TerminalPlan: Equatable {
  /// A name of the terminal database to try.
  struct Candidate: Equatable {
    /// The name.
    let name: String
    /// Whether it is one of the program's own entries, which know any colour.
    let isOwn: Bool
  }

  /// The names to try, the best first.
  let candidates: [Candidate]
  /// The most colours to use, whatever the terminal has.
  let limit: ColourDepth
  /// Milliseconds after which a lone Esc counts as the key.
  let escapeDelay: Int
  /// Whether updates are marked for the terminal.
  let isSynchronised: Bool

  init(_ options: TerminalOptions) {
    let name = options.environment["TERM"] ?? ""
    let family = Family(name)
    limit = Self.limit(options)
    var candidates: [Candidate] = []
    if limit == .truecolour, options.terminfo != nil, let own = family.ownEntry {
      candidates.append(Candidate(name: own, isOwn: true))
    }
    if name == "xterm", options.colours == .colours256 || Self.saysLessThanTrue(options.environment) {
      candidates.append(Candidate(name: "xterm-256color", isOwn: false))
    }
    if !name.isEmpty { candidates.append(Candidate(name: name, isOwn: false)) }
    candidates.append(Candidate(name: "xterm-256color", isOwn: false))
    self.candidates = candidates
    escapeDelay = Self.escapeDelay(options.environment)
    isSynchronised = options.synchronises && family == .xterm
  }

  /// How long to wait for the terminal's word on whether it shows any colour, in milliseconds; `nil` where it isn't
  /// asked.
  ///
  /// It is asked where only the terminal itself can tell: nobody has said how many to use, and nothing in the environment.
  /// Multiplexers don't answer for what they run in, and macOS's Terminal writes what it doesn't understand. Over SSH an
  /// answer may take a while.
  static func patienceForColours(_ options: TerminalOptions) -> Int32? {
    let environment = options.environment
    let said = ["NO_COLOR", "COLORTERM"].contains { environment[$0]?.isEmpty == false }
    guard options.colours == .auto, !said, options.terminfo != nil,
      Family(environment["TERM"] ?? "") == .xterm,
      environment["TERM_PROGRAM"] != "Apple_Terminal"
    else { return nil }
    return environment["SSH_CONNECTION"]?.isEmpty == false ? 500 : 100
  }

  /// Whether terminals that have 256 colours call themselves `xterm`, of which the database says that it has eight:
  /// Debian's xterm does.
  private static func saysLessThanTrue(_ environment: [String: String]) -> Bool {
    ["XTERM_VERSION", "VTE_VERSION", "KONSOLE_VERSION"].contains { environment[$0]?.isEmpty == false }
  }

  /// `--color` wins over `NO_COLOR` (no-color.org: any value but the empty one), that over `COLORTERM`.
  private static func limit(_ options: TerminalOptions) -> ColourDepth {
    switch options.colours {
    case .truecolour: return .truecolour
    case .colours256: return .colours256
    case .colours8: return .colours8
    case .none: return .none
    case .auto:
      if options.environment["NO_COLOR"].map({ !$0.isEmpty }) ?? false { return .none }
      let colourTerm = options.environment["COLORTERM"] ?? ""
      return ["truecolor", "24bit"].contains(colourTerm) ? .truecolour : .colours256
    }
  }

  /// 25 ms: a person notices nothing, and the bytes of an arrow key arrive together; over SSH the line may take a
  /// moment between them.
  private static func escapeDelay(_ environment: [String: String]) -> Int {
    if let delay = environment["ESCDELAY"].flatMap({ Int($0) }), (1...5_000).contains(delay) { return delay }
    return environment["SSH_CONNECTION"]?.isEmpty == false ? 250 : 25
  }

  /// Terminals that are alike in their keys and in how they are told colours.
  private enum Family {
    /// xterm and those that copy it.
    case xterm
    /// tmux and screen, which have keys of their own.
    case multiplexer
    /// All others.
    case other

    init(_ name: String) {
      let copies = ["xterm", "alacritty", "foot", "kitty", "ghostty", "wezterm", "konsole", "vte", "gnome"]
      if copies.contains(where: name.hasPrefix) {
        self = .xterm
      } else if name.hasPrefix("tmux") || name.hasPrefix("screen") {
        self = .multiplexer
      } else {
        self = .other
      }
    }

    /// The program's own entry for the family, in `assets/terminfo`.
    var ownEntry: String? {
      switch self {
      case .xterm: "cnnview-xterm"
      case .multiplexer: "cnnview-tmux"
      case .other: nil
      }
    }
  }
}
