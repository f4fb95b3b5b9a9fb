import CellScreen
import Testing

@testable import CursesTerminal

@Suite struct ChangedColumnsTests {
  @Test("what is drawn of a row goes from its first to its last change")
  func changes() {
    let before = CellGrid(height: 1, width: 10)
    var after = before
    #expect(after.changedColumns(0, since: before) == nil)
    after.write("a", row: 0, column: 3)
    after.write("b", row: 0, column: 6)
    #expect(after.changedColumns(0, since: before) == 3..<7)
  }

  @Test("a row is drawn whole where a block with ink at its right side is replaced, since it leaves slivers")
  func traces() {
    var before = CellGrid(height: 1, width: 6)
    before.write("▌▐a", row: 0, column: 1)
    #expect(before.leavesTraces(0, 1..<3))
    #expect(!before.leavesTraces(0, 0..<2))
    #expect(!before.leavesTraces(0, 3..<6))
  }

  @Test("a wide grapheme is drawn whole when one of its halves changes")
  func wholeGraphemes() {
    var before = CellGrid(height: 1, width: 6)
    before.write("日本", row: 0, column: 1)
    var after = before
    after.restyle(Area(row: 0, column: 2, height: 1, width: 2)) { $0.attributes = .bold }
    #expect(after.changedColumns(0, since: before) == 1..<5)
  }
}
