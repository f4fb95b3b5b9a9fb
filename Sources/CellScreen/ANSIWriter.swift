/// A grid as text with the escape sequences that colour it, for `cat` and for files.
///
/// A sequence is written only where the drawing changes, and every line ends in the terminal's own colours.
/// Blanks at the end of a line that show nothing are left out; those of a page that isn't the terminal's show it.
public struct ANSIWriter: Sendable {
  private let presentation: Presentation

  /// Makes a writer for what a terminal can show.
  public init(_ presentation: Presentation) {
    self.presentation = presentation
  }

  /// The grid's lines.
  public func string(_ grid: CellGrid) -> String {
    (0..<grid.height).map { row in
      line(grid.cells[row * grid.width..<(row + 1) * grid.width]) + "\n"
    }.joined()
  }

  private func line(_ cells: ArraySlice<Cell>) -> String {
    var shown = cells.map(presentation.present)
    while shown.last == PresentedCell(" ") { shown.removeLast() }
    var line = ""
    var last = PresentedCell(" ")
    for cell in shown {
      guard let character = cell.character else { continue }
      line += Self.change(from: last, to: cell)
      line.append(character)
      last = cell
    }
    return line + Self.change(from: last, to: PresentedCell(" "))
  }

  /// The sequence that takes the terminal from the drawing of one cell to that of another.
  ///
  /// Attributes are only ever taken away together with everything else, by code 0.
  private static func change(from old: PresentedCell, to new: PresentedCell) -> String {
    var old = old
    var codes: [String] = []
    let isPlain = new.attributes.isEmpty && new.foreground == .standard && new.background == .standard
    if !old.attributes.isSubset(of: new.attributes) || (isPlain && old.background != .standard) {
      codes.append("0")
      old = PresentedCell(" ")
    }
    codes += attributeCodes(new.attributes.subtracting(old.attributes))
    if old.foreground != new.foreground { codes.append(new.foreground.code(base: 30)) }
    if old.background != new.background { codes.append(new.background.code(base: 40)) }
    return codes.isEmpty ? "" : "\u{1B}[\(codes.joined(separator: ";"))m"
  }

  private static func attributeCodes(_ attributes: Style.Attributes) -> [String] {
    let codes: [(Style.Attributes, String)] = [(.bold, "1"), (.underline, "4"), (.reverse, "7")]
    return codes.filter { attributes.contains($0.0) }.map(\.1)
  }
}

extension TerminalColour {
  /// The code that sets the colour in a sequence that selects graphic rendition (SGR): of the ink with base 30, of the
  /// ground with 40.
  public func code(base: Int) -> String {
    switch self {
    case .standard: "\(base + 9)"
    case .indexed(let index) where index < 8: "\(base + Int(index))"
    case .indexed(let index): "\(base + 8);5;\(index)"
    case .rgb(let colour): "\(base + 8);2;\(colour.red);\(colour.green);\(colour.blue)"
    }
  }
}
