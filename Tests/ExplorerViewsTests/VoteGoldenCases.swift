import CellScreen

/// The screens of a count of hands.
extension GoldenCase {
  private static let small = (columns: 80, rows: 24)
  private static let middle = (columns: 120, rows: 40)
  private static let large = (columns: 200, rows: 60)
  private static let sizesOfScreens = [(columns: 60, rows: 20), small, middle, large]

  private static let vote = typed(":vote") + " Enter"
  private static let counted = vote + " 5 Up Up 1 2 Up 3 Enter Up Up 2 0 Enter"

  static let voting =
    sizes("vote/first", vote + " 5 Down 1 2", sizesOfScreens)
    + sizes("vote/second", vote + " 5 Enter Up 2", [small, middle])
    + sizes("vote/counted", counted, sizesOfScreens)
    + sizes("vote/shown", counted + " Enter", [small])
    + sizes("vote/left", vote + " 5 Esc", [small])
    + sizes("vote/refused", vote + " y", [small])
    + sizes("vote/question", "p v 4 Down 1 1", sizesOfScreens)
    + sizes("vote/question-counted", "p v 4 Down 1 1 Enter 1 Down 1 4 Enter", sizesOfScreens)
    + sizes("vote/question-shown", "p v 4 Enter 5 Enter Enter", [small, middle])
    + sizes("vote/covers", "Up p v 4 Down 1 1", [small, middle])
    + sizes("vote/covers-counted", "Up p v 4 Down 1 1 Enter 1 Down 1 4 Enter", sizesOfScreens)
    + sizes("vote/covers-shown", "Up p v 4 Enter 5 Enter Enter", [small])
    + sizes("vote/thousand", vote + " 7", [small, middle], .thousand)
    + inASCII

  private static let inASCII = sizes("vote/ascii", counted, [small, middle]).map { golden in
    var golden = golden
    golden.repertoire = .ascii
    return golden
  }
}
