import CellScreen
import ConvNet
import Explorer
import Tensors

/// The numbers of one feature map with their colours.
struct SelectedMap {
  let plane: Plane
  let colours: ColourScale
  let neverRead: (rows: [Int], columns: [Int])
  let statistics: Statistics
  /// What the numbers are of.
  private let evaluation: Evaluation
  let showsNumbers: Bool
  /// What stands for several numbers where the map is shrunk.
  private let shrinking: Shrinking
  /// How many of the numbers, row by row, the pass has computed.
  let computed: Int
  /// Whether the numbers are what changes have made of those before.
  let isDifference: Bool

  init(_ subject: Subject, layer: Int) {
    self.init(
      subject, layer: layer, channel: subject.cursor.channel, beforeActivation: subject.isBeforeActivation)
  }

  /// The numbers of another layer's map.
  init(_ subject: Subject, source: Int, channel: Int) {
    self.init(subject.afterActivation, layer: source, channel: channel, beforeActivation: false)
  }

  private init(_ subject: Subject, layer: Int, channel: Int, beforeActivation: Bool) {
    computed = Progress(subject).numbers(ofMap: channel, layer: layer)
    let planes = subject.pictured.planes(
      ofLayer: layer, beforeActivation: beforeActivation, channels: channel..<channel + 1, shrunkBy: 1)
    plane = planes[0].known(computed)
    statistics = Statistics(Array(plane.values.prefix(computed)))
    colours = ColourScale(subject, layer: layer, channel: channel)
    neverRead = subject.network.rowsAndColumnsNeverRead(ofLayer: layer)
    evaluation = subject.evaluation
    isDifference = subject.shownDifference != nil
    showsNumbers = subject.display.showsNumbers
    shrinking = Explorer.shrinking(ofLayer: layer)
  }

  /// Draws the map with its upper left corner at a cell, numbers in its cells where they are large enough.
  func draw(on grid: inout CellGrid, row: Int, column: Int, scale: MapScale, asPicture: Bool = false) {
    let map =
      asPicture
      ? PixelMap(pictureOf: evaluation, at: scale)
      : PixelMap(plane, at: scale, shrinking, colours: colours, neverRead: neverRead, computed: computed)
    grid.draw(map, halfRow: 2 * row, column: column)
    guard case .enlarged(let factor) = scale, factor >= smallestFactorWithNumbers, !asPicture else { return }
    let decimals = decimals(factor: factor)
    for place in plane.values.indices where place < computed {
      guard let text = number(at: place, factor: factor, decimals: decimals) else { continue }
      draw(text, on: &grid, place, row: row, column: column, factor: factor)
    }
  }

  /// Draws the map with a gutter around it, which marks some of its places and tells windows apart.
  func draw(
    on grid: inout CellGrid, in frame: MapFrame, marking places: MapPlaces, windows: WindowGrid? = nil,
    asPicture: Bool = false
  ) {
    grid.framePixels(halfRows: frame.halfRows, columns: frame.columns, .gutter)
    if let windows { grid.drawTiles(windows, of: frame) }
    draw(on: &grid, row: frame.row, column: frame.column, scale: frame.scale, asPicture: asPicture)
    let hasNumbers =
      if case .enlarged(let factor) = frame.scale { factor >= smallestFactorWithNumbers } else { false }
    grid.mark(places, of: frame, hasNumbers: hasNumbers && !asPicture)
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

  /// A number in a cell, with a gap to the next one, which a sign is too where numbers are asked for; `~0` where it is too
  /// small for its digits.
  private func text(of value: Float, factor: Int, decimals: Int) -> String? {
    // What is not 0 must not look like it.
    let decimals = max(decimals, value.magnitude < 9.95 ? 1 : 0)
    let text = value == 0 ? "0" : NumberText.fixed(value, decimals: decimals)
    let room = factor + (showsNumbers && value < 0 ? 1 : 0)
    if DisplayText.width(of: text) < room { return text }
    return value.magnitude < 0.05 && room > 2 ? "~0" : nil
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
    let left = column + place % plane.width * factor + (factor - DisplayText.width(of: text)) / 2
    let style = Style(.contrast, on: colours.ground(for: plane.values[place]))
    if neverRead.rows.contains(place / plane.width) || neverRead.columns.contains(place % plane.width) {
      // No stroke of the hatching may touch a digit.
      let square = column + place % plane.width * factor
      grid.fill(
        Area(row: row + halfRow / 2, column: square, height: 1, width: factor), with: Cell(" ", style))
    }
    grid.write(text, row: row + halfRow / 2, column: left, style)
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
