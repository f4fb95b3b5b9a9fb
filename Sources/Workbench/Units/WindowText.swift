internal import CellScreen
internal import ConvNet

/// The numbers of a pooling window, a line a row, and the winner.
struct WindowText {
  private let study: PictureStudy
  private let explanation: Explanation
  private let window: WindowMaximum

  init(_ study: PictureStudy, _ explanation: Explanation, _ window: WindowMaximum) {
    self.study = study
    self.explanation = explanation
    self.window = window
  }

  /// The window as a table, and what is kept.
  var lines: [String] {
    let rows = Dictionary(grouping: window.places.indices) { window.places[$0].position[0] }
    let columns = Set(window.places.map { $0.position[1] }).sorted()
    let headings = ["window"] + columns.map { "column \(NumberText.grouped($0)) " }
    var table = TextTable(headings, rightAligned: Set(1..<headings.count))
    for row in rows.keys.sorted() {
      table.append(["row \(NumberText.grouped(row))"] + (rows[row] ?? []).map(cell))
    }
    let inside = window.places.filter { !$0.isOutside }.map { number($0.value) }
    return table.lines + [
      "max(" + inside.joined(separator: ", ") + ") = " + number(explanation.value), "[ ] kept: \(winner)",
    ]
  }

  private func cell(_ index: Int) -> String {
    let text = window.places[index].isOutside ? "padding" : number(window.places[index].value)
    return index == window.winner ? "[\(text)]" : text + " "
  }

  private func number(_ value: Float) -> String { study.number(value, ofLayer: explanation.layer) }

  private var winner: String {
    study.pass.largestSource(of: explanation.unit).map(study.name(of:)) ?? ""
  }
}
