import CellScreen
import ConvNet
import Explorer
import Tensors

/// A pooling unit: the map it reads with the window on it, the window's numbers with the winner, its own map.
struct PoolingUnit {
  private let subject: Subject
  private let area: Area
  private let window: PoolingWindow
  private let before: SelectedMap
  private let after: SelectedMap
  /// Where the map that is read stands.
  private let frame: MapFrame
  /// How many places of the window the pass has come to.
  private let revealed: Int
  /// The window before changes, where their difference is looked at.
  private let former: PoolingWindow?

  /// `nil` for other layers than pooling ones, and where the window's numbers don't fit the screen; with what the window
  /// was before changes, where there are such.
  init?(_ subject: Subject, _ explanation: Explanation, _ area: Area, since variant: Variant? = nil) {
    guard subject.hasMaps, let window = PoolingWindow(explanation, in: subject),
      3 * window.size.height + 4 <= area.body.height, window.boxWidth <= area.width / 2
    else { return nil }
    before = SelectedMap(subject, source: window.source, channel: subject.cursor.channel)
    after = SelectedMap(subject, layer: explanation.layer)
    let room = area.width - window.boxWidth - 6
    // The map that comes out is smaller most often.
    let (read, made) = (before.plane.size, after.plane.size)
    let scales = MapScale.descending(from: 4).lazy
    guard
      let scale = scales.first(where: {
        $0.pixels(read.width) + $0.pixels(made.width) <= room
          && ($0.pixels(read.width) <= room / 2 || area.width >= 180)
          && ($0.pixels(read.height) + 1) / 2 <= area.body.height - 7
      })
    else { return nil }
    frame = MapFrame(row: area.body.row + 1, column: 2, size: read, scale: scale)
    self.subject = subject
    self.area = area
    self.window = window
    former = variant?.before.trace.explain(explanation.unit).flatMap { PoolingWindow($0, in: subject) }
    revealed = min(Progress(subject).terms(of: explanation.unit), window.places.count)
  }

  private var boxColumn: Int { frame.columns.upperBound + 3 }
  private var outColumn: Int { boxColumn + window.boxWidth }
  private var outFrame: MapFrame {
    MapFrame(row: frame.row, column: outColumn, size: after.plane.size, scale: frame.scale)
  }

  /// What is left at the right, below the map that comes out.
  private var besideNotes: Area {
    let corner = area.from(row: outFrame.end + 2).from(column: outColumn - 1)
    return corner.wide(corner.width - 1)
  }

  /// Whether the picture has room there.
  private var hasPictureBeside: Bool {
    let samples = subject.evaluation.picture.samples.shape
    guard area.width >= 100, samples.rank == 3 else { return false }
    return (MapFrame(samples.mapSize, headedIn: besideNotes, largest: 1)?.columns.count ?? 0) >= 16
  }

  func draw(on screen: inout Screen) {
    drawInput(on: &screen.grid)
    screen.grid.write(
      former == nil ? " the window " : " the window now ", row: area.row, column: boxColumn, .heading)
    let boxEnd = drawWindowBox(on: &screen.grid)
    let outcome = area.from(row: boxEnd + 1).from(column: boxColumn).wide(window.boxWidth)
    let outcomeEnd = drawOutcome(on: &screen.grid, outcome)
    drawOutput(on: &screen)
    let notes = area.from(row: max(frame.end, outcomeEnd) + 1).from(column: 2)
      .wide((hasPictureBeside ? outColumn : area.width) - 4)
    let wordings = window.grid.wordsOfSize
    var sentences = [fitting(wordings, in: notes.width)]
    if notes.height > 3 { sentences += window.grid.wordsOfStep }
    let notesEnd = screen.grid.write(sentences + connections(of: subject), in: notes)
    drawField(on: &screen.grid, below: notesEnd)
  }

