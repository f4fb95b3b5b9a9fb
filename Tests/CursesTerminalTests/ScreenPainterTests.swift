import CellScreen
import Testing

@testable import CursesTerminal

@Suite struct ScreenPainterTests {
  @Test("what is drawn of a row goes from its first to its last change")
  func changes() {
    let before = CellGrid(height: 1, width: 10)
    var after = before
    #expect(ScreenPainter.changes(0, from: before, to: after) == nil)
    after.write("a", row: 0, column: 3)
    after.write("b", row: 0, column: 6)
    #expect(ScreenPainter.changes(0, from: before, to: after) == 3..<7)
  }

  @Test("a wide grapheme is drawn whole when one of its halves changes")
  func wholeGraphemes() {
    var before = CellGrid(height: 1, width: 6)
    before.write("日本", row: 0, column: 1)
    var after = before
    after.restyle(Area(row: 0, column: 2, height: 1, width: 2)) { $0.attributes = .bold }
    #expect(ScreenPainter.changes(0, from: before, to: after) == 1..<5)
  }

  @Test("a blank changes no colour where the cell before stands on the same ground")
  func blanks() {
    let accent = PresentedCell("a", .indexed(3), on: .indexed(0), .bold)
    let blank = PresentedCell(" ", .indexed(7), on: .indexed(0))
    let cheap = PresentedCell(" ", .indexed(3), on: .indexed(0), .bold)
    #expect(ScreenPainter.cheapest(blank, after: accent) == cheap)
    for other in [
      PresentedCell(" ", .indexed(7), on: .indexed(1)), PresentedCell("b", .indexed(7), on: .indexed(0)),
      PresentedCell(" ", .indexed(7), on: .indexed(0), .underline),
    ] {
      #expect(ScreenPainter.cheapest(other, after: accent) == other)
    }
    let underlined = PresentedCell("a", .indexed(3), on: .indexed(0), .underline)
    #expect(ScreenPainter.cheapest(blank, after: underlined) == blank)
  }

  @Test("a character that the system measures otherwise is replaced, so that nothing is displaced")
  func otherWidth() {
    #expect(ScreenPainter.scalars("a", width: 1) == (0x61, 0, 0, 0, 0))
    #expect(ScreenPainter.scalars("日", width: 1).0 != 0x65E5)
    #expect(ScreenPainter.scalars("\u{1B}", width: 1).0 != 0x1B)
  }
}
