internal import CellScreen
internal import ConvNet
internal import Explorer

/// The numbers of a pooling window, a line a row, their sum, and their mean.
struct WindowAverageText {
  private let study: PictureStudy
  private let explanation: Explanation
  private let window: WindowAverage
  private let numbers: WindowTable

  init(_ study: PictureStudy, _ explanation: Explanation, _ window: WindowAverage) {
    self.study = study
    self.explanation = explanation
    self.window = window
    numbers = WindowTable(study: study, layer: explanation.layer, places: window.places)
  }

  /// The window as a table, how its numbers add up, and the sum divided by their count.
  var lines: [String] {
    let isShort = numbers.inside.count <= WindowTable.mostNumbers
    return (numbers.lines.map { $0 + (isShort ? [] : [""]) } ?? []) + (isShort ? [sum] : rowLines)
      + [
        window.quotientInWords(
          Double(explanation.value), decimals: study.decimals(ofLayer: explanation.layer))
      ]
  }

  /// The numbers added in one line, with what rounding leaves: `0.68 + 0.69 − 0.01 (rounding) = 1.36`.
  private var sum: String {
    let decimals = study.decimals(ofLayer: explanation.layer)
    let values = numbers.inside.map { Double($0.value) }
    let first = values.first.map(numbers.number) ?? ""
    let others = values.dropFirst().map { value in
      (value < 0 ? " \(NumberText.minus) " : " + ") + numbers.number(abs(value))
    }
    let rounding = NumberText.rounding(of: values, total: window.sum, decimals: decimals)
      .map { " \($0.prefix(1)) \($0.dropFirst()) (rounding)" }
    return ([first] + others + [rounding ?? ""]).joined() + " = " + numbers.number(window.sum)
  }

  /// What every row adds, and the sum so far; then rounding and sum.
  private var rowLines: [String] {
    let decimals = study.decimals(ofLayer: explanation.layer)
    var table = TextTable(["window", "numbers", "sum", "so far"], rightAligned: [1, 2, 3])
    var total = 0.0
    var parts: [Double] = []
    for row in numbers.rows {
      let inside = row.places.map { window.places[$0] }.filter { !$0.isOutside }
      parts.append(inside.reduce(0) { $0 + Double($1.value) })
      total += parts[parts.count - 1]
      table.append([
        row.name, "\(inside.count)", NumberText.signed(parts[parts.count - 1], decimals: decimals),
        numbers.number(total),
      ])
    }
    if let rounding = NumberText.rounding(of: parts, total: window.sum, decimals: decimals) {
      table.append(["rounding of this column", "", rounding, ""])
    }
    table.append(["sum", NumberText.grouped(window.count), numbers.number(window.sum), ""])
    return table.lines
  }
}
