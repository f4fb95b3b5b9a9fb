import CellScreen
import Testing

@testable import CursesTerminal

@Suite struct ScreenPainterTests {
  private let accent = PresentedCell("a", .indexed(3), on: .indexed(0), .bold)
  private let blank = PresentedCell(" ", .indexed(7), on: .indexed(0))
  private let cheap = PresentedCell(" ", .indexed(3), on: .indexed(0), .bold)

  /// A row of cells with as few changes as possible.
  private func cheapest(_ row: [PresentedCell]) -> [PaintedCell] {
    var row = row.map(PaintedCell.init)
    PaintedCell.makeCheapest(&row)
    return row
  }

  @Test(
    "blanks have the ink and the weight of what stands before them on the same ground, or else of what follows"
  )
  func blanks() {
    let other = PresentedCell("b", .indexed(5), on: .indexed(0))
    let ground = PresentedCell("▀", .indexed(6), on: .indexed(1))
    #expect(cheapest([accent, blank, blank, other]) == [accent, cheap, cheap, other].map(PaintedCell.init))
    #expect(cheapest([blank, accent, blank]) == [cheap, accent, cheap].map(PaintedCell.init))
    #expect(
      cheapest([ground, blank, blank, accent]) == [ground, cheap, cheap, accent].map(PaintedCell.init))
    #expect(cheapest([]) == [])
  }

  @Test("blanks on a ground of their own have the terminal's own ink")
  func blanksAlone() {
    let alone = PresentedCell(" ", on: .indexed(0))
    let underlined = PresentedCell("a", .indexed(3), on: .indexed(0), .underline)
    #expect(cheapest([blank, blank]) == [alone, alone].map(PaintedCell.init))
    #expect(cheapest([underlined, blank]) == [underlined, alone].map(PaintedCell.init))
    let others = [1, 2].map { PresentedCell(" ", .indexed(7), on: .indexed($0), .bold) }
    let grounds = [1, 2].map { PresentedCell(" ", on: .indexed($0)) }
    #expect(cheapest([accent] + others) == ([accent] + grounds).map(PaintedCell.init))
  }

  @Test("cells whose ink shows keep it")
  func otherInk() {
    for other in [
      PresentedCell("b", .indexed(7), on: .indexed(0)),
      PresentedCell(" ", .indexed(7), on: .indexed(0), .underline),
    ] {
      #expect(cheapest([accent, other]) == [accent, other].map(PaintedCell.init))
      #expect(cheapest([other, accent]) == [other, accent].map(PaintedCell.init))
    }
  }

  @Test("full blocks are blanks on a ground of their colour, so that no line stays free between them")
  func blocks() {
    let block = PresentedCell("█", .indexed(196), on: .indexed(233))
    #expect(PaintedCell(block).asBlank == PaintedCell(PresentedCell(" ", on: .indexed(196))))
    let exact = PresentedCell("█", .rgb(RGB(1, 2, 3)), on: .indexed(233), .bold)
    #expect(PaintedCell(exact).asBlank == PaintedCell(PresentedCell(" ", on: .rgb(RGB(1, 2, 3)))))
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
    #expect(PaintedCell(cell).asBlank == PaintedCell(cell))
  }

  /// What ncurses gets of a character that the grid gives one cell.
  private func scalars(_ character: Character) -> (UInt32, UInt32, UInt32, UInt32, UInt32) {
    var widths = SystemWidths()
    return PaintedCell(PresentedCell(character)).scalars(width: 1, &widths)
  }

  @Test("a cell is painted as it is presented, whatever was painted before")
  func painted() {
    let presentation = Presentation(.colours256)
    var known = PaintedCells(presentation)
    let positions = [UInt8.min, 31, 128, UInt8.max]
    let tones: [Tone] =
      [.zero, .picture(RGB(1, 2, 3)), .category(2)]
      + ColourMap.allCases.flatMap { map in positions.map { .value(map, $0) } }
    let pixels: [Pixel] =
      [.page, .gutter, .mark, .notComputed, .notFinite]
      + tones.flatMap { [.tone($0), .markOver($0), .neverRead($0)] }
    for _ in 0..<2 {
      for upper in pixels {
        for lower in pixels {
          let cell = Cell(upper: upper, lower: lower)
          #expect(known.painted(cell) == PaintedCell(presentation.present(cell)).asBlank)
        }
      }
    }
    #expect(Set(pixels.map(\.code)).count == pixels.count)
  }

  @Test("a character that the system measures otherwise is replaced, so that nothing is displaced")
  func otherWidth() {
    #expect(scalars("a") == (0x61, 0, 0, 0, 0))
    #expect(scalars("日").0 != 0x65E5)
    #expect(scalars("\u{1B}").0 != 0x1B)
  }
}
