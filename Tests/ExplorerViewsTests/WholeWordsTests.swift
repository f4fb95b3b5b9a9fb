import CellScreen
import Explorer
import ExplorerViews
import TestSupport
import Testing

struct WholeWordsTests {
  /// Screens at 80×24 on which something has to be cut.
  ///
  /// The formulas of flatten have three more quotients than fit.
  private static let cut: Set<String> = ["unit/flatten-80x24"]

  @Test(
    "at 80×24 the screens of the bundled network cut no words, in ASCII neither",
    arguments: GoldenCase.all.filter {
      $0.columns == 80 && $0.rows == 24 && $0.scene == .ship && !cut.contains($0.file)
    }, Repertoire.allCases)
  func small(golden: GoldenCase, repertoire: Repertoire) throws {
    var state = try golden.scene.state(rows: golden.rows, columns: golden.columns, keys: golden.keys)
    state.repertoire = repertoire
    let grid = view(state).grid
    // Dots behind a blank count what is left out; behind a character they have cut a word.
    #expect(wordRows(of: grid).filter { $0.contains(/[^ .][.]{3}|[^ ]…/) } == [])
    #expect(grid.overruns == [])
  }

  @Test(
    "in ASCII no word has a sign that one cell could not say",
    arguments: GoldenCase.all.filter { $0.scene != .broken && $0.scene != .failed })
  func signs(golden: GoldenCase) throws {
    var state = try golden.scene.state(rows: golden.rows, columns: golden.columns, keys: golden.keys)
    state.repertoire = .ascii
    let inCells = Set("─│├┤┼┴┬╯╰╮╭╱▀▄█▕■□▣░▒▓▏▎▍▌▐▋▊▉▖▗▸◂▶●")
    let others = Set(wordRows(of: view(state).grid).joined()).filter { !$0.isASCII && !inCells.contains($0) }
    #expect(others == [])
  }

  /// The rows of a screen, pixels as blanks.
  private func wordRows(of grid: CellGrid) -> [String] {
    (0..<grid.height).map { row in
      String(
        (0..<grid.width).map { column in
          if case .glyph(let glyph) = grid[row, column].content { glyph.character } else { " " }
        })
    }
  }
}
