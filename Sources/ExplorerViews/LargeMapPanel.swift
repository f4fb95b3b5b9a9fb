import CellScreen
import ConvNet
import Explorer
import Tensors

/// The selected map, large, at the right of a contact sheet, with what is worth saying of its numbers.
func drawLargeMapPanel(
  on grid: inout CellGrid, _ subject: Subject, _ area: Area,
  beside sheet: SheetLayout
) {
  let column = sheet.area.columns.upperBound + 2
  let area = Area(
    row: area.row + 1, column: column, height: area.body.height, width: area.width - column)
  guard area.width >= 28, area.height >= 8, let layer = subject.layer else { return }
  let map = SelectedMap(subject, layer: layer)
  guard
    let scale = MapScale.fitting(
      height: map.plane.height, width: map.plane.width, columns: area.width,
      rows: subject.depth == .network ? area.height - 3 : area.height * 6 / 10)
  else { return }
  let title = layer == 0 ? "the picture" : mapName(subject)
  grid.write("\(title), shown \(scale.text)", row: area.row, column: area.column, .role(.accent, .bold))
  map.draw(on: &grid, row: area.row + 1, column: area.column, scale: scale, asPicture: layer == 0)
  var row = area.row + 1 + (scale.pixels(map.plane.height) + 1) / 2
  if row + 2 < area.rows.upperBound { row += 1 }
  row = drawStatistics(on: &grid, map, row: row, column: area.column, width: area.width)
  let bins = min(10, area.rows.upperBound - row - 2)
  guard bins >= 4 else { return }
  drawHistogram(
    on: &grid, map, Area(row: row + 1, column: area.column, height: bins + 1, width: min(area.width, 44)))
}

/// The numbers of one feature map with their colours.
struct SelectedMap {
  let plane: Plane
  let colours: ColourScale
  let neverRead: (rows: [Int], columns: [Int])
  let statistics: Statistics
  /// The picture, each sample in 0…1.
  let samples: Tensor
  let showsNumbers: Bool
  /// How many of the numbers, row by row, the pass has computed.
  let computed: Int

  init(_ subject: Subject, layer: Int) {
    let tensor = subject.evaluation.tensor(ofLayer: layer, beforeActivation: subject.isBeforeActivation)
    self.init(subject, tensor, layer: layer, channel: subject.cursor.channel)
  }

  /// The numbers of another layer's map.
  init(_ subject: Subject, source: Int, channel: Int) {
    let tensor = subject.evaluation.tensor(ofLayer: source, beforeActivation: false)
    self.init(subject.afterActivation, tensor, layer: source, channel: channel)
  }

  private init(
    _ subject: Subject, _ tensor: Tensor, layer: Int, channel: Int
  ) {
    computed = Progress(subject).numbers(ofMap: channel, layer: layer)
    plane = tensor.plane(channel: channel).known(computed)
    statistics = Statistics(Array(plane.values.prefix(computed)))
    colours = ColourScale(subject, layer: layer, channel: channel)
    neverRead = subject.evaluation.trace.network.rowsAndColumnsNeverRead(ofLayer: layer)
    samples = subject.evaluation.picture.samples
    showsNumbers = subject.display.showsNumbers
  }

  /// Draws the map with its upper left corner at a cell, numbers in its cells where they are large enough.
  func draw(on grid: inout CellGrid, row: Int, column: Int, scale: MapScale, asPicture: Bool = false) {
    let map =
      asPicture
      ? PixelMap(picture: samples, at: scale)
      : PixelMap(plane, at: scale, colours: colours, neverRead: neverRead, computed: computed)
    grid.draw(map, halfRow: 2 * row, column: column)
    guard case .enlarged(let factor) = scale, factor >= smallestFactorWithNumbers, !asPicture else { return }
    let decimals = decimals(factor: factor)
    for place in plane.values.indices where place < computed {
      guard let text = number(at: place, factor: factor, decimals: decimals) else { continue }
      draw(text, on: &grid, place, row: row, column: column, factor: factor)
    }
  }

  /// The factor from which on numbers are written into the cells.
  var smallestFactorWithNumbers: Int { showsNumbers ? 4 : 5 }

  /// The number that is written into a cell enlarged by a factor; `nil` where it doesn't fit.
  func number(at place: Int, factor: Int) -> String? {
    number(at: place, factor: factor, decimals: decimals(factor: factor))
  }

  private func number(at place: Int, factor: Int, decimals: Int) -> String? {
    guard factor >= smallestFactorWithNumbers, place < computed else { return nil }
    return text(of: plane.values[place], factor: factor, decimals: decimals)
  }

  /// A number in a cell, with a gap to the next one, which a sign is too where numbers are asked for.
  private func text(of value: Float, factor: Int, decimals: Int) -> String? {
    // What is not 0 must not look like it.
    let decimals = max(decimals, value.magnitude < 9.95 ? 1 : 0)
    let text = value == 0 ? "0" : NumberText.fixed(value, decimals: decimals)
    return DisplayText(text).width < factor + (showsNumbers && value < 0 ? 1 : 0) ? text : nil
  }

  /// How many decimals the numbers in the cells have: as many as the lowest and the highest have room for.
  ///
  /// A cell without its number would look like one that has none.
  private func decimals(factor: Int) -> Int {
    let most = factor >= 8 ? 3 : factor >= 5 ? 2 : 1
    let ends = [statistics.minimum, statistics.maximum]
    return stride(from: most, to: 0, by: -1).first { decimals in
      ends.allSatisfy { text(of: $0, factor: factor, decimals: decimals) != nil }
    } ?? 0
  }

