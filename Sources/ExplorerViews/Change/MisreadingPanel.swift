import CellScreen
import ConvNet
import Explorer
import Tensors

/// A map before the layer that is misread, what would become of it, and what Keras makes of it; below them what speaks for
/// the idea, and how Keras is asked.
struct MisreadingPanel {
  private let state: ExplorerState
  /// The pass as it is.
  private let truth: Subject
  private let words: MisreadingWords
  private let area: Area
  private let source: Int
  private let network: Network

  /// Takes what is misread, where there is room for it; `nil` elsewhere.
  init?(_ state: ExplorerState, _ truth: Subject, _ words: MisreadingWords, _ area: Area) {
    guard let network = state.model.network, let source = network.layers[words.line].inputs.first,
      area.height >= 3
    else { return nil }
    (self.state, self.truth, self.words, self.area) = (state, truth, words, area)
    (self.source, self.network) = (source, network)
  }

  private var line: Int { words.line }
  private var shape: Shape { network.shapes[line] }
  private var channel: Int { state.cursor(ofLine: line).channel }
  private var pass: Trace? { state.misreadPass.flatMap { $0.computedLayers > line ? $0 : nil } }
  /// Whether maps have a gutter around them, for which there is a row more above them and below.
  private var hasGutter: Bool { area.height >= 16 }

  /// Draws all of it.
  func draw(on grid: inout CellGrid) {
    let footer = footer
    for (index, line) in footer.enumerated() {
      grid.write(
        DisplayText(line.words).truncated(to: area.width),
        row: area.rows.upperBound - footer.count + index, column: 0, line.style)
    }
    let panes = area.high(area.height - footer.count)
    let hasMaps = shape.rank == 3 && network.shapes[source].rank == 3
    let end = hasMaps ? drawMaps(on: &grid, panes) : drawNumbers(on: &grid, panes)
    drawEnd(on: &grid, panes.from(row: end))
  }

  /// The rows at the bottom: what speaks for the idea, what can be tried, how Keras is asked.
  private var footer: [(words: String, style: Style)] {
    let credit = (words.credit, Style.role(.text))
    guard area.height >= 10 else { return area.height >= 6 ? [credit] : [] }
    // On small screens the maps come first.
    let experiments = area.height >= 13 ? words.experiments : []
    let experiment = experiments.isEmpty ? nil : (fitting(experiments, in: area.width), Style.role(.text))
    let question = words.questionToKeras.map { question in
      let whole = "\(question.code)   \(question.answer)"
      return (
        fitting(["Ask Keras itself:  \(whole)", "Keras:  \(whole)", whole], in: area.width), Style.role(.code)
      )
    }
    return [credit] + [experiment, question].compactMap(\.self)
  }

  // MARK: Maps

  /// Draws three maps beside each other; returns the first row below them.
  private func drawMaps(on grid: inout CellGrid, _ panes: Area) -> Int {
    let width = area.width / 3
    let thirds = (0..<3).map {
      Area(row: panes.row, column: $0 * width, height: panes.height, width: width)
    }
    let ends = [
      drawSource(on: &grid, thirds[0]), drawMisread(on: &grid, thirds[1]), drawTruth(on: &grid, thirds[2]),
    ]
    return ends.max() ?? panes.row
  }

  private func heading(_ wordings: [String], _ style: Style, on grid: inout CellGrid, _ pane: Area) {
    let words = fitting(wordings, in: pane.width - 6)
    grid.rule(row: pane.row, columns: pane.column..<pane.columns.upperBound, words, style)
  }

  /// Where a map of a size stands in a pane, as large as it fits with a gap between its pieces.
  private func frame(_ size: Size2D, in pane: Area, pieces: Int = 1) -> MapFrame? {
    // The smallest maps would be as large as the screen, and say no more.
    let largest = size.height <= 4 ? 6 : 4
    let rows = pane.height - (hasGutter ? 3 : 1)
    func scale(rows: Int) -> MapScale? {
      size.scale(columns: pane.width - 2 - pieces, rows: rows, largest: largest)
    }
    guard var scale = scale(rows: rows) else { return nil }
    // Between pieces there are gaps.
    if scale.pixels(size.height) + pieces - 1 > 2 * rows,
      let smaller = MapScale.descending(from: 1).first(where: {
        $0.pixels(size.height) + pieces - 1 <= 2 * rows && $0.pixels(size.width) + pieces + 1 <= pane.width
      })
    {
      scale = smaller
    }
    return MapFrame(row: pane.row + (hasGutter ? 2 : 1), column: pane.column + 1, size: size, scale: scale)
  }

  private func draw(_ map: PixelMap, _ frame: MapFrame, on grid: inout CellGrid) {
    if hasGutter { return grid.draw(map, in: frame) }
    grid.draw(map, halfRow: 2 * frame.row, column: frame.column)
  }

  private func pixels(_ trace: Trace, layer: Int, channel: Int, _ scale: MapScale) -> PixelMap {
    PixelMap(
      trace.activations[layer].plane(channel: channel), at: scale, shrinking(ofLayer: layer),
      colours: ColourScale(truth, layer: layer, channel: channel), neverRead: ([], []))
  }

