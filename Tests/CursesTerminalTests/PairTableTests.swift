import CellScreen
import Testing

@testable import CursesTerminal

@Suite struct PairTableTests {
  private func colours(_ foreground: UInt8, _ background: UInt8) -> PairTable.Colours {
    PairTable.Colours(PresentedCell("x", .indexed(foreground), on: .indexed(background)))
  }

  @Test("a pair keeps its number, and no two share one")
  func numbers() {
    var table = PairTable(count: 65_536)
    var numbers: Set<Int32> = []
    for foreground in UInt8(16)...255 {
      for background in UInt8(16)...255 {
        guard case .new(let number) = table.number(of: colours(foreground, background)) else {
          Issue.record("no number for \(foreground) on \(background)")
          return
        }
        numbers.insert(number)
      }
    }
    #expect(numbers == Set(1...57_600))
    #expect(table.number(of: colours(16, 17)) == .known(2))
  }

  @Test("pair 0 has the terminal's own colours")
  func standard() {
    var table = PairTable(count: 2)
    #expect(table.number(of: PairTable.Colours(PresentedCell("x"))) == .known(0))
  }

  @Test("a full table says so, and can begin anew")
  func full() {
    var table = PairTable(count: 3)
    #expect(table.number(of: colours(1, 2)) == .new(1))
    #expect(table.number(of: colours(1, 3)) == .new(2))
    #expect(table.number(of: colours(1, 4)) == .full)
    #expect(table.number(of: colours(1, 3)) == .known(2))
    table.removeAll()
    #expect(table.number(of: colours(1, 4)) == .new(1))
  }

  @Test("colours are told to ncurses as −1, an index, or 0xRRGGBB")
  func codes() {
    let pair = PairTable.Colours(PresentedCell("x", .standard, on: .rgb(RGB(1, 2, 3))))
    #expect(pair.foreground == -1 && pair.background == 0x01_02_03)
  }
}
