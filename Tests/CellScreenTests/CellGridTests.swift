import CellScreen
import TestSupport
import Testing

@Suite struct CellGridTests {
  @Test("text inside a grid stands where it was written")
  func inside() {
    var grid = CellGrid(height: 2, width: 6)
    #expect(grid.write("abc", row: 1, column: 2) == 5)
    #expect(grid.text() == "\n  abc\n")
  }

  @Test(
    "text that runs over an edge is cut there",
    arguments: [
      (-2, "cde"), (3, "   ab"), (-9, ""), (5, ""), (99, ""), (Int.min / 2, ""),
    ])
  func clipped(column: Int, shown: String) {
    var grid = CellGrid(height: 1, width: 5)
    grid.write("abcde", row: 0, column: column)
    #expect(grid.text() == shown + "\n")
  }

  @Test("text above or below the grid is not drawn", arguments: [-1, 1, Int.max, Int.min])
  func outsideRows(row: Int) {
    var grid = CellGrid(height: 1, width: 5)
    grid.write("abc", row: row, column: 0)
    #expect(grid == CellGrid(height: 1, width: 5))
  }

  @Test("some rows of a grid are a grid, of those that are there")
  func someRows() {
    var grid = CellGrid(height: 3, width: 4)
    for (row, words) in ["ab", "日c", "d"].enumerated() { grid.write(words, row: row, column: 0) }
    #expect(grid.rows(1..<2).text() == "日c\n" && grid.rows(1..<2).width == 4)
    #expect(grid.rows(0..<3) == grid && grid.rows(-5..<9) == grid)
    #expect(grid.rows(2..<2).height == 0 && grid.rows(7..<9).height == 0)
  }

  @Test("a grid without cells takes everything and shows nothing")
  func zeroSize() {
    for (height, width) in [(0, 0), (0, 5), (5, 0), (-3, -3)] {
      var grid = CellGrid(height: height, width: width)
      grid.write("日abc", row: 0, column: 0)
      grid.fill(Area(row: -2, column: -2, height: 9, width: 9), with: Cell("x"))
      grid.draw(CellGrid(height: 3, width: 3), row: -1, column: -1)
      grid[0, 0] = Cell("y")
      #expect(grid.cells.isEmpty)
      #expect(grid[0, 0] == .blank)
    }
  }

  @Test("a wide grapheme cut by an edge leaves a blank")
  func wideAtEdges() {
    var grid = CellGrid(height: 2, width: 3)
    grid.write("a日日", row: 0, column: 0)
    grid.write("日a", row: 1, column: -1)
    #expect(grid.text() == "a日\n a\n")
    grid.write("日", row: 0, column: 2)
    #expect(grid[0, 2] == .blank)
  }

  @Test("a limit keeps text out of the columns from it on")
  func limit() {
    var grid = CellGrid(height: 1, width: 9)
    #expect(grid.write("ab日cd", row: 0, column: 0, limit: 3) == 4)
    #expect(grid.text() == "ab\n")
  }

  @Test("writing over either half of a wide grapheme blanks the other half")
  func overwriteWide() {
    var grid = CellGrid(height: 1, width: 4)
    grid.write("日本", row: 0, column: 0)
    grid[0, 1] = Cell("x")
    #expect(grid.text() == " x本\n")
    grid[0, 2] = Cell("y")
    #expect(grid.text() == " xy\n")
    grid.write("日", row: 0, column: 0)
    grid.write("日", row: 0, column: 1)
    #expect(grid.text() == " 日\n")
  }

  @Test("a grid drawn into another keeps its wide graphemes, and cuts those at the edge")
  func drawGrid() {
    var small = CellGrid(height: 1, width: 4)
    small.write("日本", row: 0, column: 0)
    var grid = CellGrid(height: 1, width: 6)
    grid.draw(small, row: 0, column: 1)
    #expect(grid.text() == " 日本\n")
    for column in [-1, 3] {
      var cut = CellGrid(height: 1, width: 6)
      cut.draw(small, row: 0, column: column)
      #expect(isWhole(cut), "at column \(column)")
    }
  }

  @Test("no sequence of random writes leaves half of a wide grapheme")
  func randomWrites() {
    var generator = SeededGenerator(seed: 1)
    let words = ["a", "日", "a日b", "本本", "  "]
    for _ in 0..<300 {
      var grid = CellGrid(height: 2, width: 6)
      for _ in 0..<12 {
        let (row, column) = (
          Int.random(in: -1...2, using: &generator), Int.random(in: -3...7, using: &generator)
        )
        switch Int.random(in: 0...3, using: &generator) {
        case 0: grid.fill(Area(row: row, column: column, height: 1, width: 2), with: Cell("x"))
        case 1:
          var other = CellGrid(height: 1, width: 3)
          other.write(words[Int.random(in: 0..<words.count, using: &generator)], row: 0, column: 0)
          grid.draw(other, row: row, column: column)
        default:
          grid.write(words[Int.random(in: 0..<words.count, using: &generator)], row: row, column: column)
        }
        #expect(isWhole(grid), "\(grid.text())")
      }
    }
  }

  @Test("text can end before a column")
  func endingAt() {
    var grid = CellGrid(height: 1, width: 8)
    #expect(grid.write("12.5", row: 0, endingAt: 8) == 4)
    #expect(grid.text() == "    12.5\n")
  }

  @Test("restyling changes how cells look and nothing else, inside the grid only")
  func restyle() {
    var grid = CellGrid(height: 1, width: 3)
    grid.write("abc", row: 0, column: 0)
    grid.restyle(Area(row: -1, column: 1, height: 9, width: 9)) { $0.attributes.insert(.bold) }
    #expect(grid.text() == "abc\n")
    #expect(grid[0, 0].style == .text)
    #expect(grid[0, 2].style == .text.with(.bold))
  }

  @Test("areas intersect in what they share, which may be nothing")
  func areas() {
    let area = Area(row: 1, column: 1, height: 3, width: 3)
    #expect(
      area.intersection(Area(row: 2, column: 0, height: 9, width: 2))
        == Area(row: 2, column: 1, height: 2, width: 1))
    #expect(area.intersection(Area(row: 7, column: 7, height: 1, width: 1)).isEmpty)
    #expect(Area(row: 0, column: 0, height: -1, width: 4).isEmpty)
  }

  /// Whether every wide grapheme has its right half beside it, and no right half stands alone.
  private func isWhole(_ grid: CellGrid) -> Bool {
    for row in 0..<grid.height {
      for column in 0..<grid.width {
        let next = column + 1 < grid.width ? grid[row, column + 1].content : nil
        switch grid[row, column].content {
        case .continuation where column == 0: return false
        case .glyph(let glyph) where DisplayText(String(glyph.character)).width == 2:
          if next != .continuation { return false }
        default:
          if next == .continuation { return false }
        }
      }
    }
    return true
  }
}
