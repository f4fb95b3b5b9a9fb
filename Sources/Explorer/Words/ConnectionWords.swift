import CellScreen
import ConvNet
import Tensors

/// Where the number of the unit under the cursor goes, and what it sees of the picture.
public func connections(of place: some Viewpoint) -> [String] {
  guard let layer = place.layer, let network = place.model.network else { return [] }
  var words: [String] = []
  if layer > 0, let box = place.receptiveField {
    words.append(
      "sees picture \(counted("row", Array(box.rows))), \(counted("column", Array(box.columns))) "
        + "(\(box.rows.count)×\(box.columns.count))")
  }
  return words + network.readers(ofLayer: layer).prefix(3).map { goal(of: place, layer, reader: $0) }
}

/// Which units of a layer that reads it a unit goes to; of pooling whether it wins there.
private func goal(of place: some Viewpoint, _ layer: Int, reader: Int) -> String {
  guard let network = place.model.network else { return "" }
  let name = place.model.lines[reader].name.truncated(to: 20).string
  let operation = network.layers[reader].operation
  if let flatten = operation as? Flatten {
    return "goes to \(name)[\(flatten.index(ofPosition: place.position, in: network.shapes[layer]))]"
  }
  guard let grid = operation.grid(over: network.shapes[layer]) else {
    if network.reads(place.position, ofLayer: layer, by: reader) {
      return "goes to \(name)\(brackets(place.position.map(String.init)))"
    }
    guard operation is Dense, network.shapes[layer].rank == 1 else { return "goes to \(name)" }
    return "goes to all \(NumberText.grouped(network.shapes[reader].count)) units of \(name)"
  }
  let rows = grid.rows.stops(covering: place.cursor.row)
  let columns = grid.columns.stops(covering: place.cursor.column)
  guard !rows.isEmpty, !columns.isEmpty else { return "goes nowhere: \(name) never reads it" }
  guard (operation as? Pooling2D)?.rule == .maximum, rows.count * columns.count == 1 else {
    return "goes to \(counted("row", rows)), \(counted("column", columns)) of each map of \(name)"
  }
  let position = [rows[0], columns[0], place.cursor.channel]
  let text = "goes to \(name)\(brackets(position.map(String.init)))"
  let window = windowMaximum(of: place, at: UnitAddress(layer: reader, position: position))
  return text + (window?.fate(ofPlaceAt: place.position).map { ": \($0)" } ?? "")
}

/// The window of a unit of max pooling; `nil` for other units, and while it isn't computed.
private func windowMaximum(of place: some Viewpoint, at unit: UnitAddress) -> WindowMaximum? {
  guard place.trace?.isComputed(unit) == true,
    case .windowMaximum(let window)? = place.shown?.trace.explain(unit)?.form
  else { return nil }
  return window
}

extension Network {
  /// Whether a layer's unit at a position is made of the one number at the same position of another layer.
  fileprivate func reads(_ position: [Int], ofLayer source: Int, by reader: Int) -> Bool {
    guard contains(UnitAddress(layer: reader, position: position)),
      let input = layers[reader].inputs.firstIndex(of: source)
    else { return false }
    let regions = layers[reader].operation.regions(
      readBy: .unit(at: position), inputs: inputShapes(ofLayer: reader), output: shapes[reader])
    return regions[input] == .unit(at: position)
  }
}

/// What is seen of the picture, and which cell of the next layer is fed, in short lines.
public func connectionsInShort(of place: some Viewpoint) -> [String] {
  guard let layer = place.layer, let network = place.model.network else { return [] }
  var words: [String] = []
  if layer > 0, let box = place.receptiveField {
    words += [
      "sees \(box.rows.count)×\(box.columns.count) pixels:",
      " rows \(box.rows.lowerBound)–\(box.rows.upperBound)",
      " columns \(box.columns.lowerBound)–\(box.columns.upperBound)",
    ]
  }
  guard let reader = network.readers(ofLayer: layer).first,
    let grid = network.layers[reader].operation.grid(over: network.shapes[layer])
  else { return words }
  let rows = grid.rows.stops(covering: place.cursor.row)
  let columns = grid.columns.stops(covering: place.cursor.column)
  let name = " \(DisplayText(network.layers[reader].name).truncated(to: 18))"
  switch rows.count * columns.count {
  case 0: return words + ["never read by line \(reader)"]
  case 1:
    let unit = UnitAddress(layer: reader, position: [rows[0], columns[0], place.cursor.channel])
    let isPooling = (network.layers[reader].operation as? Pooling2D)?.rule == .maximum
    let fate = isPooling ? windowMaximum(of: place, at: unit)?.shortFate(ofPlaceAt: place.position) : nil
    words += ["feeds [\(rows[0]), \(columns[0])] of", fate == nil ? name : "\(name):"]
    return fate.map { words + [" \($0)"] } ?? words
  case let count: return words + ["feeds \(count) places of", name]
  }
}

/// What the hatching of a map means; nothing where there is none.
public func wordsOfHatching(_ neverRead: (rows: [Int], columns: [Int])) -> [String] {
  let places = [("row", neverRead.rows), ("column", neverRead.columns)].filter { !$0.1.isEmpty }
  return places.isEmpty ? [] : ["", "╱ never read:"] + places.map { " " + counted($0.0, $0.1) }
}
