import Explorer
import Testing

struct GraphRailsTests {
  /// The lanes without the blanks at their ends.
  private func rows(_ inputs: [[Int]]) -> [String] {
    GraphRails(inputs: inputs).rows.map { row in
      var row = row
      while row.hasSuffix(" ") { row.removeLast() }
      return row
    }
  }

  @Test("a plain chain has no lanes")
  func chain() {
    #expect(GraphRails(inputs: [[], [0], [1], [2]]).width == 0)
    #expect(GraphRails(inputs: []).rows.isEmpty)
  }

  @Test("a shortcut round two layers leaves the lane and comes back to it")
  func residual() {
    #expect(rows([[], [0], [1], [2], [3, 1], [4]]) == ["●", "●", "├─●", "│ ●", "●─╯", "●"])
  }

  @Test("branches side by side end in the layer that joins them")
  func inception() {
    let inputs = [[], [0], [0], [2], [0], [4], [1, 3, 5]]
    #expect(rows(inputs) == ["●", "├─●", "├─┼─●", "│ │ ●", "● │ │", "● │ │", "●─┴─╯"])
  }

  @Test("a layer that reads another twice has one line to it")
  func twice() {
    #expect(rows([[], [0], [1, 1], [2]]) == ["●", "●", "●", "●"])
  }

  @Test("lanes beyond the most that are drawn end in dots, and every row has the same width")
  func many() {
    let branches = (1...12).map { _ in [0] }
    let rails = GraphRails(inputs: [[]] + branches + [Array(1...12)])
    #expect(rails.width == 2 * GraphRails.mostLanes - 1)
    #expect(rails.rows.allSatisfy { $0.count == rails.width })
    #expect(rails.rows.contains { $0.hasSuffix("…") })
  }

  @Test("inputs that no line has are passed over")
  func unknown() {
    #expect(GraphRails(inputs: [[], [7], [1, -1]]).rows.count == 3)
  }
}
