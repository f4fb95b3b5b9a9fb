internal import CellScreen
internal import ConvNet
internal import Explorer

/// The sum of a dense unit: its largest products first, the others together, closed so that it adds up.
struct RankedProductsText {
  private static let longest = 20

  private let study: PictureStudy
  private let explanation: Explanation
  private let sum: WeightedSum
  private let decimals: Int

  init(_ study: PictureStudy, _ explanation: Explanation, _ sum: WeightedSum) {
    self.study = study
    self.explanation = explanation
    self.sum = sum
    decimals = study.decimals(ofLayer: explanation.layer)
  }

  /// The table.
  var lines: [String] {
    let ranked = indicesBySize(sum.terms.map(\.product)).filter { !sum.terms[$0].addsNothing }
    let shown = Array(ranked.prefix(Self.longest))
    let count = NumberText.grouped(sum.terms.count)
    var table = TextTable(
      ["\(count) products"] + (hasOrigins ? ["comes from"] : []) + ["input × weight", "product"],
      rightAligned: hasOrigins ? [2, 3] : [1, 2])
    for index in shown { table.append(cells(sum.terms[index])) }
    for closing in study.closingLines(of: Ledger(explanation, showing: .products(shown))) {
      table.append([closing[0]] + (hasOrigins ? [""] : []) + ["", closing[1]])
    }
    return table.lines
  }

  private func cells(_ term: Term) -> [String] {
    let source = study.network.layers[explanation.layer].inputs.first ?? 0
    let unit = UnitAddress(layer: source, position: term.position)
    let factors =
      study.number(term.input, ofLayer: source) + " × " + NumberText.signed(term.weight, decimals: decimals)
    return [study.name(of: unit)] + (hasOrigins ? [origin(of: unit)] : [])
      + [factors, NumberText.signed(term.product, decimals: decimals)]
  }

  /// Whether the numbers moved to where they are read.
  private var hasOrigins: Bool {
    study.network.layers[explanation.layer].inputs.contains { study.network.layers[$0].operation is Flatten }
  }

  /// The unit whose number moved to a unit's place.
  private func origin(of unit: UnitAddress) -> String {
    study.pass.largestSource(of: unit).map(study.name(of:)) ?? ""
  }
}
