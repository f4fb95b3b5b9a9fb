import CellScreen
import Testing

@Suite struct PresentationTests {
  let exact = Presentation(.truecolour)
  let indexed = Presentation(.colours256)

  @Test("two different pixels are an upper half block with two colours")
  func halfBlock() {
    let cell = Cell(upper: .picture(RGB(1, 2, 3)), lower: .zero)
    #expect(
      exact.present(cell) == PresentedCell("▀", .rgb(RGB(1, 2, 3)), on: .rgb(RGB(0, 0, 0))))
    let ramp = Cell(upper: .value(.grey, 255), lower: .zero)
    #expect(indexed.present(ramp) == PresentedCell("▀", .indexed(231), on: .indexed(16)))
  }

  @Test("two pixels of one colour are a blank on that colour")
  func equalHalves() {
    #expect(exact.present(Cell(upper: .zero, lower: .zero)) == PresentedCell(" ", on: .rgb(RGB(0, 0, 0))))
  }

  @Test("a half that is page keeps the terminal's own ground", arguments: [Pixel.page, .notComputed])
  func pageHalf(nothing: Pixel) {
    #expect(
      indexed.present(Cell(upper: .zero, lower: nothing)) == PresentedCell("▀", .indexed(16), on: .standard))
    #expect(
      indexed.present(Cell(upper: nothing, lower: .zero)) == PresentedCell("▄", .indexed(16), on: .standard))
  }

  @Test("two halves of page are a blank, and what is not computed a dim colon")
  func nothingThere() {
    #expect(exact.present(Cell(upper: .page, lower: .page)) == PresentedCell(" "))
    let colon = exact.present(Cell(upper: .notComputed, lower: .notComputed))
    #expect(colon.character == ":" && colon.background == .standard && colon.foreground != .standard)
    #expect(exact.present(Cell(upper: .notComputed, lower: .page)).character == ":")
  }

  @Test("the gutter is neither black nor the page", arguments: [ColourDepth.truecolour, .colours256])
  func gutter(depth: ColourDepth) {
    let shown = Presentation(depth).present(Cell(upper: .gutter, lower: .gutter))
    let lightness = shown.background.rgb?.lightness ?? 0
    #expect(lightness > 25 && lightness < 40)
  }

  @Test(
    "without colours a cell is one character for both of its pixels",
    arguments: [
      (Pixel.zero, Pixel.zero, "·"), (.zero, .page, "·"), (.page, .page, " "), (.gutter, .gutter, " "),
      (.zero, .value(.viridis, 31), "░"), (.value(.viridis, 0), .value(.viridis, 0), "░"),
      (.value(.grey, 63), .value(.grey, 63), "░"), (.value(.grey, 64), .value(.grey, 64), "▒"),
      (.value(.grey, 128), .value(.grey, 128), "▓"), (.value(.grey, 255), .value(.grey, 192), "█"),
      (.value(.grey, 255), .page, "█"), (.gutter, .value(.grey, 100), "▒"),
      (.value(.blueRed, 128), .value(.blueRed, 128), "·"), (.value(.blueRed, 127), .page, "-"),
      (.value(.blueRed, 60), .value(.blueRed, 60), "="), (.value(.blueRed, 0), .value(.blueRed, 0), "≡"),
      (.value(.blueRed, 129), .page, "░"), (.value(.blueRed, 255), .page, "█"),
      (.value(.blueRed, 1), .value(.blueRed, 255), "░"),
      (.notComputed, .notComputed, ":"), (.notComputed, .gutter, ":"), (.notComputed, .zero, "·"),
      (.mark, .zero, "▀"), (.page, .mark, "▄"), (.mark, .mark, "█"),
      (.picture(RGB(0, 0, 0)), .picture(RGB(0, 0, 0)), "·"), (.picture(RGB(255, 255, 255)), .page, "█"),
    ] as [(Pixel, Pixel, Character)])
  func shades(upper: Pixel, lower: Pixel, character: Character) {
    let cell = Cell(upper: upper, lower: lower)
    #expect(Presentation.plain.present(cell) == PresentedCell(character))
    #expect(Presentation(.colours8).present(cell).character == character)
    #expect(Presentation(.truecolour, pixels: .shade).present(cell).character == character)
  }

  @Test("ink that must stand out is black on light grounds and white on dark ones")
  func contrast() {
    let onWhite = Cell("1", Style(.contrast, on: .ramp(.blueRed, 128)))
    let onBlue = Cell("1", Style(.contrast, on: .ramp(.blueRed, 0)))
    #expect(exact.present(onWhite).foreground == .rgb(RGB(0, 0, 0)))
    #expect(exact.present(onBlue).foreground == .rgb(RGB(255, 255, 255)))
    #expect(indexed.present(onWhite).foreground == .indexed(16))
    #expect(indexed.present(onBlue).foreground == .indexed(231))
    #expect(Presentation.plain.present(onWhite) == PresentedCell("1"))
  }

  @Test("ordinary words are in the terminal's own colours, but stand out from a selected line")
  func wordsOnSelection() {
    #expect(exact.present(Cell("a")) == PresentedCell("a"))
    let selected = exact.present(Cell("a", Style().on(.role(.selection))))
    #expect(selected.foreground == .rgb(RGB(255, 255, 255)))
    #expect(selected.background == .rgb(RGB(45, 45, 60)))
  }

  @Test("without colours the accent and the selected line are bold")
  func emphasis() {
    #expect(Presentation.plain.present(Cell("a", .role(.accent))).attributes == .bold)
    #expect(Presentation.plain.present(Cell("a", Style().on(.role(.selection)))).attributes == .bold)
    #expect(exact.present(Cell("a", .role(.accent))).attributes == [])
  }

  @Test("each depth uses only the colours that it has")
  func depths() {
    for role in Role.allCases {
      let cell = Cell("a", Style(.role(role), on: .role(role)))
      #expect(isShowable(Presentation(.colours256).present(cell), 16...255))
      #expect(isShowable(Presentation(.colours8).present(cell), 0...7))
      #expect(isShowable(Presentation(.none).present(cell), nil))
    }
  }

  private func isShowable(_ cell: PresentedCell, _ palette: ClosedRange<UInt8>?) -> Bool {
    [cell.foreground, cell.background].allSatisfy { colour in
      switch colour {
      case .standard: true
      case .indexed(let index): palette?.contains(index) ?? false
      case .rgb: false
      }
    }
  }
}
