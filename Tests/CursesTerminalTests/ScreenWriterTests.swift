import CellScreen
import Foundation
import TestSupport
import Testing

@testable import CursesTerminal

@Suite struct ScreenWriterTests {
  private static let (height, width) = (12, 40)
  private static let depths = [ColourDepth.truecolour, .colours256]

  /// Widths of characters are the system's, as the terminal's opening makes them.
  private static let knowsUTF8 = setlocale(LC_CTYPE, "C.UTF-8") != nil || setlocale(LC_CTYPE, "UTF-8") != nil

  init() throws {
    try #require(Self.knowsUTF8)
  }

  /// The bytes that bring a screen from one grid to another.
  private func changes(
    from before: CellGrid?, to after: CellGrid, _ depth: ColourDepth = .colours256,
    cursor: (row: Int, column: Int) = (0, 0), _ end: (row: Int, column: Int) = (0, 0)
  ) -> [UInt8] {
    var writer = ScreenWriter(Presentation(depth), drawn: before)
    return writer.changes(to: after, cursorFrom: cursor, to: end)
  }

  /// The cells of a grid as they look, without the ink of blanks.
  private func looks(_ cells: [PresentedCell]) -> [PresentedCell] {
    cells.map(ScreenDifference.asLooks).map { cell in
      cell.isBlank ? PresentedCell(" ", on: cell.background) : cell
    }
  }

  private func presented(_ grid: CellGrid, _ depth: ColourDepth) -> [PresentedCell] {
    grid.cells.map(Presentation(depth).present)
  }

  /// A grid of which some cells, words and styles are those of another one.
  private func altered(_ grid: CellGrid, seed: UInt64) -> CellGrid {
    var generator = SeededGenerator(seed: seed)
    var altered = grid
    let other = RandomGrid.make(height: grid.height, width: grid.width, seed: seed + 1_000)
    for _ in 0..<Int.random(in: 0...60, using: &generator) {
      let row = Int.random(in: 0..<grid.height, using: &generator)
      let column = Int.random(in: 0..<grid.width, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: altered[row, column] = .blank
      case 1: altered.write("1.2 日本 e\u{301}", row: row, column: column, .role(.accent, .bold))
      case 2:
        altered.restyle(Area(row: row, column: 0, height: 1, width: grid.width)) {
          $0.attributes.formSymmetricDifference(.underline)
        }
      default: if case .pixels = other[row, column].content { altered[row, column] = other[row, column] }
      }
    }
    return altered
  }

  @Test("what is sent makes the one screen the other", arguments: depths, UInt64(0)..<150)
  func arrives(depth: ColourDepth, seed: UInt64) {
    let before = RandomGrid.make(height: Self.height, width: Self.width, seed: seed)
    let after = altered(before, seed: seed)
    var screen = EmulatedScreen(
      height: Self.height, width: Self.width, showing: presented(before, depth))
    screen.receive(changes(from: before, to: after, depth, (5, Int(seed) % Self.width)))
    #expect(looks(screen.cells) == looks(presented(after, depth)))
    #expect(screen.faults == 0)
    #expect(screen.cursor == (5, Int(seed) % Self.width))
    #expect(screen.pen == PresentedCell(" "))
  }

  @Test("on a screen of which nothing is known every cell is written", arguments: depths, UInt64(0)..<20)
  func unknown(depth: ColourDepth, seed: UInt64) {
    let grid = altered(RandomGrid.make(height: Self.height, width: Self.width, seed: seed), seed: seed)
    let rubbish = [PresentedCell](
      repeating: PresentedCell("?", .indexed(5), on: .indexed(3), .reverse), count: Self.height * Self.width)
    var screen = EmulatedScreen(height: Self.height, width: Self.width, showing: rubbish)
    let sent = changes(from: nil, to: grid, depth)
    screen.receive(sent)
    #expect(looks(screen.cells) == looks(presented(grid, depth)))
    #expect(screen.faults == 0)
    // Letters of another set, such as lines in the place of small letters, end here.
    #expect(String(decoding: sent, as: UTF8.self).hasPrefix("\u{1B}(B\u{1B}[m"))
  }

