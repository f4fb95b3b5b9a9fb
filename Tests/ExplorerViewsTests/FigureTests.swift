import CellScreen
import Explorer
import ExplorerViews
import Testing

/// What is written of a screen for a slide.
struct FigureTests {
  @Test(
    "a figure is the screen without its first row, of the place, and its last, of the hints",
    arguments: ["", "Enter", "Enter Enter", "Enter Enter Enter", "9 Enter", "?", "/ c", "z"])
  func rows(keys: String) throws {
    for scene in Scene.allCases {
      let state = try scene.state(rows: 24, columns: 80, keys: keys)
      let (whole, part) = (view(state).grid, figure(state))
      #expect(part.height == 22 && part.width == 80)
      #expect(
        part.text()
          == whole.text().split(separator: "\n", omittingEmptySubsequences: false)[1..<23]
          .map { $0 + "\n" }.joined())
      #expect(!part.text().contains("q quit"))
    }
  }

  @Test("a screen without these rows stays whole: one that is too small, and one that is emptied")
  func whole() throws {
    for (rows, columns) in [(1, 1), (10, 40), (19, 60)] {
      let state = try Scene.ship.state(rows: rows, columns: columns)
      #expect(figure(state) == view(state).grid)
    }
    var state = try Scene.ship.state(rows: 24, columns: 80)
    state.usesClicker = true
    _ = update(&state, .blank)
    #expect(figure(state) == view(state).grid)
  }
}