  /// The map that is read; the track around it alternates from window to window, so that the windows tile it.
  private func drawInput(on grid: inout CellGrid) {
    let scale = frame.scale.text
    let map = "in: map \(subject.cursor.channel)"
    let name = subject.model.lines[window.source].name
    let headings = ["\(map) of \(name), \(scale)", "\(map), \(scale)", "in, \(scale)", "in"]
    grid.write(" \(fitting(headings, in: frame.columns.count + 2)) ", row: area.row, column: 1, .heading)
    before.draw(
      on: &grid, in: frame, marking: MapPlaces(under: window.grid, at: subject.cursor), windows: window.grid)
  }

  /// The unit's own map to the same scale, so that the halving is seen.
  private func drawOutput(on screen: inout Screen) {
    guard outFrame.columns.upperBound < area.width else { return }
    screen.grid.write(
      " out: \(mapName(subject)), \(frame.scale.text) ", row: area.row, column: outColumn, .heading)
    after.draw(on: &screen.grid, in: outFrame, marking: MapPlaces(subject.cursor))
    screen.cursor = outFrame.cell(subject.cursor)
  }

  /// What the unit sees of the picture, where there is room.
  private func drawField(on grid: inout CellGrid, below notesEnd: Int) {
    if hasPictureBeside {
      drawReceptiveField(on: &grid, subject, besideNotes, largest: 3)
    } else if area.width >= 100 {
      let below = area.from(row: notesEnd + 1).from(column: 1).wide(36)
      drawReceptiveField(on: &grid, subject, below, largest: 1)
    }
  }

  /// The numbers of the window on their colours, the winner in brackets; returns the row after them.
  private func drawWindowBox(on grid: inout CellGrid) -> Int {
    let (row, column, width) = (frame.row, boxColumn, window.size.width)
    let kept = window.kept(ofPlaces: revealed)
    for (index, place) in window.places.enumerated() {
      let cell = Area(
        row: row + 1 + index / width * 3, column: column + 4 + index % width * 12, height: 3, width: 11)
      if index < width { grid.write("col \(place.position[1])", row: row, column: cell.column + 1, .dim) }
      if index % width == 0 {
        grid.write("\(place.position[0])", row: cell.row + 1, endingAt: column + 3, .dim)
      }
      guard index < revealed else {
        grid.fill(cell, with: .blank)
        grid.write("·····", row: cell.row + 1, column: cell.column + 2, .role(.notComputed))
        continue
      }
      let style = window.style(of: place, isKept: index == kept)
      grid.fill(cell, with: Cell(" ", style))
      grid.write(
        window.text(of: place, isKept: index == kept), row: cell.row + 1, column: cell.column + 1, style)
      if let words = former?.wordsOfPast(at: index, now: place, width: cell.width - 1) {
        grid.write(words, row: cell.row, column: cell.column + 1, style)
      }
    }
    return row + 1 + 3 * window.size.height
  }

  /// What comes out of the window: its winner, or its mean; returns the next free row.
  private func drawOutcome(on grid: inout CellGrid, _ area: Area) -> Int {
    var lines = outcomeLines
    // What came out stays longest, then what it was made of.
    while lines.count > max(1, area.height) {
      lines.remove(at: lines.last?.style == .dim ? lines.count - 1 : 0)
    }
    for (row, line) in zip(area.rows, lines) {
      grid.write(line.words, row: row, column: area.column, line.style)
    }
    return area.row + lines.count
  }

  /// How the window's winner was found, or its mean, line by line.
  private var outcomeLines: [(words: String, style: Style)] {
    guard revealed == window.places.count else {
      let done = window.isAverage ? "added" : "compared"
      let soFar = window.wordsSoFar(ofPlaces: revealed, decimals: 4).map { [($0, Style.role(.shape))] } ?? []
      return [("\(revealed) of \(window.places.count) numbers \(done)", .accent)] + soFar
    }
    guard let index = window.kept(ofPlaces: window.places.count) else {
      let mean = WindowAverage(places: window.places)
      return [
        (mean.sumInWords(decimals: 4), .role(.shape)),
        ("mean: " + mean.quotientInWords(mean.sum / Double(mean.count), decimals: 4), .accent),
        (mean.wordsOfPadding, .dim),
      ]
    }
    let maximum = WindowMaximum(places: window.places)
    let winner = window.places[index]
    let name = subject.name(ofLayer: window.source)
    let place = winner.position.map(String.init).joined(separator: ",")
    let ties = maximum.kept
    let role = winner.value.isNaN ? "NaN, from" : ties > 1 ? "first of \(ties) as large:" : "winner:"
    let others = "the \(window.places.count { !$0.isOutside } - 1) others are forgotten"
    let past = former.map { [($0.wordsOfPastWinner(unless: index, of: name), Style.role(.shape))] } ?? []
    let lines: [(words: String, style: Style)] =
      past.filter { !$0.0.isEmpty } + [
        (maximum.arithmetic(naming: 4, decimals: 4), .role(.shape)), ("\(role) \(name)[\(place)]", .accent),
        (others, .dim),
      ]
    return lines.flatMap { line in wrapped(line.words, to: window.boxWidth - 1).map { ($0, line.style) } }
  }
}

