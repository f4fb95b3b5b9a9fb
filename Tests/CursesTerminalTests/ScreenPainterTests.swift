import CellScreen
import Testing

@testable import CursesTerminal

@Suite struct ScreenPainterTests {
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
