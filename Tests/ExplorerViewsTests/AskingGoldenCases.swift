import CellScreen

/// The screens of questions.
extension GoldenCase {
  private static let small = (columns: 80, rows: 24)
  private static let middle = (columns: 120, rows: 40)
  private static let large = (columns: 200, rows: 60)

  static let asking =
    sizes("asking/shape", "p", [(60, 20), small, middle, large])
    + sizes("asking/chosen", "p b", [small])
    + sizes("asking/wrong", "p b Enter", [(60, 20), small, middle])
    + sizes("asking/shown", "p b Enter c Enter", [(60, 20), small, middle, large])
    + sizes("asking/parameters", "p p", [small, middle])
    + sizes("asking/sum", "p p p", [small, middle])
    + sizes("asking/window", "Down p p p", [small])
    + sizes("asking/covers", "Up p", [(60, 20), small, middle, large])
    + sizes("asking/covers-shown", "Up p a Enter", [small, middle])
    + sizes("asking/flatten", "6 p p p", [small, middle])
    + sizes("asking/winner", "9 p", [small])
    + sizes("asking/tried", "p a Enter Enter Enter", [small, middle])
    + sizes("asking/refused", "p y", [small])
    + inASCII

  private static let inASCII = sizes("asking/ascii", "p b Enter c Enter", [small, middle]).map { golden in
    var golden = golden
    golden.repertoire = .ascii
    return golden
  }
}
