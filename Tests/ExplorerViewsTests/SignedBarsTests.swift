import CellScreen
import Testing

@testable import ExplorerViews

/// Bars about a zero line, and sums as waterfalls; without colours what is taken away is dashed.
struct SignedBarsTests {
  /// What some bars look like, a row each.
  private func drawn(_ values: [Double], columns: Int) -> [String] {
    var grid = CellGrid(height: values.count, width: columns)
    let bars = SignedBars(values, in: 0..<columns)
    for (row, value) in values.enumerated() { bars.draw(value, on: &grid, row: row) }
    return rows(grid)
  }

  private func waterfall(_ content: [BarRow], from start: Double = 0, columns: Int) -> [String] {
    var grid = CellGrid(height: content.count, width: columns)
    grid.drawBars(content, from: start, row: 0, columns: 0..<columns)
    return rows(grid)
  }

  private func rows(_ grid: CellGrid) -> [String] {
    let rows = grid.text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return Array(rows.prefix(grid.height))
  }

  @Test(
    "numbers above zero go right of the line, those below left, to one scale, half a column the least step")
  func signs() {
    #expect(drawn([4, -2, 1, 0.5, 0], columns: 7) == ["  │▄▄▄▄", "--│", "  │▄", "  │▖", "  │"])
    #expect(drawn([2, 1], columns: 5) == ["│▄▄▄▄", "│▄▄"])
    #expect(drawn([-2, -1], columns: 5) == ["----│", "  --│"])
  }

  @Test("what is not a finite number has no bar, and no part in the scale")
  func notFinite() {
    #expect(drawn([.nan, 2, .infinity], columns: 4) == ["│!", "│▄▄▄", "│!"])
    #expect(drawn([.nan], columns: 3) == ["│!"])
    #expect(drawn([], columns: 0) == [])
  }

  @Test("a difference that is small against the largest number shows no bar")
  func small() {
    #expect(drawn([100, 0.001], columns: 5) == ["│▄▄▄▄", "│"])
  }

  @Test("each bar of a sum starts where the one before ended, and what all make starts at zero")
  func sums() {
    #expect(
      waterfall([.adds(6), .adds(6), .adds(-3), .none, .makes(9)], columns: 13) == [
        "│▄▄▄▄▄▄", "│      ▄▄▄▄▄▄", "│         ---", "│", "│▄▄▄▄▄▄▄▄▄",
      ])
    #expect(waterfall([.adds(2)], from: 10, columns: 13) == ["│          ▄▄"])
  }

  @Test("a sum crosses zero, and its smallest part is still seen at either end of the scale")
  func crossing() {
    #expect(waterfall([.adds(6), .adds(-12)], columns: 13) == ["      │▄▄▄▄▄▄", "-------------"])
    let last = waterfall([.adds(12), .adds(0.001)], columns: 13)[1]
    #expect(last == "│           ▗")
    #expect(waterfall([.adds(-12), .adds(-0.001)], columns: 13)[1].hasPrefix("-"))
  }

  @Test("where there is no room for sums, bars are about zero, and what all make has none")
  func list() {
    #expect(waterfall([.adds(4), .adds(-4), .makes(0)], columns: 9) == ["    │▄▄▄▄", "----│", ""])
  }

  @Test("the scale of logits never makes the smallest of differences look large")
  func logits() {
    var grid = CellGrid(height: 1, width: 11)
    SignedBars(logits: [0.1, 0.05], in: 0..<11).draw(0.1, on: &grid, row: 0)
    #expect(rows(grid) == ["│▄"])
  }
}
