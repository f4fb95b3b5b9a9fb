import CellScreen
import Testing

@testable import CursesTerminal

@Suite struct ScreenPainterTests {
  private let accent = PresentedCell("a", .indexed(3), on: .indexed(0), .bold)
  private let blank = PresentedCell(" ", .indexed(7), on: .indexed(0))
  private let cheap = PresentedCell(" ", .indexed(3), on: .indexed(0), .bold)

  @Test(
    "blanks have the ink and the weight of what stands before them on the same ground, or else of what follows"
  )
  func blanks() {
    let other = PresentedCell("b", .indexed(5), on: .indexed(0))
    let ground = PresentedCell("▀", .indexed(6), on: .indexed(1))
    #expect(ScreenPainter.cheapest([accent, blank, blank, other]) == [accent, cheap, cheap, other])
    #expect(ScreenPainter.cheapest([blank, accent, blank]) == [cheap, accent, cheap])
    #expect(
      ScreenPainter.cheapest([ground, blank, blank, accent]) == [ground, cheap, cheap, accent])
    #expect(ScreenPainter.cheapest([]) == [])
  }

  @Test("blanks on a ground of their own have the terminal's own ink")
  func blanksAlone() {
    let alone = PresentedCell(" ", on: .indexed(0))
    let underlined = PresentedCell("a", .indexed(3), on: .indexed(0), .underline)
    #expect(ScreenPainter.cheapest([blank, blank]) == [alone, alone])
    #expect(ScreenPainter.cheapest([underlined, blank]) == [underlined, alone])
    let others = [1, 2].map { PresentedCell(" ", .indexed(7), on: .indexed($0), .bold) }
    let grounds = [1, 2].map { PresentedCell(" ", on: .indexed($0)) }
    #expect(ScreenPainter.cheapest([accent] + others) == [accent] + grounds)
  }

  @Test("cells whose ink shows keep it")
  func otherInk() {
    for other in [
      PresentedCell("b", .indexed(7), on: .indexed(0)),
      PresentedCell(" ", .indexed(7), on: .indexed(0), .underline),
    ] {
      #expect(ScreenPainter.cheapest([accent, other]) == [accent, other])
      #expect(ScreenPainter.cheapest([other, accent]) == [other, accent])
    }
  }

  @Test("full blocks are blanks on a ground of their colour, so that no line stays free between them")
  func blocks() {
    let block = PresentedCell("█", .indexed(196), on: .indexed(233))
    #expect(ScreenPainter.asBlank(block) == PresentedCell(" ", on: .indexed(196)))
    let exact = PresentedCell("█", .rgb(RGB(1, 2, 3)), on: .indexed(233), .bold)
    #expect(ScreenPainter.asBlank(exact) == PresentedCell(" ", on: .rgb(RGB(1, 2, 3))))
  }

  @Test(
    "cells that wouldn't look the same as blanks stay as they are",
    arguments: [
      PresentedCell("▌", .indexed(196), on: .indexed(233)), PresentedCell("█"),
      PresentedCell("█", .indexed(196), on: .indexed(233), .underline),
      PresentedCell("█", .indexed(196), on: .indexed(233), .reverse),
      PresentedCell("█", .indexed(3), on: .indexed(0)),
      PresentedCell("█", .indexed(3), on: .indexed(0), .bold),
    ])
  func otherCells(cell: PresentedCell) {
    #expect(ScreenPainter.asBlank(cell) == cell)
  }

  @Test("a character that the system measures otherwise is replaced, so that nothing is displaced")
  func otherWidth() {
    #expect(ScreenPainter.scalars("a", width: 1) == (0x61, 0, 0, 0, 0))
    #expect(ScreenPainter.scalars("日", width: 1).0 != 0x65E5)
    #expect(ScreenPainter.scalars("\u{1B}", width: 1).0 != 0x1B)
  }
}
