import CellScreen

/// The screens of what follows from changes.
extension GoldenCase {
  private static let sizesOfScreens = [
    (columns: 80, rows: 24), (columns: 120, rows: 40), (columns: 200, rows: 60),
  ]
  private static let small = sizesOfScreens[0]
  private static let middle = sizesOfScreens[1]
  private static let large = sizesOfScreens[2]

  private static let dropped = typed(":drop conv2d[:,:,0]") + " Enter"
  private static let weighted = typed(":set conv2d.kernel[0,2,1,0] -1") + " Enter"
  private static let redless = typed(":drop input[:,:,0]") + " Enter"
  private static let painted = typed(":paint 3-8,10-19 grey") + " Enter"

  static let change = differences + looks + painting + contests + ofOthers + misreadings

  private static func idea(_ name: String) -> String { typed(":read \(name)") + " Enter" }

  private static let misreadings =
    sizes("misreading/list", "1 m", [small, middle])
    + sizes("misreading/quadrants", "2 " + idea("quadrants"), [(60, 20)] + sizesOfScreens)
    + sizes("misreading/per-channel", "1 " + idea("per-channel"), sizesOfScreens)
    + sizes("misreading/averaged", "1 " + idea("averaged"), sizesOfScreens)
    + sizes("misreading/own-weights", "1 " + idea("own-weights"), [small, middle])
    + sizes("misreading/overlap", "4 " + idea("overlap"), [small, middle])
    + sizes("misreading/softmax-inside", "8 " + idea("softmax-inside"), [small, middle])
    + sizes("misreading/no-relu", "7 " + idea("no-relu"), [middle])
    + sizes("misreading/truth", "2 " + idea("quadrants") + " b", [small])
    + sizes("misreading/map", "2 " + idea("quadrants") + " Enter Enter", [small, middle])
    + sizes("misreading/with-a-change", dropped + " 2 " + idea("mean-pool"), [small, middle])

  private static let contests =
    sizes("contest/runner-up", typed(":against") + " Enter", [(60, 20)] + sizesOfScreens)
    + sizes("contest/named", "8 Enter " + typed(":against cat") + " Enter Down Down", [small])
    + sizes("contest/next", typed(":against") + " Enter .", [small])
    + sizes("contest/after-a-change", dropped + " " + typed(":against") + " Enter", [small, middle])
    + sizes("contest/completion", typed(":against t") + " Tab", [small])
    + sizes("contest/thousand", typed(":against") + " Enter", [small], .thousand)

  private static let differences =
    sizes("change/network", dropped, [(60, 20), (76, 22), (100, 30)] + sizesOfScreens)
    + sizes("change/layer", dropped + " 3 Enter", sizesOfScreens)
    + sizes("change/layer-of-the-change", dropped + " 1 Enter", [small, middle])
    + sizes("change/map", dropped + " 3 Enter Enter", sizesOfScreens)
    + sizes("change/unit", dropped + " 3 Enter Enter Enter", sizesOfScreens)
    + sizes("change/unit-second-term", dropped + " 3 Enter Enter Enter Down", [small])
    + sizes("change/pooling-unit", dropped + " 2 Enter Enter Enter", [small, middle])
    + sizes("change/flatten", dropped + " 6 Enter", [middle])
    + sizes("change/dense", dropped + " 7 Enter", [small, middle])
    + sizes("change/logits", dropped + " 8 Enter", sizesOfScreens)
    + sizes("change/softmax", dropped + " 9 Enter", [small, middle])
    + sizes("change/why", dropped + " y Enter", [small, middle])
    + sizes("change/weight", weighted + " " + typed(":conv2d[16,11,0]") + " Enter", sizesOfScreens)
    + sizes("change/no-red", redless, [small, middle])
    + sizes("change/picture", painted + " 0 Enter", [small, middle])
    + sizes("change/two", painted + " " + dropped, [small, middle])

  private static let looks =
    sizes("change/original", dropped + " b", [small, middle])
    + sizes("change/changed", dropped + " b b", [small, middle, large])
    + sizes("change/changed-map", dropped + " 3 Enter Enter b b", [small, middle])
    + sizes("change/stepping", dropped + " 3 Enter s n n", [small])
    + sizes("change/beside-map", dropped + " 3 Enter Enter b", [(160, 50), large])
    + sizes("change/beside-unit", dropped + " 3 Enter Enter Enter b", [(160, 50), large])
    + sizes("change/large", dropped + " " + typed(":large") + " Enter", [small])
    + sizes("change/undone", dropped + " u", [small])

  private static let painting =
    sizes("change/brush", "0 e", sizesOfScreens)
    + sizes("change/brushed", "0 e Up Up Space Right Space + c", sizesOfScreens)
    + sizes("change/begin-weight", "1 Enter Enter Enter e", [small])
    + sizes("change/begin-hold", "3 Enter Enter e", [small])
    + sizes("change/refused", typed(":drop conv2d[:,:,99]") + " Enter", [small])
    + sizes("change/completion", typed(":drop conv2d_1[:,:,1") + " Tab", [small])
    + sizes("change/form", typed(":set conv2d.kernel[0,2,1,0] "), [small])
    + sizes("change/palette", "3 Enter " + dropped + " :", [small])

  private static let ofOthers =
    sizes("change/thousand", "0 " + typed(":paint 0-2,0-2 0.9") + " Enter", [small, middle], .thousand)
    + sizes("change/segmented", typed(":paint 0-2,0-2 white") + " Enter 6", [small, middle], .segmented)
    + sizes(
      "change/residual", typed(":drop input[:,:,0]") + " Enter 4 Enter Enter Enter", [small, middle],
      .residual)
    + inASCII

  private static let inASCII =
    (sizes("change/ascii-network", dropped, [small, middle])
    + sizes("change/ascii-layer", dropped + " 3 Enter", [small])
    + sizes("change/ascii-unit", dropped + " 3 Enter Enter Enter", [small])
    + sizes("misreading/ascii", "2 " + idea("quadrants"), [small]))
    .map { golden in
      var golden = golden
      golden.repertoire = .ascii
      return golden
    }
}
