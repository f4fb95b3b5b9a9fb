import CellScreen
import Testing

@testable import CursesTerminal

@Suite struct PairTableTests {
  private func cell(_ foreground: UInt8, _ background: UInt8) -> PresentedCell {
    PresentedCell("x", .indexed(foreground), on: .indexed(background))
  }

  /// The number of a pair that wasn't known before.
  private func newNumber(of cell: PresentedCell, in table: inout PairTable) -> Int32? {
    guard case .new(let number, let colours) = table.number(of: cell) else { return nil }
    #expect(colours == PairTable.Colours(cell, table.numbering))
    return number
  }

  @Test("a pair keeps its number, and no two share one")
  func numbers() throws {
    var table = PairTable(count: 65_536)
    var numbers: Set<Int32> = []
    for foreground in UInt8(16)...255 {
      for background in UInt8(16)...255 {
        numbers.insert(try #require(newNumber(of: cell(foreground, background), in: &table)))
      }
    }
    #expect(numbers == Set(1...57_600))
    #expect(table.number(of: cell(16, 17)) == .known(2))
  }

  @Test("pair 0 has the terminal's own colours")
  func standard() {
    var table = PairTable(count: 2)
    #expect(table.number(of: PresentedCell("x")) == .known(0))
  }

  @Test("a full table says so, and can begin anew")
  func full() {
    var table = PairTable(count: 3)
    #expect(newNumber(of: cell(1, 2), in: &table) == 1)
    #expect(newNumber(of: cell(1, 3), in: &table) == 2)
    #expect(table.number(of: cell(1, 4)) == .full)
    #expect(table.number(of: cell(1, 3)) == .known(2))
    table.removeAll()
    #expect(newNumber(of: cell(1, 4), in: &table) == 1)
  }

  @Test("rounded to the palette, colours that look nearly alike share a number")
  func rounded() {
    var table = PairTable(count: 65_536)
    let colours = [RGB(95, 135, 175), RGB(94, 135, 175), RGB(95, 136, 175), RGB(5, 10, 175)].map(exact)
    #expect(colours.compactMap { newNumber(of: $0, in: &table) } == [1, 2, 3, 4])
    table.removeAll(rounds: true)
    #expect(newNumber(of: colours[0], in: &table) == 1)
    #expect(colours[1...2].map { table.number(of: $0) } == [.known(1), .known(1)])
    #expect(newNumber(of: colours[3], in: &table) == 2)
    #expect(PairTable.Colours(colours[2], .init(rounds: true)) == PairTable.Colours(colours[0]))
  }

  // MARK: What ncurses is told

  private func exact(_ colour: RGB) -> PresentedCell {
    PresentedCell("x", .standard, on: .rgb(colour))
  }

  @Test("colours are told to ncurses as −1, an index, or 0xRRGGBB")
  func codes() {
    let pair = PairTable.Colours(exact(RGB(1, 2, 3)))
    #expect(pair.foreground == -1 && pair.background == 0x01_02_03)
    #expect(PairTable.Colours(cell(196, 3)).foreground == 196)
    #expect(PairTable.Colours(cell(196, 3)).background == 3)
  }

  @Test(
    "where the terminal database has no palette but the first colours, the others are told by their parts")
  func directColours() {
    let pair = PairTable.Colours(cell(67, 3), .init(isDirect: true))
    #expect(pair.foreground == 0x5F_87_AF && pair.background == 3)
    // 0 to 7 are black to white there, as people like them.
    for index in UInt8(16)...255 {
      #expect(PairTable.Colours(cell(index, 0), .init(isDirect: true)).foreground >= 8)
    }
  }

  @Test("an exact colour that the palette has is told by its number, but for those that programs change")
  func paletteColours() {
    func code(_ colour: RGB) -> Int32 { PairTable.Colours(exact(colour)).background }
    #expect(code(RGB(255, 255, 255)) == 0x1_00_00_00 + 231)
    #expect(code(RGB(95, 135, 175)) == 0x1_00_00_00 + 67)
    #expect(code(RGB(158, 158, 158)) == 0x1_00_00_00 + 247)
    #expect(code(RGB(158, 158, 159)) == 0x9E_9E_9F)
    #expect(code(RGB(0, 0, 0)) == 0)
    #expect(code(RGB(0, 0, 255)) == 0xFF)
  }
}

extension PairTable {
  /// The number of a cell's ink on its ground.
  fileprivate mutating func number(of cell: PresentedCell) -> Entry {
    number(of: cell.foreground, on: cell.background)
  }
}

extension PairTable.Colours {
  /// A cell's ink on its ground.
  fileprivate init(_ cell: PresentedCell, _ numbering: PairTable.Numbering = .init()) {
    self.init(cell.foreground, on: cell.background, numbering)
  }
}
