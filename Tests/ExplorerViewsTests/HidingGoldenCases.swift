import CellScreen

/// The screens of a network that is hidden for a vote.
extension GoldenCase {
  private static let small = (columns: 80, rows: 24)
  private static let middle = (columns: 120, rows: 40)
  private static let large = (columns: 200, rows: 60)

  private static let hidden = typed(":hide") + " Enter"

  static let hiding =
    sizes("hiding/network", hidden + " Up Down", [(60, 20), small, middle, large])
    + sizes("hiding/logits", hidden + " 8", [small, middle, large])
    + sizes("hiding/softmax", hidden + " 9", [small, middle])
    + sizes("hiding/refused", hidden + " y", [small])
    + sizes("hiding/dense", hidden + " 7 Enter Enter", [small, middle])
    + sizes(
      "hiding/change", hidden + " " + typed(":drop conv2d[:,:,0]") + " Enter Up Down", [small, middle, large])
    + sizes("hiding/misreading", hidden + " 2 " + typed(":read quadrants") + " Enter", [small])
    + sizes("hiding/large", hidden + " 8 " + typed(":large") + " Enter Up Down", [small, middle])
    + sizes("hiding/palette", hidden + " 8 :", [small])
    + sizes("hiding/segmented", hidden + " End", [small, middle], .segmented)
    + sizes("hiding/thousand", hidden + " 3", [small, middle, large], .thousand)
}
