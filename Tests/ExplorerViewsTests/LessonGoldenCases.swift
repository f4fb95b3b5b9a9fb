import CellScreen

/// The screens of lessons.
extension GoldenCase {
  private static let small = (columns: 80, rows: 24)
  private static let middle = (columns: 120, rows: 40)
  private static let large = (columns: 200, rows: 60)

  static let lessons =
    at(2, "lesson/token", "", [(60, 24), small, middle, large])
    + at(4, "lesson/question", "", [small, middle])
    + at(4, "lesson/answer", "PageDown", [small, middle, large])
    + at(5, "lesson/unit", "", [small, middle]) + at(9, "lesson/change", "", [small, middle, large])
    + at(5, "lesson/away", "Esc Esc", [small])
    + at(1, "lesson/stops", typed(":stops") + " Enter Down", [small, middle])
    + at(1, "lesson/large", "PageDown PageDown " + typed(":large") + " Enter", [middle])
    + at(12, "lesson/end", "PageDown", [small])
    + at(2, "lesson/help", "?", [small]) + at(2, "lesson/quit", "q", [small])
    + at(2, "lesson/too-small", "", [(59, 24), (60, 19)])
    + at(4, "lesson/ascii", "", [small]).map { golden in
      var golden = golden
      golden.repertoire = .ascii
      return golden
    }

  /// A stop of the bundled lesson on the ship.
  private static func at(
    _ stop: Int, _ name: String, _ keys: String, _ sizes: [(columns: Int, rows: Int)]
  ) -> [GoldenCase] {
    Self.sizes(name, keys, sizes).map { golden in
      var golden = golden
      golden.stop = stop
      return golden
    }
  }
}
