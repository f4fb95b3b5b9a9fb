internal import CellScreen
internal import ConvNet
internal import Explorer

/// How many columns of a window are printed next to each other; wider windows are told row by row.
private let mostColumns = 8
/// How many numbers are written into one formula.
private let mostNumbers = 9

extension UnitTable {
  /// The numbers of a pooling window, a line a row, and the winner.
  func lines(of window: WindowMaximum) -> [String] {
    let kept = window.places[window.winner].value.isNaN ? "[ ] NaN makes NaN" : "[ ] kept"
    let winner = study.pass.largestSource(of: explanation.unit).map(study.name(of:)) ?? ""
    return (grid(window.places, marked: window.winner) ?? largestByRow(window))
      + [window.arithmetic(naming: mostNumbers, decimals: decimals), "\(kept): \(winner)"]
  }

  /// The largest number of every row.
  private func largestByRow(_ window: WindowMaximum) -> [String] {
    let rows = window.places.rows.map { row in
      let largest = row.places[WindowMaximum(places: row.places.map { window.places[$0] }).winner]
      let number = text(Double(window.places[largest].value))
      return [row.name, "\(row.places.count)", largest == window.winner ? "[\(number)]" : number + " "]
    }
    return textTable(["window", "numbers", "largest "], rows, rightAligned: [1, 2])
  }

  /// The numbers of a pooling window as a table, how they add up, and their sum divided by their count.
  func lines(of window: WindowAverage) -> [String] {
    let isShort = window.places.inside.count <= mostNumbers
    return (grid(window.places).map { $0 + (isShort ? [] : [""]) } ?? [])
      + (isShort ? [addition(window)] : sumsByRow(window))
      + [window.quotientInWords(Double(explanation.value), decimals: decimals)]
  }

  /// The numbers added in one line, with what rounding leaves: `0.68 + 0.69 − 0.01 (rounding) = 1.36`.
  private func addition(_ window: WindowAverage) -> String {
    let values = window.places.inside.map { Double($0.value) }
    let others = values.dropFirst().map { value in
      (value < 0 ? " \(NumberText.minus) " : " + ") + text(abs(value))
    }
    let rounding = NumberText.rounding(of: values, total: window.sum, decimals: decimals)
      .map { " \($0.prefix(1)) \($0.dropFirst()) (rounding)" }
    return ([values.first.map(text) ?? ""] + others + [rounding ?? ""]).joined() + " = " + text(window.sum)
  }

  /// What every row adds, and the sum so far; then rounding and sum.
  private func sumsByRow(_ window: WindowAverage) -> [String] {
    var total = 0.0
    var parts: [Double] = []
    var rows = window.places.rows.map { row in
      let inside = row.places.map { window.places[$0] }.inside
      let part = inside.reduce(0) { $0 + Double($1.value) }
      parts.append(part)
      total += part
      return [row.name, "\(inside.count)", NumberText.signed(part, decimals: decimals), text(total)]
    }
    if let rounding = NumberText.rounding(of: parts, total: window.sum, decimals: decimals) {
      rows.append(["rounding of this column", "", rounding, ""])
    }
    rows.append(["sum", NumberText.grouped(window.count), text(window.sum), ""])
    return textTable(["window", "numbers", "sum", "so far"], rows, rightAligned: [1, 2, 3])
  }

  /// The numbers in rows and columns as they lie in the map, one in brackets; `nil` where there are too many columns.
  private func grid(_ places: [WindowPlace], marked: Int? = nil) -> [String]? {
    let columns = Set(places.map { $0.position[1] }).sorted()
    guard columns.count <= mostColumns else { return nil }
    let rows = places.rows.map { row in
      [row.name]
        + row.places.map { index in
          let number = places[index].isOutside ? "padding" : text(Double(places[index].value))
          return index == marked ? "[\(number)]" : number + " "
        }
    }
    let headings = ["window"] + columns.map { "column \(NumberText.grouped($0)) " }
    return textTable(headings, rows, rightAligned: Set(1..<headings.count))
  }
}

extension [WindowPlace] {
  /// The indices of the places by row, from the top.
  fileprivate var rows: [(name: String, places: [Int])] {
    Dictionary(grouping: indices) { self[$0].position[0] }.sorted { $0.key < $1.key }
      .map { ("row \(NumberText.grouped($0.key))", $0.value) }
  }

  /// The places inside the input.
  fileprivate var inside: [WindowPlace] { filter { !$0.isOutside } }
}
