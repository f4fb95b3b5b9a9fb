import CellScreen
import TestSupport
import Testing

@Suite struct GridTextTests {
  private var grid: CellGrid {
    var grid = CellGrid(height: 3, width: 12)
    grid.write("map 5", row: 0, column: 1, .role(.accent, .bold))
    grid.write("日本", row: 0, column: 8)
    for column in 0..<4 { grid[1, column] = Cell(upper: .zero, lower: .value(.viridis, 80)) }
    grid[1, 4] = Cell(upper: .gutter, lower: .gutter)
    grid[1, 5] = Cell(upper: .mark, lower: .page)
    grid[1, 6] = Cell(upper: .value(.blueRed, 10), lower: .value(.blueRed, 255))
    return grid
  }

  @Test("a grid as text has its characters, shades for pixels, and no blanks at the ends of lines")
  func text() {
    #expect(
      grid.text() == """
         map 5  日本
        ░░░░ ▀░


        """)
  }

  @Test("the style plane has a letter a cell in order of appearance, and says what each means")
  func stylePlane() {
    #expect(
      grid.stylePlane == """
         aaaaa
        bbbbcde


        a  accent bold
        b  pixels zero over viridis 2/4
        c  pixels gutter
        d  pixels mark over page
        e  pixels blueRed −4/4 over blueRed +4/4

        """)
  }

  @Test("more styles than there are letters share the last one")
  func manyStyles() {
    var grid = CellGrid(height: 1, width: 1_000)
    let pixels: [Pixel] = ColourMap.allCases.flatMap { map in
      stride(from: 10, to: 256, by: 32).map { .value(map, UInt8($0)) }
    }
    for column in 0..<1_000 {
      grid[0, column] = Cell(upper: pixels[column % pixels.count], lower: pixels[column / pixels.count])
    }
    let lines = grid.stylePlane.split(separator: "\n")
    #expect(lines[0].count == 1_000)
    #expect(lines[0].last == "?")
  }

  @Test("an empty grid is empty text")
  func empty() {
    #expect(CellGrid(height: 0, width: 0).text().isEmpty)
    #expect(CellGrid(height: 2, width: 0).text() == "\n\n")
  }
}

@Suite struct ANSIWriterTests {
  /// A theme whose words and page are the terminal's own.
  private let own = Theme(page: .standard, [.accent: Theme.dark.paint(.accent)])

  @Test("a sequence is written where the drawing changes, and the line ends in the terminal's own")
  func changes() {
    var grid = CellGrid(height: 2, width: 8)
    grid.write("ab", row: 0, column: 0, Style(.rgb(RGB(1, 2, 3)), .bold))
    grid.write("cd", row: 0, column: 2, Style(.rgb(RGB(1, 2, 3)), on: .rgb(RGB(4, 5, 6))))
    grid.write("e", row: 1, column: 1)
    #expect(
      ANSIWriter(Presentation(.truecolour, theme: own)).string(grid)
        == "\u{1B}[1;38;2;1;2;3mab\u{1B}[0;38;2;1;2;3;48;2;4;5;6mcd\u{1B}[0m\n e\n")
  }

  @Test("colours of the palette are written by number")
  func indexed() {
    var grid = CellGrid(height: 1, width: 3)
    grid[0, 0] = Cell(upper: .zero, lower: .value(.grey, 255))
    grid[0, 1] = Cell(upper: .zero, lower: .value(.grey, 255))
    grid[0, 2] = Cell("x", .role(.accent))
    #expect(
      ANSIWriter(Presentation(.colours256, theme: own)).string(grid)
        == "\u{1B}[38;5;16;48;5;231m▀▀\u{1B}[38;5;221;49mx\u{1B}[39m\n")
    #expect(
      ANSIWriter(Presentation(.colours8, theme: own)).string(grid) == "▓▓\u{1B}[33mx\u{1B}[39m\n")
  }

  @Test("a page that isn't the terminal's own is written to the end of the line")
  func page() {
    var grid = CellGrid(height: 1, width: 4)
    grid.write("a", row: 0, column: 0)
    #expect(
      ANSIWriter(Presentation(.colours256, theme: .light)).string(grid)
        == "\u{1B}[38;5;234;48;5;231ma   \u{1B}[0m\n")
  }

  @Test("without colours nothing but attributes is written")
  func plain() {
    var grid = CellGrid(height: 1, width: 4)
    grid.write("a", row: 0, column: 0, .role(.accent, [.underline, .reverse]))
    grid.write("b", row: 0, column: 1, .role(.shape))
    #expect(ANSIWriter(.plain).string(grid) == "\u{1B}[1;4;7ma\u{1B}[0mb\n")
  }

  @Test("a reversed blank at the end of a line is kept")
  func visibleBlank() {
    var grid = CellGrid(height: 1, width: 3)
    grid[0, 1] = Cell(" ", Style(.standard, .reverse))
    #expect(ANSIWriter(.plain).string(grid) == " \u{1B}[7m \u{1B}[0m\n")
  }
}

