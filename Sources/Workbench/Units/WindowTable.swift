internal import CellScreen
internal import ConvNet

/// The numbers of a pooling window in rows and columns as they lie in the map.
struct WindowTable {
  /// How many columns are printed next to each other; wider windows are told row by row.
  private static let mostColumns = 8
  /// How many numbers are written into one formula.
  static let mostNumbers = 9

  let study: PictureStudy
  let layer: Int
  let places: [WindowPlace]
  /// The index of the place in brackets.
  var marked: Int?

  /// The places by row, from the top.
  var rows: [(name: String, places: [Int])] {
    let rows = Dictionary(grouping: places.indices) { places[$0].position[0] }
    return rows.keys.sorted().map { ("row \(NumberText.grouped($0))", rows[$0] ?? []) }
  }

  /// The places inside the input.
  var inside: [WindowPlace] { places.filter { !$0.isOutside } }

  /// The numbers as a table; `nil` where the window is too wide for one.
  var lines: [String]? {
    let columns = Set(places.map { $0.position[1] }).sorted()
    guard columns.count <= Self.mostColumns else { return nil }
    let headings = ["window"] + columns.map { "column \(NumberText.grouped($0)) " }
    var table = TextTable(headings, rightAligned: Set(1..<headings.count))
    for row in rows { table.append([row.name] + row.places.map(cell)) }
    return table.lines
  }

  private func cell(_ index: Int) -> String {
    let text = places[index].isOutside ? "padding" : number(Double(places[index].value))
    return index == marked ? "[\(text)]" : text + " "
  }

  /// A number as the layer's are printed.
  func number(_ value: Double) -> String {
    NumberText.fixed(value, decimals: study.decimals(ofLayer: layer))
  }
}
