import CellScreen
import Testing

/// A number over a pixel of a photograph.
struct NumberOverPictureTests {
  private func pixel(_ position: UInt8, over grey: UInt8 = 128) -> Pixel {
    .tone(.over(RGB(grey, 30, 200), .blueRed, position))
  }

  private func colour(_ pixel: Pixel, _ theme: Theme = .dark) throws -> RGB {
    let cell = Presentation(.truecolour, theme: theme).present(Cell(upper: pixel, lower: pixel))
    return try #require(cell.background.rgb)
  }

  @Test("0 is the photograph in grey, so that hue means the number alone", arguments: [Theme.dark, .light])
  func zero(theme: Theme) throws {
    let grey = try colour(pixel(128), theme)
    #expect(grey.red == grey.green && grey.green == grey.blue)
    #expect(try colour(pixel(128, over: 250), theme).red > grey.red)
  }

  @Test(
    "the farther a number is from 0, the more it has the colour of its sign", arguments: [Theme.dark, .light])
  func signs(theme: Theme) throws {
    func blueness(_ position: UInt8) throws -> Int {
      let colour = try colour(pixel(position), theme)
      return Int(colour.blue) - Int(colour.red)
    }
    let values = try [0, 64, 110, 128, 150, 190, 255].map { try blueness($0) }
    #expect(values == values.sorted(by: >) && values[3] == 0)
    #expect(values[0] > 60 && values[6] < -60)
  }

  @Test("what covers the photograph wholly is the same over any")
  func whole() throws {
    #expect(try colour(pixel(255, over: 0)) == colour(pixel(255, over: 255)))
  }

  @Test("without colours it is the sign and the size of the number, in ASCII too")
  func characters() {
    func text(_ position: UInt8, _ pixels: Presentation.PixelGlyphs) -> Character? {
      let pixel = pixel(position)
      return Presentation(.none, pixels: pixels).present(Cell(upper: pixel, lower: pixel)).character
    }
    #expect([0, 80, 120, 128, 140, 255].map { text($0, .shade) } == ["≡", "=", "-", "·", "░", "█"])
    #expect([0, 80, 120, 128, 140, 255].map { text($0, .ascii) } == ["#", "=", "-", ".", "+", "@"])
  }
}