  private func drawSource(on grid: inout CellGrid, _ pane: Area) -> Int {
    let shape = network.shapes[source]
    let isPicture = source == 0 && network.hasPictureChannels(ofLayer: 0)
    let keepsMaps = network.layers[line].operation is Pooling2D
    let map = keepsMaps ? min(channel, shape.channels - 1) : 0
    let name = isPicture ? "the picture" : "map \(map) of line \(source)"
    heading(["\(name), \(shape.mapSize.words)", name], .heading, on: &grid, pane)
    let pieces = words.misreading == .quadrants ? network.layers[line].operation.grid(over: shape) : nil
    let count = pieces.map { $0.columns.windowExtent } ?? 1
    guard let frame = frame(shape.mapSize, in: pane, pieces: count) else { return pane.row + 1 }
    let map2D =
      isPicture
      ? PixelMap(pictureOf: truth.evaluation, at: frame.scale)
      : pixels(truth.evaluation.trace, layer: source, channel: map, frame.scale)
    guard let cut = state.misreadPass?.windows(ofLayer: line, over: shape), words.misreading == .quadrants
    else {
      draw(map2D, frame, on: &grid)
      return frame.end + 1
    }
    draw(map2D, frame, cutBy: cut, on: &grid)
    return frame.end + 1
  }

  /// Draws the pieces of a map apart from each other.
  private func draw(_ map: PixelMap, _ frame: MapFrame, cutBy cut: WindowGrid, on grid: inout CellGrid) {
    let border = hasGutter ? 1 : 0
    let (height, width) = (map.height + cut.rows.outputExtent, map.width + cut.columns.outputExtent)
    let top = 2 * frame.row - border
    let left = frame.column - border
    grid.fillPixels(
      halfRows: top..<top + height + 2 * border - 1, columns: left..<left + width + 2 * border - 1, .gutter)
    for row in 0..<cut.rows.outputExtent {
      for column in 0..<cut.columns.outputExtent {
        for halfRow in piece(cut.rows, row, frame.scale, of: map.height) {
          for place in piece(cut.columns, column, frame.scale, of: map.width) {
            grid.setPixel(
              halfRow: 2 * frame.row + halfRow + row, column: frame.column + place + column,
              map[halfRow, place])
          }
        }
      }
    }
  }

  /// The pixels of a piece, without those that the one before it has already.
  private func piece(_ axis: WindowAxis, _ index: Int, _ scale: MapScale, of extent: Int) -> Range<Int> {
    let pixels = scale.pixels(of: axis.places(at: index)).clamped(to: 0..<extent)
    guard index > 0 else { return pixels }
    let before = scale.pixels(of: axis.places(at: index - 1)).clamped(to: 0..<extent)
    return max(pixels.lowerBound, before.upperBound)..<max(pixels.upperBound, before.upperBound)
  }

  private func drawMisread(on grid: inout CellGrid, _ pane: Area) -> Int {
    var title = ["so misread"]
    if case .shape(let shape) = words.outcome {
      title = ["so misread: \(shape)", "if so: \(shape)"] + title
    }
    heading(title, .role(.accent, .bold), on: &grid, pane)
    guard let pass, pass.network.shapes[line].rank == 3 else {
      let text = wrapped(words.reasonForNoPicture(isComputing: state.isChanging), to: pane.width - 3)
      for (row, words) in text.prefix(pane.height - 2).enumerated() {
        grid.write(words, row: pane.row + 1 + row, column: pane.column + 1, .dim)
      }
      return pane.row + 1 + text.count
    }
    let shape = pass.network.shapes[line]
    // A handful of maps is shown whole: they are what the idea is about.
    let isHandful = shape.channels != self.shape.channels && 2...4 ~= shape.channels
    let end =
      isHandful
      ? drawAll(pass, shape, on: &grid, pane)
      : draw(pass, shape, min(channel, shape.channels - 1), on: &grid, pane)
    guard let note = words.note, end < pane.rows.upperBound, DisplayText.width(of: note) < pane.width else {
      return end
    }
    grid.write(note, row: end - (hasGutter ? 0 : 1), column: pane.column + 1, .dim)
    return end + 1
  }

  /// Draws all of a few maps, two a line.
  private func drawAll(_ pass: Trace, _ shape: Shape, on grid: inout CellGrid, _ pane: Area) -> Int {
    let part = Area(
      row: pane.row, column: pane.column, height: (pane.height - 1) / 2 + 1, width: (pane.width - 1) / 2 + 1)
    guard let frame = frame(shape.mapSize, in: part) else { return pane.row + 1 }
    var end = frame.end
    for index in 0..<shape.channels {
      let row = frame.row + index / 2 * (frame.end - frame.row + (hasGutter ? 1 : 0))
      let column = frame.column + index % 2 * (frame.columns.count + 2)
      let place = MapFrame(row: row, column: column, size: shape.mapSize, scale: frame.scale)
      draw(pixels(pass, layer: line, channel: index, frame.scale), place, on: &grid)
      end = max(end, place.end)
    }
    return end + 1
  }

