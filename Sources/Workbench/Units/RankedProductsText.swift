internal import CellScreen
internal import ConvNet

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
    let ranked = study.pass.contributions(to: explanation.unit).compactMap { contribution -> Term? in
      if case .product(let term) = contribution.kind, term.input != 0 { term } else { nil }
    }
    let shown = ranked.prefix(Self.longest)
    let rest = ranked.dropFirst(Self.longest)
    let count = NumberText.grouped(sum.terms.count)
    var table = TextTable(
      ["\(count) products"] + (hasOrigins ? ["comes from"] : []) + ["input × weight", "product"],
      rightAligned: hasOrigins ? [2, 3] : [1, 2])
    for term in shown { table.append(cells(term)) }
    let remainder = rest.reduce(0) { $0 + $1.product }
    if !rest.isEmpty {
      let noun = remainder.isFinite ? "smaller products" : "other products"
      let words = "… \(NumberText.grouped(rest.count)) \(noun)"
      table.append(line(words, NumberText.signed(remainder, decimals: decimals)))
    }
    if let zeros { table.append(line(zeros, NumberText.signed(0.0, decimals: decimals))) }
    let parts = shown.map(\.product) + (rest.isEmpty ? [] : [remainder])
    for closing in study.closingLines(of: sum, explanation, parts: parts) {
      table.append(line(closing[0], closing[1]))
    }
    return table.lines
  }

  /// A line without factors.
  private func line(_ words: String, _ number: String) -> [String] {
    [words] + (hasOrigins ? [""] : []) + ["", number]
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

  /// How many inputs add nothing; `nil` where there are none.
  private var zeros: String? {
    let count = sum.terms.count { $0.input == 0 }
    guard count > 0 else { return nil }
    return count == 1
      ? "… 1 input is 0: it adds 0" : "… \(NumberText.grouped(count)) inputs are 0: they add 0"
  }
}
