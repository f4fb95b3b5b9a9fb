internal import CellScreen
internal import ConvNet
internal import Explorer

extension PictureStudy {
  /// What closes the printed rows of a ledger, up to the number before the activation function: of each its words
  /// and its number.
  func closingLines(of ledger: Ledger) -> [[String]] {
    ledger.closingLines(decimals: decimals(ofLayer: ledger.explanation.layer)).filter { $0.kind != .function }
      .map {
        [
          $0.kind == .between ? $0.words.first ?? "" : $0.words.last ?? "",
          $0.amount.isEmpty ? $0.total : $0.amount,
        ]
      }
  }

  /// A product with its factors, each with the digits that it has everywhere: `0.8471 × +0.1972 = +0.1670`.
  func product(_ term: Term, ofLayer index: Int) -> String {
    let source = network.layers[index].inputs.first ?? 0
    let decimals = decimals(ofLayer: index)
    return number(term.input, ofLayer: source) + " × " + NumberText.signed(term.weight, decimals: decimals)
      + " = " + NumberText.signed(term.product, decimals: decimals)
  }
}