/// The numbers under a pooling window, of which the largest is kept or the mean taken.
struct PoolingWindow {
  /// The places by row, then column.
  let places: [WindowPlace]
  /// Whether the mean is taken.
  let isAverage: Bool
  /// The layer that is read.
  let source: Int
  /// Where the layer's windows lie.
  let grid: WindowGrid
  private let colours: ColourScale

  /// `nil` for other forms, and where a window has the whole map.
  init?(_ explanation: Explanation, in subject: Subject) {
    switch explanation.form {
    case .windowMaximum(let window): (places, isAverage) = (window.places, false)
    case .windowAverage(let window): (places, isAverage) = (window.places, true)
    case .given, .weightedSum, .moved, .padding, .elementwise, .merged, .held: return nil
    }
    guard let source = subject.model.source(ofLayer: explanation.layer),
      let grid = subject.network.layers[explanation.layer].operation.grid(
        over: subject.shape(ofLayer: source))
    else { return nil }
    self.source = source
    self.grid = grid
    colours = ColourScale(subject.afterActivation, layer: source, channel: subject.cursor.channel)
  }

  /// The rows and columns of the window.
  var size: Size2D { Size2D(height: grid.rows.windowExtent, width: grid.columns.windowExtent) }

  /// The columns that the window's numbers take at unit depth.
  var boxWidth: Int { max(5 + size.width * 12, 34) }

  /// The index of the largest of the first places; `nil` of none, and where the mean is taken.
  func kept(ofPlaces count: Int) -> Int? {
    guard !isAverage, count > 0 else { return nil }
    return WindowMaximum(places: Array(places.prefix(count))).winner
  }

  /// What has come out of the first places; `nil` before there is one inside the map.
  func wordsSoFar(ofPlaces count: Int, decimals: Int) -> String? {
    isAverage
      ? WindowAverage(places: places).wordsSoFar(ofPlaces: count, decimals: decimals)
      : WindowMaximum(places: places).wordsSoFar(ofPlaces: count, decimals: decimals)
  }

  /// What a place shows, in brackets where it is kept.
  func text(of place: WindowPlace, isKept: Bool) -> String {
    let text = place.isOutside ? "padding" : NumberText.fixed(place.value, decimals: 4)
    return isKept ? "[\(text)]" : " \(text) "
  }

  /// What a place had in this window, in that of another pass: `was 7.4235`; `nil` where it has the same number, or there
  /// is no room.
  func wordsOfPast(at index: Int, now place: WindowPlace, width: Int) -> String? {
    guard places.indices.contains(index), !place.isOutside,
      places[index].value.bitPattern != place.value.bitPattern
    else { return nil }
    return wordsOfFormerNumber(places[index].value).first { DisplayText.width(of: $0) <= width }
  }

  /// Which place was kept before, unless the same is kept now.
  func wordsOfPastWinner(unless winner: Int, of name: String) -> String {
    guard let kept = kept(ofPlaces: places.count), kept != winner else { return "" }
    return wordsOfFormerWinner(name, places[kept].position, places[kept].value)
  }

  /// A place on its number's colour.
  func style(of place: WindowPlace, isKept: Bool) -> Style {
    place.isOutside ? .dim : Style(.contrast, on: colours.ground(for: place.value), isKept ? .bold : [])
  }
}
