internal import CNcurses
internal import CellScreen

/// Writes what changes on a screen as bytes, as few as there can be, for terminals that speak ECMA-48.
///
/// ncurses sends both colours of a cell wherever one of them changes, and once more what stands between two
/// changes: where numbers stand on coloured ground that is twice as much.
///
/// Source: ECMA-48, 5th edition, 8.3 (CUF, CUP, VPA, SGR); xterm's control sequences (SGR 38 and 48, DECAWM, the
/// designation of ASCII as G0).
struct ChangeWriter {
  /// What has been written.
  private(set) var bytes: [UInt8] = []
  /// The numbers of rows and columns.
  private let height: Int
  private let width: Int
  /// What the terminal would draw with now.
  private var pen = PresentedCell(" ")
  /// Where the terminal's cursor is; nil when that isn't sure.
  private var place: (row: Int, column: Int)?

  /// Begins where the cursor is, in the terminal's own colours.
  ///
  /// Without a cursor nothing is known of the terminal, so it is told its own colours, and its own characters, too.
  init(height: Int, width: Int, cursor: (row: Int, column: Int)?) {
    self.height = height
    self.width = width
    place = cursor
    if cursor == nil { append("\u{1B}(B\u{1B}[m") }
  }

  // MARK: Characters

  /// Writes a cell's character, into one or two columns.
  mutating func put(_ cell: ChangedCell) {
    guard let character = cell.look.character else { return }
    move(row: cell.row, column: cell.column)
    take(cell.look)
    // Elsewhere the cursor waits in the last column; here the whole screen could move up.
    let isCorner = cell.row == height - 1 && cell.column + (cell.isWide ? 2 : 1) >= width
    if isCorner { append("\u{1B}[?7l") }
    let next = write(character, column: cell.column, isWide: cell.isWide)
    if isCorner { append("\u{1B}[?7h") }
    place = next.flatMap { $0 < width ? (cell.row, $0) : nil }
  }

  /// Writes a character; returns the column behind it, where the terminal surely thinks so too.
  private mutating func write(_ character: Character, column: Int, isWide: Bool) -> Int? {
    if let ascii = character.asciiValue, ascii >= 0x20, ascii != 0x7F {
      bytes.append(ascii)
      return column + 1
    }
    let scalars = ScreenPainter.scalars(character, width: isWide ? 2 : 1)
    let all = [scalars.0, scalars.1, scalars.2, scalars.3, scalars.4].compactMap(Unicode.Scalar.init)
    for scalar in all where scalar != "\0" { bytes.append(contentsOf: Array(String(scalar).utf8)) }
    // A character that the system thinks narrower than the grid does leaves a column to fill.
    if isWide, cn_width(scalars.0) != 2 { append(" ") }
    return isWide || scalars.1 != 0 ? nil : column + 1
  }

  /// Whether a cell is written by going over it with what the terminal draws with now.
  func isCheap(_ cell: PresentedCell) -> Bool {
    if cell.isBlank { return cell.background == pen.background && pen.attributes.isSubset(of: .bold) }
    return cell.character?.isASCII == true && cell.foreground == pen.foreground
      && cell.background == pen.background && cell.attributes == pen.attributes
  }

  /// How many columns lie between the cursor and a place further right in its row; nil for another place.
  func gap(to row: Int, _ column: Int) -> Int? {
    guard let place, place.row == row, place.column <= column else { return nil }
    return column - place.column
  }

  // MARK: Places

  /// Brings the cursor to a place.
  private mutating func move(row: Int, column: Int) {
    if let gap = gap(to: row, column) {
      if gap > 0 { append("\u{1B}[\(gap == 1 ? "" : String(gap))C") }
    } else if let place, place.column == column {
      append("\u{1B}[\(row + 1)d")
    } else {
      append("\u{1B}[\(row + 1)\(column == 0 ? "" : ";\(column + 1)")H")
    }
    place = (row, column)
  }

  /// Leaves the terminal in its own colours with the cursor at a place.
  mutating func end(row: Int, column: Int) {
    if pen != PresentedCell(" ") { append("\u{1B}[m") }
    pen = PresentedCell(" ")
    if gap(to: row, column) != 0 { move(row: row, column: column) }
  }

  // MARK: Colours

  /// Makes the terminal draw as a cell looks; the ink of a blank doesn't show, so it stays.
  private mutating func take(_ cell: PresentedCell) {
    var wanted = PresentedCell(" ", cell.foreground, on: cell.background, cell.attributes)
    if cell.isBlank {
      wanted.foreground = pen.foreground
      if pen.attributes.isSubset(of: .bold) { wanted.attributes = pen.attributes }
    }
    guard wanted != pen else { return }
    var codes = Self.codes(from: pen, to: wanted)
    if !pen.attributes.isSubset(of: wanted.attributes) {
      let anew = ["0"] + Self.codes(from: PresentedCell(" "), to: wanted)
      if Self.length(anew) < Self.length(codes) { codes = anew }
    }
    append("\u{1B}[\(codes.joined(separator: ";"))m")
    pen = wanted
  }

  private static func length(_ codes: [String]) -> Int {
    codes.reduce(codes.count) { $0 + $1.utf8.count }
  }

  private static func codes(from old: PresentedCell, to new: PresentedCell) -> [String] {
    let attributes: [(Style.Attributes, on: String, off: String)] = [
      (.bold, "1", "22"), (.underline, "4", "24"), (.reverse, "7", "27"),
    ]
    var codes = attributes.compactMap { attribute, on, off in
      old.attributes.contains(attribute) == new.attributes.contains(attribute)
        ? nil : new.attributes.contains(attribute) ? on : off
    }
    if old.foreground != new.foreground { codes.append(code(of: new.foreground, base: 30)) }
    if old.background != new.background { codes.append(code(of: new.background, base: 40)) }
    return codes
  }

  /// The code of a colour: its palette's number, which is shorter, where the palette has exactly this one.
  private static func code(of colour: TerminalColour, base: Int) -> String {
    guard case .rgb(let exact) = colour, let index = Palette256.index(of: exact) else {
      return colour.code(base: base)
    }
    return TerminalColour.indexed(index).code(base: base)
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }
}

extension PresentedCell {
  /// Whether only the ground shows.
  var isBlank: Bool { character == " " && attributes.isSubset(of: .bold) }

  /// Whether a cell can't be told from another one.
  func looksLike(_ other: PresentedCell) -> Bool {
    self == other || (isBlank && other.isBlank && background == other.background)
  }
}