  /// Writes a number into the middle of its square, in ink that stands out from it.
  private func draw(
    _ text: String, on grid: inout CellGrid, _ place: Int, row: Int, column: Int, factor: Int
  ) {
    let halfRow = place / plane.width * factor + (factor - 1) / 2
    let left = column + place % plane.width * factor + (factor - DisplayText(text).width) / 2
    let ground = colours.ground(for: plane.values[place])
    grid.write(text, row: row + halfRow / 2, column: left, Style(.contrast, on: ground))
  }
}

extension Plane {
  /// The plane with the numbers behind the first ones left out: 0 stands in their places, whatever they are.
  fileprivate func known(_ count: Int) -> Plane {
    guard count < values.count else { return self }
    let rest = [Float](repeating: 0, count: values.count - count)
    return Plane(height: height, width: width, values: values.prefix(count) + rest)
  }
}

/// Says the largest number and where it stands, the mean, and how many are 0; returns the next free row.
///
/// Takes as few rows as fit the width; what does not fit above `limit` is left out.
func drawStatistics(
  on grid: inout CellGrid, _ map: SelectedMap, row: Int, column: Int, width: Int, limit: Int = .max
) -> Int {
  guard row < limit else { return row }
  guard map.computed >= map.plane.values.count else {
    let words =
      "\(NumberText.grouped(map.computed)) of \(NumberText.grouped(map.plane.values.count)) computed"
    grid.write(words, row: row, column: column, .dim)
    return row + 1
  }
  let statistics = map.statistics
  guard statistics.maximumIndex != nil || statistics.count == 0 else {
    grid.write(
      fitting(["no finite number: all are NaN or ∞", "all are NaN or ∞"], in: width), row: row,
      column: column,
      .role(.warning))
    return row + 1
  }
  var pieces = ["max \(NumberText.fixed(statistics.maximum, decimals: 3))"]
  if let index = statistics.maximumIndex {
    let place = "at [\(index / map.plane.width), \(index % map.plane.width)]"
    if pieces[0].count + 1 + place.count <= width { pieces[0] += " " + place } else { pieces.append(place) }
  }
  pieces.append("mean \(NumberText.fixed(statistics.mean, decimals: 3))")
  pieces.append(
    "\(NumberText.grouped(statistics.zeroCount)) of \(NumberText.grouped(statistics.count)) are 0")
  if statistics.nonFiniteCount > 0 {
    pieces.append("\(NumberText.grouped(statistics.nonFiniteCount)) are NaN or ∞")
  }
  var row = row
  var line = ""
  for piece in pieces {
    if !line.isEmpty, line.count + 3 + piece.count > width {
      grid.write(line, row: row, column: column, .dim)
      (row, line) = (row + 1, "")
      guard row < limit else { return row }
    }
    line += (line.isEmpty ? "" : "   ") + piece
  }
  grid.write(line, row: row, column: column, .dim)
  return row + 1
}

/// How often numbers of which size occur: a heading, then a bin a row; the bin of `marked` has a mark.
func drawHistogram(on grid: inout CellGrid, _ map: SelectedMap, _ area: Area, marked: Float? = nil) {
  let statistics = map.statistics
  guard map.computed >= map.plane.values.count, statistics.maximumIndex != nil else { return }
  let positive = map.plane.values.filter { $0 > 0 }
  let isSigned = map.colours.showsNegative
  let values = isSigned ? map.plane.values : positive
  let finite = statistics.count - statistics.nonFiniteCount
  let count = NumberText.grouped(isSigned ? finite : positive.count(where: \.isFinite))
  let all = statistics.nonFiniteCount > 0 ? "\(count) finite numbers" : "all \(count) numbers"
  grid.write(
    isSigned ? all : "\(count) numbers above 0", row: area.row, column: area.column,
    .dim)
  let lower = isSigned ? statistics.minimum : 0
  guard area.height > 1, statistics.maximum > lower, (statistics.maximum - lower).isFinite else { return }
  let histogram = Histogram(values, from: lower, to: statistics.maximum, bins: area.height - 1)
  // A 0 is in no bin where only the numbers above it are counted.
  let counted = marked.flatMap { isSigned || $0 > 0 ? $0 : nil }
  let most = Double(histogram.counts.max() ?? 1)
  let room = Double(area.width - 14)
  let edges = edgeTexts(of: histogram, columns: 6)
  for (bin, count) in histogram.counts.enumerated() {
    let row = area.row + 1 + bin
    let isMarked = counted.flatMap { histogram.bin(of: $0) } == bin
    grid.write(edges[bin], row: row, endingAt: area.column + 6, .dim)
    let length = count == 0 ? 0 : max(0.125, Double(count) / most * room)
    let end = grid.write(bar(length), row: row, column: area.column + 7, .role(isMarked ? .accent : .bar))
    grid.write(
      " \(NumberText.grouped(count))" + (isMarked ? " ◂" : ""), row: row, column: end,
      isMarked ? .role(.accent, .bold) : .dim)
  }
}

/// The edges of bins with as many decimals as tell them apart, or as some columns have room for.
private func edgeTexts(of histogram: Histogram, columns: Int) -> [String] {
  let decimals = NumberText.decimals(showing: Double(histogram.binWidth) * 10)
  let texts = stride(from: decimals, through: 0, by: -1).lazy.map { decimals in
    histogram.edges.map { NumberText.fixed($0, decimals: decimals) }
  }
  return texts.first { $0.allSatisfy { $0.count <= columns } }
    ?? histogram.edges.map { NumberText.fixed($0, decimals: 0) }
}
