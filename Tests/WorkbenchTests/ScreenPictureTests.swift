import CellScreen
import Foundation
import TestSupport
import Testing

@testable import Workbench

@Suite("screens as PNG")
struct ScreenPictureTests {
  private static let ink = RGB(255, 255, 255)
  /// White on black.
  private static let look = Presentation(
    .truecolour, theme: Theme(page: Theme.Paint(16), [.text: Theme.Paint(231)]))

  private func pixels(_ grid: CellGrid, _ look: Presentation = Presentation(.truecolour)) throws
    -> DecodedPixels
  {
    try DecodedPixels(ScreenPicture(grid, look).file(path: "x.png"))
  }

  @Test(
    "a picture is 1,920 pixels wide, a cell twice as high as wide, and wider only where a cell would get less than nine",
    arguments: [
      (1, 1_920, 1_920), (2, 960, 1_920), (80, 24, 1_920), (101, 19, 1_920), (120, 16, 1_920),
      (200, 9, 1_920), (213, 9, 1_920), (214, 9, 1_926), (1_000, 9, 9_000),
    ])
  func size(columns: Int, cell: Int, width: Int) throws {
    for rows in [1, 3] {
      let picture = try pixels(CellGrid(height: rows, width: columns))
      #expect(picture.width == width && picture.height == rows * 2 * cell)
    }
  }

  @Test(
    "every number of columns has a picture at least as wide as usual, its cells whole and the margins even")
  func everyWidth() {
    for columns in 0...1_000 {
      let picture = ScreenPicture(CellGrid(height: 1, width: columns))
      let cell = picture.height / 2
      let rest = picture.width - columns * cell
      #expect(cell >= 9 && picture.width >= 1_920 && rest >= 0)
      #expect(columns == 0 || rest < max(columns, 10))
    }
  }