  private func drawTruth(on grid: inout CellGrid, _ pane: Area) -> Int {
    heading(["as Keras does it: \(shape)", "Keras: \(shape)", "Keras"], .heading, on: &grid, pane)
    return draw(truth.evaluation.trace, shape, channel, on: &grid, pane)
  }

  /// A map of a pass on the true map's scale, and beside it which one it is, with its numbers.
  private func draw(
    _ trace: Trace, _ shape: Shape, _ channel: Int, on grid: inout CellGrid, _ pane: Area
  ) -> Int {
    let plane = trace.activations[line].plane(channel: channel)
    guard let frame = frame(shape.mapSize, in: pane) else { return pane.row + 1 }
    draw(pixels(trace, layer: line, channel: channel, frame.scale), frame, on: &grid)
    let column = frame.columns.upperBound + 2
    let room = pane.columns.upperBound - column - 1
    let caption = ["map \(channel)", "of \(shape.channels)", ""] + numbers(of: plane, room: room)
    guard room >= 8 else { return frame.end + 1 }
    for (row, words) in caption.prefix(pane.height - 2).enumerated() {
      let style: Style = row < 2 ? .dim : .role(.text)
      grid.write(DisplayText(words).truncated(to: room), row: frame.row + row, column: column, style)
    }
    return max(frame.end + 1, frame.row + caption.count + 1)
  }

  /// All numbers of a small map; of a large one the number under the cursor.
  private func numbers(of plane: Plane, room: Int) -> [String] {
    if plane.values.count <= 9 {
      let rows = (0..<plane.height).map { row in
        (0..<plane.width).map { NumberText.fixed(plane[row, $0], decimals: 2) }.joined(separator: "  ")
      }
      return rows.allSatisfy { DisplayText.width(of: $0) <= room } ? rows : []
    }
    let cursor = state.cursor(ofLine: line)
    guard cursor.row < plane.height, cursor.column < plane.width else { return [] }
    let number = NumberText.fixed(plane[cursor.row, cursor.column], decimals: 4)
    return ["[\(cursor.row), \(cursor.column)]", number].filter { DisplayText.width(of: $0) <= room }
  }

  // MARK: Numbers

  /// Draws the first numbers of a layer without maps, as they are and as they would be; returns the row below them.
  private func drawNumbers(on grid: inout CellGrid, _ pane: Area) -> Int {
    let name = DisplayText(network.layers[line].name).truncated(to: 20)
    heading(["\(name): its first numbers", "\(name)"], .heading, on: &grid, pane)
    let numbers = truth.evaluation.trace.activations[line].values
    let asShares = words.misreading == .softmaxInside
    let shares = truth.evaluation.probabilities.map { Float($0) }
    let misread = asShares ? shares : pass?.activations[line].values
    let columns = (keras: pane.column + 38, misread: pane.column + 52)
    grid.write("Keras", row: pane.row + 1, endingAt: columns.keras, .dim)
    let title = asShares ? "after softmax" : misread == nil ? "" : "as misread"
    grid.write(title, row: pane.row + 1, endingAt: columns.misread, .dim)
    let count = max(0, min(numbers.count, pane.height - 2, 12))
    for index in 0..<count {
      let row = pane.row + 2 + index
      let unit =
        asShares ? truth.model.nameOfClass(index).truncated(to: 20).string : "\(name)[\(index)]"
      grid.write(unit, row: row, column: 1)
      grid.write(NumberText.fixed(numbers[index], decimals: 3), row: row, endingAt: columns.keras)
      guard let misread, misread.indices.contains(index) else { continue }
      grid.write(
        NumberText.fixed(misread[index], decimals: 3), row: row, endingAt: columns.misread,
        misread[index] == numbers[index] ? .dim : .accent)
    }
    guard asShares, count == numbers.count, pane.height > count + 2 else { return pane.row + 2 + count }
    let sum = numbers.reduce(0) { $0 + Double($1) }
    grid.write("together", row: pane.row + 2 + count, column: 1, .accent)
    grid.write(
      NumberText.fixed(sum, decimals: 3), row: pane.row + 2 + count, endingAt: columns.keras, .accent)
    grid.write("1.000", row: pane.row + 2 + count, endingAt: columns.misread, .accent)
    return pane.row + 3 + count
  }

  /// Below, where there is room: what the line does with it at which the network would stop.
  private func drawEnd(on grid: inout CellGrid, _ pane: Area) {
    guard pane.height >= 4, let end = words.end else { return }
    grid.rule(row: pane.row, columns: 0..<pane.width, end.title, .heading)
    grid.write("so misread:", row: pane.row + 1, column: 1, .accent)
    grid.write(DisplayText(end.misread), row: pane.row + 1, column: 20)
    grid.write("as Keras does it:", row: pane.row + 2, column: 1, .dim)
    grid.write(DisplayText(end.truth), row: pane.row + 2, column: 20)
  }
}

extension Trace {
  /// How the window of a layer slides over a shape; `nil` where it has none.
  fileprivate func windows(ofLayer index: Int, over shape: Shape) -> WindowGrid? {
    index < network.layers.count ? network.layers[index].operation.grid(over: shape) : nil
  }
}