@Suite struct SVGWriterTests {
  @Test("pixels and grounds are rectangles, neighbours that look alike are one")
  func rectangles() {
    var grid = CellGrid(height: 1, width: 5)
    for column in 0..<3 { grid[0, column] = Cell(upper: .zero, lower: .picture(RGB(255, 0, 16))) }
    grid[0, 3] = Cell(upper: .page, lower: .zero)
    let svg = SVGWriter().string(grid)
    #expect(
      svg == """
        <svg xmlns="http://www.w3.org/2000/svg" width="70" height="40" viewBox="-10 -10 70 40" \
        font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="16.6">
        <rect x="-10" y="-10" width="70" height="40" fill="#121212"/>
        <g shape-rendering="crispEdges">
        <rect x="0" y="0" width="30" height="20" fill="#ff0010"/>
        <rect x="0" y="0" width="30" height="10" fill="#000000"/>
        <rect x="30" y="10" width="10" height="10" fill="#000000"/>
        </g>
        </svg>

        """)
  }

  @Test("words are text of their columns' width, with the characters of XML escaped")
  func words() {
    var grid = CellGrid(height: 2, width: 9)
    grid.write("<a & \"b\">", row: 1, column: 0, Style(.rgb(RGB(1, 2, 3)), [.bold, .underline]))
    #expect(
      SVGWriter().string(grid).contains(
        """
        <text x="0" y="35" textLength="90" lengthAdjust="spacingAndGlyphs" xml:space="preserve" \
        fill="#010203" font-weight="bold" text-decoration="underline">&lt;a &amp; &quot;b&quot;&gt;</text>
        """))
  }

  @Test("a wide grapheme has two columns of the picture")
  func wide() {
    var grid = CellGrid(height: 1, width: 4)
    grid.write("日b", row: 0, column: 1)
    #expect(SVGWriter().string(grid).contains("<text x=\"10\" y=\"15\" textLength=\"30\""))
    #expect(SVGWriter().string(grid).contains(">日b</text>"))
  }

  @Test("words and page are the theme's, also where the terminal has no colours")
  func themes() {
    var grid = CellGrid(height: 1, width: 1)
    grid.write("a", row: 0, column: 0)
    for depth in ColourDepth.allCases where depth != .colours8 {
      let svg = SVGWriter(Presentation(depth, theme: .light)).string(grid)
      #expect(svg.contains("height=\"40\" fill=\"#ffffff\"/>"))
      #expect(svg.contains("fill=\"#1c1c1c\">a</text>"))
    }
  }

  @Test("bars of eighth blocks and reversed cells need no font")
  func blocks() {
    var grid = CellGrid(height: 1, width: 4)
    grid.write("██▎", row: 0, column: 0, Style(.rgb(RGB(9, 9, 9)), []))
    grid[0, 3] = Cell(" ", Style(.rgb(RGB(255, 255, 255)), .reverse))
    let svg = SVGWriter().string(grid)
    #expect(svg.contains("<rect x=\"0\" y=\"0\" width=\"20\" height=\"20\" fill=\"#090909\"/>"))
    #expect(svg.contains("<rect x=\"20\" y=\"0\" width=\"2.5\" height=\"20\" fill=\"#090909\"/>"))
    #expect(svg.contains("<rect x=\"30\" y=\"0\" width=\"10\" height=\"20\" fill=\"#ffffff\"/>"))
    #expect(!svg.contains("<text"))
  }

  @Test("places where rules meet, and quarters of cells, are rectangles too")
  func crossings() {
    var grid = CellGrid(height: 1, width: 3)
    grid.write("├╯▗", row: 0, column: 0, Style(.rgb(RGB(1, 2, 3)), []))
    let drawn = DrawnGrid(grid)
    let edges = drawn.rectangles.map { [$0.left, $0.right, $0.top, $0.bottom] }
    #expect(
      edges == [
        [4.25, 5.75, 0, 20], [5, 10, 9.25, 10.75], [14.25, 15.75, 0, 9.25], [10, 14.25, 9.25, 10.75],
        [13.5, 15, 8.5, 10], [25, 30, 10, 20],
      ])
    #expect(drawn.words.isEmpty && drawn.rectangles.allSatisfy { $0.fill == RGB(1, 2, 3) })
  }

  @Test("rules join, shades are mixed colours, and what is thin is not left to fall between two pixels")
  func rulesAndShades() {
    var grid = CellGrid(height: 1, width: 5)
    grid.write("──│▒▒", row: 0, column: 0, Style(.rgb(RGB(100, 200, 0)), []))
    let svg = SVGWriter(Presentation(.truecolour, theme: .contrast)).string(grid)
    let thin = "fill=\"#64c800\" shape-rendering=\"auto\"/>"
    #expect(svg.contains("<rect x=\"0\" y=\"9.25\" width=\"20\" height=\"1.5\" \(thin)"))
    #expect(svg.contains("<rect x=\"24.25\" y=\"0\" width=\"1.5\" height=\"20\" \(thin)"))
    #expect(svg.contains("<rect x=\"30\" y=\"0\" width=\"20\" height=\"20\" fill=\"#326400\"/>"))
    #expect(!svg.contains("<text"))
  }
}
