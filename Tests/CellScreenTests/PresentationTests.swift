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
    #expect(exact.present(Cell(upper: .zero, lower: .zero)).character == " ")
    #expect(exact.present(Cell(upper: .zero, lower: .zero)).background == .rgb(RGB(0, 0, 0)))
  }

  @Test("two different pixels are a lower half block where that is asked for")
  func lowerHalfBlock() {
    let lower = Presentation(.truecolour, pixels: .lower)
    let cell = Cell(upper: .picture(RGB(1, 2, 3)), lower: .zero)
    #expect(lower.present(cell) == PresentedCell("▄", .rgb(RGB(0, 0, 0)), on: .rgb(RGB(1, 2, 3))))
  }

  @Test("a half that is page keeps the page's ground", arguments: [Pixel.page, .notComputed])
  func pageHalf(nothing: Pixel) {
    for presentation in [indexed, Presentation(.colours256, pixels: .lower)] {
      let upper = presentation.present(Cell(upper: .zero, lower: nothing))
      let lower = presentation.present(Cell(upper: nothing, lower: .zero))
      #expect(upper == PresentedCell("▀", .indexed(16), on: indexed.blank.background))
      #expect(lower == PresentedCell("▄", .indexed(16), on: indexed.blank.background))
    }
  }

  @Test("two halves of page are a blank, and what is not computed a dim colon")
  func nothingThere() {
    #expect(exact.present(Cell(upper: .page, lower: .page)) == exact.blank)
    let colon = exact.present(Cell(upper: .notComputed, lower: .notComputed))
    #expect(colon.character == ":" && colon.background == exact.blank.background)
    #expect(colon.foreground == .rgb(Theme.dark.paint(.notComputed).rgb ?? RGB(0, 0, 0)))
    #expect(exact.present(Cell(upper: .notComputed, lower: .page)).character == ":")
  }

  @Test("the gutter is neither black nor the page", arguments: [ColourDepth.truecolour, .colours256])
  func gutter(depth: ColourDepth) {
    let shown = Presentation(depth).present(Cell(upper: .gutter, lower: .gutter))
    let lightness = shown.background.rgb?.lightness ?? 0
    #expect(lightness > 25 && lightness < 45)
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

  @Test(
    "the characters of the four looks, of both signs and of all weights differ, in ASCII too",
    arguments: [Presentation.PixelGlyphs.shade, .ascii])
  func distinctShades(pixels: Presentation.PixelGlyphs) {
    let presentation = Presentation(.none, pixels: pixels)
    let weights = [31, 100, 150, 255].map { Pixel.value(.viridis, $0) }
    let negative = [100, 60, 0].map { Pixel.value(.blueRed, $0) }
    let others: [Pixel] = [.zero, .notComputed, .notFinite, .neverRead(.zero), .page]
    let shown = (weights + negative + others).map {
      presentation.present(Cell(upper: $0, lower: $0)).character
    }
    #expect(Set(shown).count == 12)
    if pixels == .ascii { #expect(shown.allSatisfy { $0?.isASCII ?? false }) }
  }

  @Test("a picture in shades doesn't look like its negative on a light page")
  func picturesOnLightPages() {
    let light = Presentation(.colours8, theme: .light)
    let white = Pixel.picture(RGB(255, 255, 255))
    let black = Pixel.picture(RGB(0, 0, 0))
    #expect(light.present(Cell(upper: white, lower: white)).character == "·")
    #expect(light.present(Cell(upper: black, lower: black)).character == "█")
  }

  @Test("where there are eight colours, numbers of both signs have the sign's colour too")
  func coloursOfSigns() {
    let presentation = Presentation(.colours8)
    let inks = [0, 255].map {
      presentation.present(Cell(upper: .value(.blueRed, $0), lower: .value(.blueRed, $0))).foreground
    }
    #expect(inks == [.indexed(6), .indexed(3)])
    #expect(presentation.present(Cell(upper: .value(.grey, 255), lower: .page)).foreground == .indexed(7))
  }

  @Test("in ASCII every character is one of ASCII, and what would be wrong in one cell is a question mark")
  func ascii() {
    let presentation = Presentation(.truecolour, pixels: .ascii)
    let words = "▸ █▏ ├─●╯ 3×3 − … ¼ ∞ ≥ Σ ⌊ 日"
    let shown = DisplayText(words).graphemes.map { presentation.present(Cell($0.character)).character ?? " " }
    #expect(String(shown) == "> #| +-o+ 3x3 - . ? ? ? ? ? ?")
  }

  @Test("ink that must stand out is black on light grounds and white on dark ones")
  func contrast() {
    let onWhite = Cell("1", Style(.contrast, on: .ramp(.luminance, 255)))
    let onBlue = Cell("1", Style(.contrast, on: .rgb(RGB(5, 48, 97))))
    #expect(exact.present(onWhite).foreground == .rgb(RGB(0, 0, 0)))
    #expect(exact.present(onBlue).foreground == .rgb(RGB(255, 255, 255)))
    #expect(indexed.present(onWhite).foreground == .indexed(16))
    #expect(indexed.present(onBlue).foreground == .indexed(231))
    #expect(Presentation.plain.present(onWhite) == PresentedCell("1"))
  }

  @Test("on any colour of any map, at every depth, the ink that must stand out has a contrast of 4.5 or more")
  func contrastOnRamps() {
    for presentation in [exact, indexed] {
      for map in ColourMap.allCases {
        for position in UInt8(0)...255 {
          let shown = presentation.present(Cell("1", Style(.contrast, on: .ramp(map, position))))
          let contrast = shown.foreground.rgb?.contrast(to: shown.background.rgb ?? RGB(0, 0, 0)) ?? 0
          #expect(contrast >= 4.5, "\(map) at \(position)")
        }
      }
    }
  }

  @Test("ordinary words are in the theme's ink on its page, but stand out from a selected line")
  func wordsOnSelection() {
    #expect(
      exact.present(Cell("a")) == PresentedCell("a", .rgb(RGB(218, 218, 218)), on: .rgb(RGB(18, 18, 18))))
    #expect(Presentation.plain.present(Cell("a")) == PresentedCell("a"))
    let selected = exact.present(Cell("a", Style().on(.role(.selection))))
    #expect(selected.foreground == .rgb(RGB(255, 255, 255)))
    #expect(selected.background == .rgb(RGB(48, 48, 48)))
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
