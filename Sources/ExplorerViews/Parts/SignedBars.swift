import CellScreen
import Explorer

/// Bars of numbers about a zero line, to the right of it above zero and to the left below, all to one scale.
///
/// A bar is half a row high, so that a gap parts it from the next one. Where numbers are added, each bar can start
/// where the one before ended.
struct SignedBars {
  private let columns: Range<Int>
  /// The column of the zero line.
  private let zero: Int
  /// How many columns a number of 1 takes.
  private let unit: Double

  /// The scale of some numbers, whose largest magnitude is as long as fits; NaN and ±∞ have no part in it.
  init(_ values: [Double], in columns: Range<Int>) {
    let finite = values.filter(\.isFinite)
    let (lowest, highest) = (min(finite.min() ?? 0, 0), max(finite.max() ?? 0, 0))
    let span = max(highest - lowest, .leastNonzeroMagnitude)
    let width = Double(max(0, columns.count - 1))
    self.columns = columns
    zero = columns.lowerBound + Int((width * -lowest / span).rounded(.up))
    let left = Double(zero - columns.lowerBound)
    let right = width - left
    unit = min(lowest < 0 ? left / -lowest : .infinity, highest > 0 ? right / highest : .infinity)
  }

  /// The scale of logits, which never makes the smallest of differences look large: 1 has its place on it.
  init(logits: [Float], in columns: Range<Int>) {
    let values = logits.map(Double.init)
    let largest = values.filter(\.isFinite).map(\.magnitude).max() ?? 0
    let ends = largest < 1 ? [values.contains { $0 > 0 } ? 1.0 : 0, values.contains { $0 < 0 } ? -1 : 0] : []
    self.init(values + ends, in: columns)
  }

  /// Draws the zero line and the bar of a number, from another one on; `!` for what is not a finite number.
  ///
  /// A bar from another number on has at least half a column. A tall bar takes the whole row; one of a glyph is made of
  /// whole columns.
  func draw(
    _ value: Double, from start: Double? = nil, on grid: inout CellGrid, row: Int, isTall: Bool = false,
    _ style: Style? = nil, glyph: Character? = nil
  ) {
    guard !columns.isEmpty else { return }
    drawLine(on: &grid, row: row)
    guard value.isFinite else {
      grid.write("!", row: row, column: min(zero + 1, columns.upperBound - 1), .role(.warning, .reverse))
      return
    }
    let end = (start ?? 0) + value
    guard unit.isFinite, end.isFinite, value != 0 else { return }
    var halves = halves(from: min(end - value, end), to: max(end - value, end))
    if halves.isEmpty {
      guard start != nil else { return }
      let first = value > 0 ? halves.lowerBound : halves.lowerBound - 1
      let inside = min(max(first, 2 * columns.lowerBound), 2 * columns.upperBound - 1)
      halves = inside..<inside + 1
    }
    let glyphs: [Character] = isTall ? ["▐", "▌", "█"] : ["▗", "▖", "▄"]
    for column in halves.lowerBound / 2...(halves.upperBound - 1) / 2
    where columns.contains(column) {
      let (hasLeft, hasRight) = (halves.contains(2 * column), halves.contains(2 * column + 1))
      let part = hasLeft && hasRight ? glyphs[2] : hasLeft ? glyphs[1] : glyphs[0]
      grid[row, column] = Cell(glyph ?? part, style ?? .role(value < 0 ? .negative : .positive))
    }
  }

  /// Draws the zero line alone.
  func drawLine(on grid: inout CellGrid, row: Int) {
    if !columns.isEmpty { grid[row, zero] = Cell("│", .dim) }
  }

  /// The half columns between two numbers.
  private func halves(from low: Double, to high: Double) -> Range<Int> {
    let start = low >= 0 ? place(low, rightOfZero: true) : place(low, rightOfZero: false)
    let end = high > 0 ? place(high, rightOfZero: true) : place(high, rightOfZero: false)
    return start..<max(start, end)
  }

  private func place(_ value: Double, rightOfZero: Bool) -> Int {
    2 * zero + (rightOfZero ? 2 : 0) + Int((value * unit * 2).rounded())
  }
}

/// What a row of a printed sum has as its bar.
enum BarRow {
  /// What it adds to the rows above.
  case adds(Double)
  /// What all rows up to it make.
  case makes(Double)
  /// None.
  case none
}

extension CellGrid {
  /// Draws the rows of a sum as bars: each from where the one before ended, where there is room for it, else about zero;
  /// the first from what rows above that are not there add up to.
  mutating func drawBars(_ rows: [BarRow], from start: Double = 0, row: Int, columns: Range<Int>) {
    let isWaterfall = columns.count >= 12
    var sum = isWaterfall ? start : 0
    var ends = [sum]
    for case .adds(let amount) in rows {
      sum = isWaterfall ? sum + amount : amount
      ends.append(sum)
    }
    for case .makes(let amount) in rows where isWaterfall { ends.append(amount) }
    let bars = SignedBars(ends, in: columns)
    sum = ends[0]
    for (offset, content) in rows.enumerated() {
      switch content {
      case .adds(let amount):
        bars.draw(amount, from: isWaterfall ? sum : nil, on: &self, row: row + offset)
        if isWaterfall { sum += amount }
      case .makes(let amount):
        if isWaterfall { bars.draw(amount, on: &self, row: row + offset, .accent) }
      case .none: bars.drawLine(on: &self, row: row + offset)
      }
    }
  }
}
