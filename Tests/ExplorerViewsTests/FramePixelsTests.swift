import CellScreen
import ConvNet
import Explorer
import Testing

@testable import ExplorerViews

/// Frames around places of a map.
@Suite("frames of places")
struct FramePixelsTests {
  /// A map of 4×6 places under a row of words, with a frame around its first place.
  private func grid(words: String) -> CellGrid {
    var grid = CellGrid(height: 4, width: 10)
    grid.write(words, row: 0, column: 0)
    let frame = MapFrame(row: 1, column: 2, size: Size2D(height: 4, width: 6), scale: .enlarged(1))
    grid.draw(PixelMap(height: 4, width: 6), halfRow: 2, column: 2)
    grid.frame(MapPlaces(row: 0, column: 0), of: frame)
    return grid
  }

  @Test("a frame at the edge of a map covers no word above it, and is drawn where there is none")
  func words() {
    #expect(grid(words: "0 picture").text().hasPrefix("0 picture"))
    #expect(grid(words: "─────────").text().hasPrefix("─────────"))
    #expect(grid(words: "").text().hasPrefix(" ▄▄▄"))
  }
}
