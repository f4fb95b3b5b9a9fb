import CellScreen
import ConvNet
import Explorer
import Tensors

/// The logits of the classes before changes and after them, a class a row, with what that makes, and bars where there is
/// room.
struct ChangedLogits {
  private let subject: Subject
  private let variant: Variant
  private let area: Area
  private let shown: [Int]
  private let list: ClassList
  private let decimals: Int
  /// The columns of a logit, and of a class's name.
  private let numberWidth: Int
  private let nameWidth: Int
  /// Whether a mark tells which class wins; else only its colour does, where marks are for what is selected.
  private let marksWinner: Bool

  /// The classes of a variant in an area; `nil` where the network has none.
  init?(_ subject: Subject, _ variant: Variant, _ area: Area, marksWinner: Bool = true) {
    self.marksWinner = marksWinner
    guard !variant.now.logits.isEmpty, subject.hasLogits,
      let list = subject.classList(rows: area.height)
    else { return nil }
    (self.subject, self.variant, self.area, self.list) = (subject, variant, area, list)
    shown = Self.shownClasses(list, winner: variant.before.winner, subject)
    let logits = variant.before.logits + variant.now.logits
    let decimals = logits.allSatisfy { abs($0) <= 1 } ? 3 : 1
    self.decimals = decimals
    numberWidth = shown.reduce(5) { width, index in
      [variant.before.logits[index], variant.now.logits[index]].reduce(width) {
        max($0, DisplayText.width(of: NumberText.fixed($1, decimals: decimals)))
      }
    }
    nameWidth = min(14, max(4, shown.map { subject.model.nameOfClass($0).width }.max() ?? 4))
  }

  /// All classes, or of more than there are rows the strongest, with the one that won before and the selected one.
  private static func shownClasses(_ list: ClassList, winner: Int?, _ subject: Subject) -> [Int] {
    guard list.isLong else { return list.order }
    var shown = Array(list.order.prefix(list.rows))
    let selected = subject.isOnClasses ? subject.cursor.channel : nil
    var last = shown.count - 1
    for index in [selected, winner].compactMap(\.self) where !shown.contains(index) && last >= 0 {
      shown[last] = index
      last -= 1
    }
    return shown
  }

  private var names: Range<Int> {
    let end = area.column + 1 + nameWidth
    return area.column + 1..<min(end, end - max(0, end + numbersWidth - area.columns.upperBound))
  }

  private var hasChanges: Bool { area.width >= 34 }
  /// The columns that stay free at the right: none where the longest name would touch its number.
  private var margin: Int {
    names.upperBound + numbersWidth < area.columns.upperBound ? 1 : 0
  }
  private var numbersWidth: Int { 2 * numberWidth + 4 + (hasChanges ? numberWidth + 3 : 0) }
  /// Whether there is room for bars.
  var hasBars: Bool { !bars.isEmpty }
  private var bars: Range<Int> {
    let (start, end) = (names.upperBound + 1, area.columns.upperBound - numbersWidth - 1)
    return end - start >= 12 ? start..<end : 0..<0
  }

  private func text(_ value: Float) -> String { NumberText.fixed(value, decimals: decimals) }

  /// The row of a class; `nil` where it has none.
  func row(of index: Int) -> Int? { shown.firstIndex(of: index).map { area.row + $0 } }

  /// Draws the rows.
  func draw(on screen: inout Screen) {
    let logits = shown.flatMap { [variant.before.logits[$0], variant.now.logits[$0]] }
    let scale = SignedBars(logits: logits, in: bars)
    for (place, index) in shown.enumerated() {
      let row = area.row + place
      screen.addTarget(Area(row: row, column: area.column, height: 1, width: area.width), .logit(index))
      draw(index, on: &screen.grid, row: row, scale)
    }
    guard list.isLong else { return }
    let words = list.words(of: shown, selected: subject.isOnClasses ? subject.cursor.channel : nil)
      .first { DisplayText.width(of: $0) < area.width }
    screen.grid.write(words ?? "", row: area.row + shown.count, column: area.column + 1, .dim)
  }

  private func draw(_ index: Int, on grid: inout CellGrid, row: Int, _ scale: SignedBars) {
    let isWinner = index == variant.now.winner
    let hadWon = index == variant.before.winner
    let style: Style = isWinner ? .accent : .text
    if marksWinner, isWinner || hadWon {
      grid.write(isWinner ? winnerMark : "·", row: row, column: area.column, isWinner ? .accent : .dim)
    }
    let name = subject.model.nameOfClass(index).truncated(to: names.count)
    grid.write(name, row: row, column: names.lowerBound, style)
    let (before, now) = (variant.before.logits[index], variant.now.logits[index])
    scale.drawPassage(from: Double(before), to: Double(now), on: &grid, row: row)
    let end = area.columns.upperBound - (hasChanges ? numberWidth + 3 : 0) - margin
    grid.write(text(now), row: row, endingAt: end, style)
    grid.write("→", row: row, column: end - numberWidth - 2, .dim)
    grid.write(text(before), row: row, endingAt: end - numberWidth - 3, .dim)
    guard hasChanges else { return }
    let change = Double(now) - Double(before)
    let isSame = before.bitPattern == now.bitPattern
    grid.write(
      isSame ? "=" : NumberText.signed(change, decimals: abs(change) < 0.05 ? 3 : decimals), row: row,
      endingAt: area.columns.upperBound - margin,
      isSame ? .dim : .role(change < 0 ? .negative : .positive))
  }
}

extension SignedBars {
  /// Draws what is left of a number, what it has lost, and what was added to it, each with a glyph of its own.
  func drawPassage(from before: Double, to now: Double, on grid: inout CellGrid, row: Int) {
    guard before.isFinite, now.isFinite else { return draw(now, on: &grid, row: row) }
    let isSameSide = (before < 0) == (now < 0)
    let kept = isSameSide ? (abs(before) < abs(now) ? before : now) : 0
    draw(kept, on: &grid, row: row, isTall: true)
    if before != kept {
      draw(before - kept, from: kept, on: &grid, row: row, .text, glyph: ChangeGlyph.lost)
    }
    if now != kept {
      draw(
        now - kept, from: kept, on: &grid, row: row, .role(now < 0 ? .negative : .positive),
        glyph: ChangeGlyph.added)
    }
  }
}
