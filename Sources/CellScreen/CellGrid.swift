/// A rectangle of cells, in rows and columns from the upper left corner.
public struct Area: Hashable, Sendable {
  /// The first row.
  public var row: Int
  /// The first column.
  public var column: Int
  /// The number of rows.
  public var height: Int
  /// The number of columns.
  public var width: Int

  /// Makes an area; negative extents become 0.
  public init(row: Int, column: Int, height: Int, width: Int) {
    self.row = row
    self.column = column
    self.height = max(0, height)
    self.width = max(0, width)
  }

  /// The rows of the area.
  public var rows: Range<Int> { row..<row + height }
  /// The columns of the area.
  public var columns: Range<Int> { column..<column + width }
  /// Whether there is no cell in the area.
  public var isEmpty: Bool { height == 0 || width == 0 }

  /// Whether a cell lies in the area.
  public func contains(row: Int, column: Int) -> Bool {
    rows.contains(row) && columns.contains(column)
  }

  /// The part that two areas share.
  public func intersection(_ other: Area) -> Area {
    let top = max(row, other.row)
    let left = max(column, other.column)
    return Area(
      row: top, column: left,
      height: min(rows.upperBound, other.rows.upperBound) - top,
      width: min(columns.upperBound, other.columns.upperBound) - left)
  }
}

/// A screen as a value: what a test, a picture file and the terminal are all made from.
///
/// Whatever is drawn outside is clipped, so a view may draw without asking how large the screen is.
public struct CellGrid: Sendable {
  /// The number of rows.
  public let height: Int
  /// The number of columns.
  public let width: Int
  /// The cells, row by row.
  public private(set) var cells: [Cell]
  /// What words were written over other words: a fault of a view, which tests look for.
  ///
  /// Lines drawn with box-drawing characters may be written over, what is cut ends with `…`, and what is written twice alike
  /// does no harm.
  public private(set) var collisions: [String] = []

  /// What words the right edge of the grid cut: a fault of a view too.
  public private(set) var overruns: [String] = []

  /// Makes a blank grid; negative extents become 0.
  public init(height: Int, width: Int) {
    self.height = max(0, height)
    self.width = max(0, width)
    self.cells = [Cell](repeating: .blank, count: self.height * self.width)
  }

  /// The cells of some rows as a grid of their own; rows outside are left out.
  public func rows(_ range: Range<Int>) -> CellGrid {
    let kept = range.clamped(to: 0..<height)
    var grid = CellGrid(height: kept.count, width: width)
    grid.draw(self, row: -kept.lowerBound, column: 0)
    return grid
  }

  /// The whole grid as an area.
  public var area: Area { Area(row: 0, column: 0, height: height, width: width) }

  /// The cell at a row and column; blank outside, where setting it does nothing.
  ///
  /// Writing over one half of a wide grapheme blanks its other half.
  public subscript(row: Int, column: Int) -> Cell {
    get { area.contains(row: row, column: column) ? cells[row * width + column] : .blank }
    set {
      guard area.contains(row: row, column: column) else { return }
      separateWideGrapheme(row: row, column: column)
      cells[row * width + column] = newValue
    }
  }

  /// Writes text from a cell rightwards, clipped to the given columns; returns the column after it.
  ///
  /// A wide grapheme that would be cut by the edge becomes a blank.
  @discardableResult
  public mutating func write(
    _ text: DisplayText, row: Int, column: Int, _ style: Style = .text, limit: Int? = nil
  ) -> Int {
    let end = min(width, limit ?? width)
    var at = column
    for (index, grapheme) in text.graphemes.enumerated() {
      guard at < end else {
        if limit == nil { noteOverrun(text.graphemes[index...], row: row, of: text) }
        break
      }
      let cell = Cell(glyph: grapheme.glyph, style)
      noteCollision(grapheme.glyph, row: row, column: at, of: text)
      if grapheme.width == 1 {
        self[row, at] = cell
      } else {
        placeWide(cell, row: row, column: at, end: end)
      }
      at += grapheme.width
    }
    return at
  }

