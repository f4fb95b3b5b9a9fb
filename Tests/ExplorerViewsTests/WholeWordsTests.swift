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
    "at 80×24 the screens of the bundled network cut no words",
    arguments: GoldenCase.all.filter {
      $0.columns == 80 && $0.rows == 24 && $0.scene == .ship && !cut.contains($0.file)
    })
  func small(golden: GoldenCase) throws {
    let state = try golden.scene.state(rows: golden.rows, columns: golden.columns, keys: golden.keys)
    let rows = view(state).grid.text().split(separator: "\n")
    // An ellipsis behind a blank counts what is left out; one behind a character has cut a word.
    let words = rows.filter { row in
      zip(row, row.dropFirst()).contains { $0 != " " && $1 == "…" }
    }
    #expect(words == [])
  }
}
