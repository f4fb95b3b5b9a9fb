import CellScreen
import ConvNet
import Explorer
import KerasNotation
import Tensors

extension CellGrid {
  /// Writes a line's code; the token that governs what is under the cursor is lit in the selected line.
  mutating func writeCode(
    _ state: ExplorerState, line: Int, row: Int, column: Int, limit: Int, _ style: Style
  ) {
    guard state.model.lines.indices.contains(line) else {
      write("softmax(logits)", row: row, column: column, style, limit: limit)
      return
    }
    let lit = line == state.line ? state.governingMeaning : nil
    var column = column
    for token in state.model.lines[line].tokens {
      let isLit = token.meaning != nil && token.meaning == lit
      let tokenStyle = isLit ? litStyle(state, on: style) : style
      let text = DisplayText(token.text)
      write(text, row: row, column: column, tokenStyle, limit: limit)
      column += text.width
    }
    let mark = DisplayText("…")
    if column > limit { write(mark, row: row, column: limit - mark.width, style) }
  }

  /// Reversed under the token cursor, else in the accent colour; underlined, so that it shows without colour.
  private func litStyle(_ state: ExplorerState, on style: Style) -> Style {
    if state.tokenMeaning != nil { return style.with([.reverse, .underline, .bold]) }
    return Style(.role(.accent), on: style.background, style.attributes.union(.underline))
  }

  /// Underlines the numbers of a shape that a token decides: filters and units the last, a window the others.
  mutating func underlineNumbers(
    of shape: String, decidedBy meaning: ListingToken.Meaning?, row: Int, column: Int
  ) {
    guard let meaning else { return }
    let runs = digitRuns(of: shape)
    let chosen: ArraySlice<Range<Int>> =
      switch meaning {
      case .filters, .units, .depthMultiplier: runs.suffix(1)
      case .window, .strides, .padding, .dilation, .border, .cropping, .enlargement: runs.dropLast()
      case .inputShape, .activationFunction, .targetShape, .dataFormat, .part: runs[...]
      case .inputChannels, .bias, .groups, .keptAxes, .interpolation, .axis, .rate, .scale, .offset,
        .statistics, .epsilon:
        []
      }
    for run in chosen {
      restyle(Area(row: row, column: column + run.lowerBound, height: 1, width: run.count)) { style in
        style = style.with([.underline, .bold])
      }
    }
  }

  /// Where the numbers of a text stand.
  private func digitRuns(of text: String) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for (index, character) in text.enumerated() where character.isNumber {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }
}

/// On the strip, the place under the cursor and what it is made of: the window while its token is selected, and where
/// maps are large enough the same place on all of them, from what it sees of the picture to the number that it becomes.
func drawPlacesOnStrip(on grid: inout CellGrid, _ subject: Subject, _ strip: StripLayout) {
  guard let layer = subject.layer, subject.hasMaps else { return }
  let framed =
    strip.scale == .actual
    ? placesOnStrip(subject, from: layer, strip) : windowOnStrip(subject, from: layer, strip)
  for item in strip.items {
    guard let places = framed[item.line] else { continue }
    // A column of the strip begins at the upper half of a cell.
    let frame = MapFrame(
      row: stripTop(of: item, strip) / 2, column: item.column,
      size: subject.shape(ofLayer: item.line).mapSize,
      scale: strip.scale)
    grid.frame(places, of: frame)
  }
}

/// The window of the number under the cursor and the number itself, while the window's token is selected.
private func windowOnStrip(_ subject: Subject, from layer: Int, _ strip: StripLayout) -> [Int: MapPlaces] {
  guard subject.tokenMeaning == .window, let source = subject.model.source(ofLayer: layer),
    let windows = subject.network.layers[layer].operation.grid(over: subject.shape(ofLayer: source)),
    [source, layer].allSatisfy({ line in strip.items.contains { $0.line == line } })
  else { return [:] }
  return [source: MapPlaces(under: windows, at: subject.cursor), layer: MapPlaces(subject.cursor)]
}

/// The number under the cursor, what it is made of on the maps before it, and where it lies on those behind it.
private func placesOnStrip(_ subject: Subject, from layer: Int, _ strip: StripLayout) -> [Int: MapPlaces] {
  let network = subject.network
  let lines = strip.items.filter { !$0.isLine }.map(\.line)
  guard let first = lines.first, first <= layer else { return [:] }
  let cursor = subject.cursor
  let unit = Region.unit(at: [cursor.row, cursor.column, cursor.channel])
  let regions = network.regions(downTo: first, affecting: unit, ofLayer: layer)
  var places: [Int: MapPlaces] = [:]
  // On a map of a few numbers a frame would hide most of them.
  let isLarge = { (line: Int) in min(network.shapes[line][0], network.shapes[line][1]) >= 8 }
  for line in lines where line <= layer && isLarge(line) {
    guard let box = regions[line]?.box else { continue }
    places[line] = MapPlaces(rows: Range(box.rows), columns: Range(box.columns))
  }
  var (last, place) = (layer, cursor)
  for line in lines where line > layer && network.layers[line].inputs == [last] {
    guard let carried = carry(place, from: last, to: line, in: subject) else { break }
    if isLarge(line) { places[line] = MapPlaces(carried) }
    (last, place) = (line, carried)
  }
  return places
}
