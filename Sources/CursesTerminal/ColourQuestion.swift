internal import CNcurses

/// Asks a terminal whether it shows any colour, where nothing else tells: SSH forwards `TERM`, but not `COLORTERM`.
///
/// Two questions, since terminals answer one or the other: for the capability `RGB` (XTGETTCAP), and for a colour that was
/// set just before (DECRQSS). A report of the terminal's kind (DA1), which all give, ends the answer.
enum ColourQuestion {
  /// What is sent.
  ///
  /// What a terminal may have written of it goes with the rest of the line behind the cursor.
  static let text =
    "\u{1B}7\u{1B}[48;2;1;2;3m\u{1B}P$qm\u{1B}\\\u{1B}[0m" + "\u{1B}P+q524742\u{1B}\\\u{1B}8\u{1B}[K"
    + "\u{1B}[c"

  /// Asks a terminal where its options and environment leave it open.
  ///
  /// - Returns: What has arrived, among which keys may be, and whether all of it has; else the rest may still come.
  static func answer(
    _ options: TerminalOptions, input: Int32, output: Int32
  ) -> (bytes: [UInt8], isWhole: Bool) {
    guard let milliseconds = TerminalPlan.patienceForColours(options) else { return ([], true) }
    var bytes = [CChar](repeating: 0, count: 512)
    var isWhole = true
    let count = cn_ask(input, output, text, milliseconds, &bytes, Int32(bytes.count), &isWhole)
    return (bytes.prefix(Int(count)).map(UInt8.init(bitPattern:)), isWhole)
  }

  /// Whether an answer says that the terminal shows any colour.
  static func isAffirmed(by answer: [UInt8]) -> Bool {
    let strings = String(decoding: answer, as: UTF8.self).components(startingWith: "\u{1B}P")
    return strings.contains { $0.lowercased().hasPrefix("1+r524742") || hasColour($0) }
  }

  /// Whether a report of how text is drawn, `1$r0;48:2::1:2:3m`, has the colour that was set.
  private static func hasColour(_ report: Substring) -> Bool {
    guard report.hasPrefix("1$r") || report.hasPrefix("0$r"), let end = report.firstIndex(of: "m") else {
      return false
    }
    let numbers = report[..<end].dropFirst(3).split { $0 == ";" || $0 == ":" }
    return numbers.indices.contains { numbers[$0...].starts(with: ["48", "2", "1", "2", "3"]) }
  }
}

extension String {
  /// The parts of the text that follow a mark.
  fileprivate func components(startingWith mark: String) -> [Substring] {
    ranges(of: mark).map { self[$0.upperBound...] }
  }
}