  /// Notes words that the edge cuts.
  private mutating func noteOverrun(_ rest: ArraySlice<DisplayText.Grapheme>, row: Int, of text: DisplayText)
  {
    guard (0..<height).contains(row), rest.contains(where: { $0.glyph != " " }) else { return }
    overruns.append("'\(text.string)' in row \(row)")
  }

  /// Notes a character that is about to take another one's place.
  private mutating func noteCollision(_ new: Glyph, row: Int, column: Int, of text: DisplayText) {
    // Most is written over blanks, which is quickly told.
    guard area.contains(row: row, column: column),
      case .glyph(let old) = cells[row * width + column].content, old != " ", new != " ", new != "…",
      old != new, !old.isBoxDrawing, text.graphemes != DisplayText.ellipsis
    else { return }
    collisions.append(
      "'\(new.character)' of '\(text.string)' over '\(old.character)' in row \(row), column \(column)")
  }

  /// Writes the program's own words from a cell rightwards; returns the column after them.
  @discardableResult
  public mutating func write(
    _ text: String, row: Int, column: Int, _ style: Style = .text, limit: Int? = nil
  ) -> Int {
    write(DisplayText(text), row: row, column: column, style, limit: limit)
  }

  /// Writes text so that it ends before the given column; returns the column where it starts.
  @discardableResult
  public mutating func write(_ text: String, row: Int, endingAt end: Int, _ style: Style = .text) -> Int {
    let text = DisplayText(text)
    write(text, row: row, column: end - text.width, style)
    return end - text.width
  }

  /// Sets every cell of an area.
  public mutating func fill(_ area: Area, with cell: Cell) {
    let inside = area.intersection(self.area)
    for row in inside.rows {
      for column in inside.columns { self[row, column] = cell }
    }
  }

  /// Changes the style of the cells of an area.
  public mutating func restyle(_ area: Area, _ change: (inout Style) -> Void) {
    let inside = area.intersection(self.area)
    for row in inside.rows {
      for column in inside.columns { change(&cells[row * width + column].style) }
    }
  }

  /// Copies another grid in, its upper left corner at a cell.
  ///
  /// A wide grapheme that would be cut by the edge becomes a blank.
  public mutating func draw(_ other: CellGrid, row: Int, column: Int) {
    for y in 0..<other.height {
      for x in 0..<other.width {
        let cell = other[y, x]
        if cell.isContinuation {
          if column + x == 0 { self[row + y, 0] = Cell(" ", cell.style) }
        } else if x + 1 < other.width, other[y, x + 1].isContinuation {
          placeWide(cell, row: row + y, column: column + x, end: width)
        } else {
          self[row + y, column + x] = cell
        }
      }
    }
  }

  /// Sets a wide grapheme's two cells; where only one is left of `end` and inside the grid, that is a blank.
  private mutating func placeWide(_ cell: Cell, row: Int, column: Int, end: Int) {
    let blank = Cell(" ", cell.style)
    self[row, column] = blank
    guard column + 1 < end else { return }
    self[row, column + 1] = blank
    guard area.contains(row: row, column: column), area.contains(row: row, column: column + 1) else { return }
    cells[row * width + column] = cell
    cells[row * width + column + 1] = .continuation(cell.style)
  }

  /// Blanks the other half of a wide grapheme of which one half is about to be overwritten.
  private mutating func separateWideGrapheme(row: Int, column: Int) {
    let index = row * width + column
    if cells[index].isContinuation, column > 0 { cells[index - 1] = .blank }
    if column + 1 < width, cells[index + 1].isContinuation { cells[index + 1] = .blank }
  }
}

extension CellGrid: Equatable {
  /// Whether two grids have the same cells, however these came there.
  public static func == (first: CellGrid, second: CellGrid) -> Bool {
    first.width == second.width && first.height == second.height && first.cells == second.cells
  }
}

extension Glyph {
  /// Whether a character is a part of a line or a frame: U+2500 to U+257F.
  fileprivate var isBoxDrawing: Bool { (0x2500...0x257F).contains(first) }
}
