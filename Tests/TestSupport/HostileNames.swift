/// Names that could act on a terminal, break a file's form, or tear a screen, as layers, classes and files may have.
public enum HostileNames {
  /// The names; no two are equal, and none has a slash or a NUL but those of `paths`.
  public static let all: [String] =
    sequences + controls + invisible + wide + long + markup + plain + paths

  /// Escape sequences: colours, a title, a clipboard, a cursor, a reset, also in their 8-bit forms.
  public static let sequences = [
    "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;title\u{07}", "\u{1B}]52;c;aGVsbG8=\u{1B}\\", "\u{1B}[2J\u{1B}[H",
    "\u{1B}c", "\u{1B}P+q544e\u{1B}\\", "\u{9B}31mred", "\u{9D}0;title\u{9C}", "\u{90}1$r\u{9C}",
  ]

  /// Control characters of both sets, DEL, and ends of lines of all kinds.
  public static let controls = [
    "a\u{08}\u{08}b", "bell\u{07}", "\u{7F}del", "nel\u{85}x", "line\nbreak", "tab\tstop", "cr\roverwrite",
    "ff\u{0C}vt\u{0B}", "\u{0E}shift", "ls\u{2028}ps\u{2029}",
    String(String.UnicodeScalarView((0x80...0x9F).compactMap { Unicode.Scalar(UInt32($0)) })),
  ]

  /// Bidirectional controls, characters of no width, tags, private and unassigned ones.
  public static let invisible = [
    "\u{202E}gnp.exe", "\u{2066}iso\u{2069}late", "\u{200F}rtl", "zero\u{200B}width\u{200D}join\u{FEFF}",
    "soft\u{AD}hyphen", "\u{E0041}tag", "\u{E000}private", "\u{FFFE}none", "\u{301}alone", "\u{1161}vowel",
    "\u{3164}filler", "x\u{FE0F}", "\u{180E}mongol",
  ]

  /// Characters of two cells, and those of several scalars.
  public static let wide = [
    "畳み込み層", "한국어", "合成\u{3099}", "👩‍👩‍👧‍👦family", "🇩🇪🇯🇵🇧", "👍🏽", "ｆｕｌｌ", "e\u{301}\u{323}",
    "क्षि", "العربية",
  ]

  /// More than any screen or file name holds.
  public static let long = [
    String(repeating: "long", count: 2_500), "z" + String(repeating: "\u{301}", count: 1_000),
    String(repeating: "漢", count: 10_000),
    String(repeating: "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}", count: 50),
  ]

  /// What SVG, JSON, tables and formats have a use for.
  public static let markup = [
    "</text><script>alert(1)</script>", "a & b &amp; c", "\"quoted\" 'single'", "<\u{338}b>", "&\u{301}lt;",
    "]]>", "<!--", "\\u0041\\", "%s%n%d", "100%", "{\"a\": 1}", "a,b;c", "=1+1", "$(id)`id`",
  ]

  /// Nothing, or next to nothing.
  public static let plain = [" ", ".", "..", "...", ".hidden", "-rf", "--help", "-", "~", "*", "?", "con:"]

  /// Names that are no file's.
  public static let paths = ["", "../../etc/passwd", "/absolute", "a/b", "nul\u{0}byte"]

  /// What in a text could act on a terminal, or takes no place on it, in words; line ends are allowed.
  public static func faults(in text: String) -> [String] {
    let flood = text.first { $0.unicodeScalars.count > 8 }
    return actingScalars(in: text) + (flood.map { ["\($0.unicodeScalars.count) scalars in one place"] } ?? [])
  }

  /// The first scalars of a text that could act on a terminal or are not shown; line ends are allowed.
  public static func actingScalars(in text: String) -> [String] {
    var faults: [String] = []
    for scalar in text.unicodeScalars where scalar != "\n" && !scalar.isASCIIPrintable {
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator, .unassigned:
        faults.append("U+" + String(scalar.value, radix: 16, uppercase: true))
      default:
        if scalar.properties.isDefaultIgnorableCodePoint {
          faults.append("U+" + String(scalar.value, radix: 16, uppercase: true) + ", which is not shown")
        }
      }
    }
    return Array(faults.prefix(5))
  }

  /// A text without the sequences that set colours and attributes.
  public static func withoutColours(_ text: String) -> String {
    text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIIPrintable: Bool { (0x20..<0x7F).contains(value) }
}
