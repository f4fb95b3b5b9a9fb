import CellScreen

/// The screens of evidence by covers.
extension GoldenCase {
  private static let small = (columns: 80, rows: 24)
  private static let middle = (columns: 120, rows: 40)
  private static let large = (columns: 200, rows: 60)

  private static let asked = typed(":evidence") + " Enter"
  private static let ofShip = typed(":evidence white of ship") + " Enter"

  static let evidence =
    sizes("evidence/grey", asked, [(60, 20), small, (100, 30), middle, large])
    + sizes("evidence/all", asked + " C", [small, middle])
    + sizes("evidence/of-ship", ofShip, [small, middle])
    + sizes("evidence/moved", asked + " + Up Up Left Left", [small, middle])
    + sizes("evidence/changed", typed(":paint 8-12,24-30 grey") + " Enter " + asked, [small, middle])
    + sizes("evidence/original", typed(":paint 8-12,24-30 grey") + " Enter " + asked + " b", [small])
    + sizes("evidence/made", asked + " Enter", [small, middle])
    + sizes("evidence/completion", typed(":evidence of ship - t") + " Tab", [small])
    + sizes("evidence/refused", typed(":evidence 4") + " Enter", [small])
    + sizes("evidence/thousand", asked, [small, middle], .thousand)
    + sizes("evidence/segmented", asked, [small], .segmented)
    + inASCII

  private static let inASCII = sizes("evidence/ascii", asked, [small, middle]).map { golden in
    var golden = golden
    golden.repertoire = .ascii
    return golden
  }
}
