public import CellScreen

/// Reads text with colour sequences back into cells.
public enum ANSIReader {
  /// The cells of each line.
  ///
  /// Of the escape sequences only those that set colours and attributes (SGR) are known; others are left out.
  public static func cells(_ text: String) -> [[PresentedCell]] {
    var pen = PresentedCell(" ")
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var cells: [PresentedCell] = []
      var rest = line.unicodeScalars[...]
      var words = ""
      while let scalar = rest.popFirst() {
        guard scalar == "\u{1B}" else {
          words.unicodeScalars.append(scalar)
          continue
        }
        append(words, to: &cells, pen)
        words = ""
        apply(sequence(&rest), to: &pen)
      }
      append(words, to: &cells, pen)
      return cells
    }
  }

  private static func append(_ words: String, to cells: inout [PresentedCell], _ pen: PresentedCell) {
    for grapheme in DisplayText(words).graphemes {
      var cell = pen
      cell.glyph = grapheme.glyph
      cells.append(cell)
      cell.glyph = nil
      if grapheme.width == 2 { cells.append(cell) }
    }
  }

  /// The numbers of an SGR sequence; empty for another one.
  private static func sequence(_ rest: inout Substring.UnicodeScalarView) -> [Int] {
    guard rest.first == "[" else {
      _ = rest.popFirst()
      return []
    }
    _ = rest.popFirst()
    var numbers = ""
    while let scalar = rest.popFirst() {
      if ("0"..."9").contains(scalar) || scalar == ";" {
        numbers.unicodeScalars.append(scalar)
        continue
      }
      guard scalar == "m" else { return [] }
      return numbers.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    }
    return []
  }

  /// Draws from now on as the numbers of an SGR sequence say.
  static func apply(_ codes: [Int], to pen: inout PresentedCell) {
    var rest = codes[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: pen = PresentedCell(" ")
      case 1: pen.attributes.insert(.bold)
      case 4: pen.attributes.insert(.underline)
      case 7: pen.attributes.insert(.reverse)
      case 22: pen.attributes.remove(.bold)
      case 24: pen.attributes.remove(.underline)
      case 27: pen.attributes.remove(.reverse)
      case 30...37: pen.foreground = .indexed(UInt8(code - 30))
      case 38: pen.foreground = colour(&rest)
      case 39: pen.foreground = .standard
      case 40...47: pen.background = .indexed(UInt8(code - 40))
      case 48: pen.background = colour(&rest)
      case 49: pen.background = .standard
      default: break
      }
    }
  }

  private static func colour(_ rest: inout ArraySlice<Int>) -> TerminalColour {
    switch rest.popFirst() {
    case 5: return .indexed(UInt8(clamping: rest.popFirst() ?? 0))
    case 2:
      let parts = (0..<3).map { _ in UInt8(clamping: rest.popFirst() ?? 0) }
      return .rgb(RGB(parts[0], parts[1], parts[2]))
    default: return .standard
    }
  }
}
