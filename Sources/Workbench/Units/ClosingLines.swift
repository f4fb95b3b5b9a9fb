internal import CellScreen
internal import ConvNet
internal import Explorer

extension PictureStudy {
  /// What closes a printed column of a sum: bias, rounding, sum; of each its words and its number.
  ///
  /// The parts are the numbers that were printed above.
  func closingLines(of sum: WeightedSum, _ explanation: Explanation, parts: [Double]) -> [[String]] {
    let decimals = decimals(ofLayer: explanation.layer)
    let total = Double(explanation.preActivation)
    var lines: [[String]] = []
    if let bias = sum.bias { lines.append(["bias", NumberText.signed(bias, decimals: decimals)]) }
    let column = parts + (sum.bias.map { [Double($0)] } ?? [])
    if let closing = ColumnClosing(column, explanation, decimals: decimals) {
      lines.append([closing.words.first ?? "", closing.amount])
    }
    return lines + [["sum", NumberText.fixed(total, decimals: decimals)]]
  }

  /// A product with its factors, each with the digits that it has everywhere: `0.8471 × +0.1972 = +0.1670`.
  func product(_ term: Term, ofLayer index: Int) -> String {
    let source = network.layers[index].inputs.first ?? 0
    let decimals = decimals(ofLayer: index)
    return number(term.input, ofLayer: source) + " × " + NumberText.signed(term.weight, decimals: decimals)
      + " = " + NumberText.signed(term.product, decimals: decimals)
  }
}