  @Test("a screen with more pixels than a file, or none, is refused", arguments: [(19, 1), (1_000, 1_000)])
  func tooLarge(rows: Int, columns: Int) {
    let limit = 1 << 27
    #expect(throws: CommandError.screenPixels(path: "a.png", rows: rows, columns: columns, limit: limit)) {
      try ScreenPicture(CellGrid(height: rows, width: columns)).file(path: "a.png")
    }
    #expect(throws: CommandError.self) {
      try ScreenPicture(CellGrid(height: 0, width: columns)).file(path: "a.png")
    }
  }

  @Test("the pixels of a map are squares of their exact colours, the rest of the width is page at both sides")
  func squares() throws {
    for columns in [80, 120, 200, 213] {
      let grid = RandomGrid.photograph(height: 2, width: columns, seed: UInt64(columns))
      let picture = try pixels(grid)
      let side = picture.height / 4
      let margin = (1_920 - columns * side) / 2
      for row in 0..<4 {
        for column in 0..<columns {
          guard case .pixels(let upper, let lower) = grid[row / 2, column].content,
            case .tone(.picture(let colour)) = row.isMultiple(of: 2) ? upper : lower
          else {
            Issue.record("no pixel at \(row), \(column)")
            continue
          }
          let square = Area(row: row * side, column: margin + column * side, height: side, width: side)
          #expect(picture.colours(square) == [colour])
        }
      }
      let page = Presentation(.truecolour).theme.page.rgb
      for column in [margin - 1, margin + columns * side] where margin > 0 {
        #expect(picture[3, column] == page)
      }
    }
  }

  @Test(
    "rectangles are where SVG has them, at the pixels that are nearest", arguments: [60, 80, 101, 120, 213])
  func rectangles(columns: Int) throws {
    var grid = CellGrid(height: 3, width: columns)
    let blocks = "▀▁▂▃▄▅▆▇█▉▊▋▌▍▎▏▐░▒▓▔▕▖▗─│├┤┴┼╯╰"
    grid.write(blocks, row: 0, column: 1, Style(.rgb(RGB(200, 90, 10)), []))
    grid.write(blocks, row: 1, column: 4, Style(.rgb(RGB(9, 90, 210)), on: .rgb(RGB(70, 80, 90)), .reverse))
    for column in 0..<columns { grid[2, column] = Cell(upper: .value(.blueRed, UInt8(column)), lower: .zero) }
    let picture = try pixels(grid)
    let cell = picture.height / 6
    let margin = (picture.width - columns * cell) / 2
    let found = SVGContents(SVGWriter().string(grid)).rectangles.dropFirst()
    #expect(found.count > 60)
    var expected: [[RGB?]] = Array(
      repeating: Array(repeating: nil, count: picture.width), count: picture.height)
    for (x, y, width, height, fill) in found {
      let edges = [x, x + width, y, y + height].map {
        Int(($0 * Double(cell) / 10).rounded())
      }
      for row in edges[2]..<edges[3] {
        for column in edges[0]..<edges[1] { expected[row][margin + column] = fill }
      }
    }
    for row in 0..<picture.height {
      for column in 0..<picture.width {
        let wanted = expected[row][column] ?? Presentation(.truecolour).theme.page.rgb
        guard picture[row, column] != wanted else { continue }
        Issue.record("\(row), \(column)")
        return
      }
    }
  }

  @Test(
    "the glyphs of the font are exact where a cell is nine pixels wide, and whole where it is twice as wide")
  func exactGlyphs() throws {
    for (columns, factor) in [(213, 1), (106, 2)] {
      var grid = CellGrid(height: 1, width: columns)
      grid.write("b", row: 0, column: 3)
      let picture = try pixels(grid, Self.look)
      let margin = (1_920 - columns * 9 * factor) / 2
      var found: [Int] = []
      for row in 0..<18 {
        var bits = 0
        for column in 0..<9 {
          let square = Area(
            row: row * factor, column: margin + (27 + column) * factor, height: factor, width: factor)
          let colours = picture.colours(square)
          #expect(factor == 2 || colours.count == 1)
          bits = bits * 2 + (colours == [Self.ink] ? 1 : 0)
        }
        found.append(bits)
      }
      #expect(found == Self.rowsOfB)
    }
  }

  /// The rows of `b` in the font.
  private static let rowsOfB = [
    0, 0, 0, 0, 0x80, 0x80, 0x80, 0xBC, 0xC2, 0x82, 0x82, 0x82, 0xC2, 0xBC, 0, 0, 0, 0,
  ]

  @Test("at other sizes a pixel has as much of the ink as covers it")
  func mixedGlyphs() throws {
    var grid = CellGrid(height: 1, width: 160)
    grid.write("-", row: 0, column: 1)
    let picture = try pixels(grid, Self.look)
    // The hyphen's row 9 of 18 is at 12 to 13 ⅓ of 24, its columns 1 to 8 of 9 at 1 ⅓ to 10 ⅔ of 12.
    let hyphen = (0..<24).map { picture[$0, 18].red }
    #expect(hyphen == (0..<24).map { $0 == 12 ? 255 : $0 == 13 ? 85 : 0 })
    let row = (12..<24).map { picture[12, $0].red }
    #expect(row == [0, 170, 255, 255, 255, 255, 255, 255, 255, 255, 170, 0])
  }

  @Test("slanting strokes of large type are straight: the notches beside them are filled, and no others")
  func slantingStrokes() throws {
    func pixels(_ text: String) throws -> DecodedPixels {
      var grid = CellGrid(height: 1, width: 35)
      grid.write(text, row: 0, column: 0)
      return try self.pixels(grid, Self.look)
    }
    // A pixel of the font has six by six of the picture here; the stroke has row 4, column 7, and row 5, column 6.
    let slash = try pixels("/")
    let margin = (1_920 - 35 * 54) / 2
    func part(_ row: Int, _ column: Int) -> Area {
      Area(row: 6 * row, column: margin + 6 * column, height: 6, width: 6)
    }
    for (row, column) in [(4, 7), (5, 6)] {
      #expect(slash.places(of: Self.ink, in: part(row, column)).count == 36)
    }
    #expect(
      slash.places(of: Self.ink, in: part(5, 7)) == [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [2, 0]])
    #expect(
      slash.places(of: Self.ink, in: part(4, 6)) == [[3, 5], [4, 4], [4, 5], [5, 3], [5, 4], [5, 5]])
    #expect(slash.places(of: Self.ink, in: part(5, 5)) == [])
    let ell = try pixels("L")
    #expect(ell.places(of: Self.ink, in: part(12, 2)) == [])
  }

  @Test("bold is heavier, underlined words have a line, and wide graphemes take two cells")
  func styles() throws {
    func ink(_ text: String, _ attributes: Style.Attributes) throws -> [[Int]] {
      var grid = CellGrid(height: 1, width: 213)
      grid.write(text, row: 0, column: 0, Style(.role(.text), attributes))
      return try pixels(grid, Self.look).places(
        of: Self.ink, in: Area(row: 0, column: 1, height: 18, width: 1_917))
    }
    let (plain, bold) = (try ink("I", []), try ink("I", .bold))
    #expect(Set(plain).isSubset(of: Set(bold)) && bold.count > plain.count)
    let line = Set(try ink("I a", .underline)).subtracting(try ink("I a", []))
    #expect(line == Set((0..<27).map { [16, $0] }))
    let wide = try ink("日", [])
    let columns = wide.map { $0[1] }
    #expect(columns.min().map { $0 >= 4 } == true && columns.max().map { $0 <= 13 } == true)
    #expect(try ink("日I", []).count == wide.count + plain.count)
    let reversed = try ink(" ", .reverse)
    #expect(reversed.count == 9 * 18)
  }

  @Test("words and page have the colours of the theme, and no colours where there are to be none")
  func themes() throws {
    var grid = CellGrid(height: 1, width: 80)
    grid.write("words", row: 0, column: 0, .role(.accent))
    let light = try pixels(grid, Presentation(.truecolour, theme: .light))
    let area = Area(row: 0, column: 0, height: 48, width: 1_920)
    #expect(light[0, 1_919] == RGB(255, 255, 255))
    #expect(Theme.light.paint(.accent).rgb.map { light.colours(area).contains($0) } == true)
    let grey = try pixels(grid, Presentation(.none)).colours(area)
    #expect(grey.count > 2 && grey.allSatisfy { $0.red == $0.green && $0.green == $0.blue })
  }

  @Test("every character of every golden screen is a rectangle or in the font")
  func characters() throws {
    let folder = Repository.root.appending(path: "Tests/ExplorerViewsTests/Goldens")
    let names = Golden.names(in: folder)
    #expect(names.count > 50)
    var missing: Set<Character> = []
    for name in names {
      let file = try String(contentsOf: folder.appending(path: name + ".txt"), encoding: .utf8)
      let lines = file.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.hasPrefix("═") }
      var grid = CellGrid(height: lines.count, width: 400)
      for (row, line) in lines.enumerated() { grid.write(String(line), row: row, column: 0) }
      let graphemes = DrawnGrid(grid).words.flatMap(\.graphemes).compactMap(\.self)
      missing.formUnion(graphemes.filter { !BitmapFont.shared.has($0) })
    }
    #expect(missing == [])
  }
}
