import CellScreen
import TestSupport
import Testing

@testable import CursesTerminal

@Suite struct WritingOrderTests {
  private func cell(
    _ character: Character, _ column: Int, _ ink: UInt8, on ground: UInt8, _ attributes: Style.Attributes = []
  ) -> ChangedCell {
    let look = PresentedCell(character, .indexed(ink), on: .indexed(ground), attributes)
    return ChangedCell(row: 0, column: column, look: look, isWide: false)
  }

  private func order(_ cells: [ChangedCell]) -> String {
    String(WritingOrder.numbers(of: cells).compactMap { cells[$0].look.character })
  }

  @Test("every cell is written, and once", arguments: UInt64(0)..<40)
  func complete(seed: UInt64) {
    let presentation = Presentation(seed % 2 == 0 ? .colours256 : .truecolour)
    let grid = RandomGrid.make(height: 9, width: 30, seed: seed)
    let cells = (0..<grid.cells.count).map { index in
      ChangedCell(
        row: index / 30, column: index % 30, look: presentation.present(grid.cells[index]), isWide: false)
    }
    #expect(WritingOrder.numbers(of: cells).sorted() == Array(cells.indices))
    #expect(WritingOrder.numbers(of: []) == [])
  }

  @Test("cells of the same colours follow each other, in the order of reading")
  func colours() {
    let cells = [
      cell("a", 0, 1, on: 0), cell("x", 1, 2, on: 0), cell("b", 2, 1, on: 0), cell("y", 3, 2, on: 0),
      cell("c", 4, 1, on: 0),
    ]
    #expect(order(cells) == "abcxy")
  }

  @Test("of a ground's inks, those of the weight of before come first")
  func weights() {
    let cells = [
      cell("a", 0, 1, on: 0), cell("B", 1, 2, on: 0, .bold), cell("c", 2, 3, on: 0),
      cell("D", 3, 4, on: 0, .bold),
    ]
    #expect(order(cells) == "acBD")
  }

  @Test("a blank, whose ink doesn't show, is written along with the word that it stands behind")
  func blanksBehindWords() {
    let cells = [
      cell("x", 0, 2, on: 0), cell("y", 1, 2, on: 0), cell("z", 2, 2, on: 0), cell("a", 4, 1, on: 0),
      cell(" ", 5, 9, on: 0), cell(" ", 6, 9, on: 0), cell("b", 7, 1, on: 0), cell("w", 9, 2, on: 0),
    ]
    #expect(order(cells) == "xyzwa  b")
  }

  @Test("other blanks are among the most cells of one ink, and alone where there is none")
  func otherBlanks() {
    let cells = [
      cell("a", 0, 1, on: 0), cell(" ", 2, 9, on: 0), cell("x", 4, 2, on: 0), cell("y", 5, 2, on: 0),
      cell(" ", 6, 9, on: 5),
    ]
    #expect(order(cells) == "a xy ")
    #expect(WritingOrder.numbers(of: cells) == [0, 1, 2, 3, 4])
    #expect(order([cell("a", 0, 1, on: 0), cell(" ", 1, 9, on: 5), cell("b", 2, 1, on: 0)]) == "ab ")
  }

  @Test("a ground follows one that ends with an ink that it has too")
  func chain() {
    let cells = [
      cell("a", 0, 1, on: 0), cell("b", 1, 2, on: 5), cell("c", 2, 1, on: 6), cell("d", 3, 2, on: 7),
    ]
    #expect(order(cells) == "acbd")
  }
}