  @Test("nothing is sent where nothing changes, or nothing that one sees")
  func nothing() {
    let blank = CellGrid(height: 2, width: 8)
    var ink = blank
    ink.restyle(ink.area) { $0.foreground = .role(.accent) }
    #expect(changes(from: blank, to: ink) == [])
    #expect(changes(from: blank, to: blank, cursor: (1, 3), (1, 3)) == [])
  }

  @Test("a colour that stays isn't sent again, nor what stands between two changes")
  func little() {
    let before = CellGrid(height: 1, width: 30)
    var after = before
    after.write("ab", row: 0, column: 0, Style(.rgb(RGB(255, 0, 0)), on: .rgb(RGB(0, 0, 95))))
    after.write("cd", row: 0, column: 3, Style(.rgb(RGB(255, 0, 0)), on: .rgb(RGB(0, 0, 135))))
    after.write("e", row: 0, column: 20, Style(.rgb(RGB(255, 0, 0)), on: .rgb(RGB(0, 0, 135)), .bold))
    after.write("f", row: 0, column: 21, Style(.rgb(RGB(255, 0, 0)), on: .rgb(RGB(0, 0, 135))))
    let sent = changes(from: before, to: after, .colours256, (0, 22))
    let colours = "\u{1B}[38;5;196;48;5;17mab\u{1B}[C\u{1B}[48;5;18mcd"
    let weights = "\u{1B}[16Cf\u{1B}[1;21H\u{1B}[1me\u{1B}[m\u{1B}[C"
    #expect(String(decoding: sent, as: UTF8.self) == colours + weights)
  }

  @Test("full blocks are blanks on a ground of their colour, so that no line stays free between them")
  func blocks() {
    let before = CellGrid(height: 1, width: 9)
    var after = before
    after.write("███▌", row: 0, column: 1, Style(.rgb(RGB(255, 0, 0))))
    let sent = String(decoding: changes(from: before, to: after), as: UTF8.self)
    #expect(!sent.contains("█"))
    #expect(sent.contains("48;5;196m   "))
    #expect(sent.contains("▌"))
  }

  @Test("an exact colour that the palette has is told by its number, but for those that programs change")
  func paletteColours() {
    let before = CellGrid(height: 1, width: 9)
    func sent(_ colour: RGB) -> String {
      var after = before
      after.write("a", row: 0, column: 0, Style(.rgb(colour)))
      return String(decoding: changes(from: before, to: after, .truecolour), as: UTF8.self)
    }
    #expect(sent(RGB(255, 255, 255)).contains("38;5;231;"))
    #expect(sent(RGB(95, 135, 175)).contains("38;5;67;"))
    #expect(sent(RGB(158, 158, 158)).contains("38;5;247;"))
    #expect(sent(RGB(158, 158, 159)).contains("38;2;158;158;159;"))
    #expect(sent(RGB(0, 0, 0)).contains("38;2;0;0;0;"))
    #expect(sent(RGB(0, 0, 255)).contains("38;2;0;0;255;"))
  }

  @Test("a colour is named once for all cells that have it, wherever they stand")
  func once() {
    let before = CellGrid(height: 4, width: 30)
    var after = before
    for row in 0..<4 {
      after.write("red", row: row, column: 0, Style(.rgb(RGB(255, 0, 0))))
      after.write("blue", row: row, column: 10, Style(.rgb(RGB(0, 0, 255))))
    }
    let sent = String(decoding: changes(from: before, to: after), as: UTF8.self)
    for colour in ["38;5;196", "38;5;21"] { #expect(sent.components(separatedBy: colour).count == 2) }
  }
}
