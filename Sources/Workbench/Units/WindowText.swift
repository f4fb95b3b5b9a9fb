internal import CellScreen
internal import ConvNet
internal import Explorer

/// The numbers of a pooling window, a line a row, and the winner.
struct WindowText {
  private let study: PictureStudy
  private let explanation: Explanation
  private let window: WindowMaximum
  private let numbers: WindowTable

  init(_ study: PictureStudy, _ explanation: Explanation, _ window: WindowMaximum) {
    self.study = study
    self.explanation = explanation
    self.window = window
    numbers = WindowTable(
      study: study, layer: explanation.layer, places: window.places, marked: window.winner)
  }

  /// The window as a table, and what is kept.
  var lines: [String] {
    let decimals = study.decimals(ofLayer: explanation.layer)
    let kept = window.places[window.winner].value.isNaN ? "[ ] NaN makes NaN" : "[ ] kept"
    return (numbers.lines ?? rowLines) + [
      window.arithmetic(naming: WindowTable.mostNumbers, decimals: decimals), "\(kept): \(winner)",
    ]
  }

  /// The largest number of every row.
  private var rowLines: [String] {
    var table = TextTable(["window", "numbers", "largest "], rightAligned: [1, 2])
    for row in numbers.rows {
      let largest = row.places[WindowMaximum(places: row.places.map { window.places[$0] }).winner]
      let text = numbers.number(Double(window.places[largest].value))
      table.append([row.name, "\(row.places.count)", largest == window.winner ? "[\(text)]" : text + " "])
    }
    return table.lines
  }

  private var winner: String {
    study.pass.largestSource(of: explanation.unit).map(study.name(of:)) ?? ""
  }
}
