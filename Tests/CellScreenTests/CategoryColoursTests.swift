import Testing

@testable import CellScreen

/// Colours of classes, as they look with any colour vision.
struct CategoryColoursTests {
  /// What someone sees who lacks one kind of cone, by Machado, Oliveira and Fernandes (2009); the first lacks none.
  private static let visions: [[[Double]]] = [
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [
      [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ],
    [
      [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ],
    [
      [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
    ],
  ]

  private static let colours = (0...UInt8(CategoryColours.count)).map(CategoryColours.rgb)

  private func seen(_ colour: RGB, _ vision: [[Double]]) -> Lab {
    let light = [colour.red, colour.green, colour.blue].map { Lab.linear[Int($0)] }
    let parts = vision.map { row in
      let sum = zip(row, light).reduce(0) { $0 + $1.0 * $1.1 }
      return UInt8(Lab.linear.lastIndex { $0 <= min(max(sum, 0), 1) } ?? 0)
    }
    return Lab(RGB(parts[0], parts[1], parts[2]))
  }

  @Test("any two colours of classes are far apart, whichever cones one lacks")
  func distances() {
    for vision in Self.visions {
      let seen = Self.colours.map { self.seen($0, vision) }
      for (index, colour) in seen.enumerated() {
        for other in seen[(index + 1)...] {
          #expect(colour.squaredDistance(to: other) > 24 * 24, "\(index) in \(vision)")
        }
      }
    }
  }

  @Test("colours of classes stand out from dark and from light pages, and 256 colours have them all")
  func pages() {
    for colour in Self.colours {
      #expect(colour.contrast(to: RGB(0, 0, 0)) > 1.8 && colour.contrast(to: RGB(255, 255, 255)) > 1.2)
      #expect(Palette256.rgb(Palette256.nearest(to: colour)) == colour)
    }
  }

  @Test(
    "where there are no such colours each class has a letter",
    arguments: [Presentation.PixelGlyphs.shade, .ascii])
  func letters(pixels: Presentation.PixelGlyphs) {
    let plain = Presentation(.none, pixels: pixels)
    let letters = (0...UInt8(CategoryColours.count)).map { category in
      plain.present(Cell(upper: .page, lower: .tone(.category(category)))).character
    }
    #expect(letters == ["a", "b", "c", "d", "e", "f", "g", "h", "~"])
  }
}
