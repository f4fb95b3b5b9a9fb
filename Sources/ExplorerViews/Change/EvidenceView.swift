import CellScreen
import ConvNet
import Explorer
import Tensors

/// What a cover at each place does to a number, beside the picture, the square around the cursor on both.
func drawEvidence(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  let area = layout.ruled
  guard let subject = Subject(state), let evidence = state.evidence, let findings = state.coverFindings,
    let words = EvidenceWords(state)
  else {
    screen.grid.rule(row: area.row, columns: area.columns, "")
    return drawAbsence(on: &screen.grid, state, row: area.row + 2)
  }
  screen.grid.rule(row: area.row, columns: area.columns, words.heading, .heading)
  guard let panes = EvidencePanes(area.body, findings.grid) else { return }
  let scale = ColourScale(findings, evidence.cover)
  let map = PixelMap(findings, evidence.cover, over: subject.evaluation, at: panes.map.scale, colours: scale)
  screen.grid.draw(map, in: panes.map)
  if let picture = panes.picture {
    screen.grid.draw(PixelMap(pictureOf: subject.evaluation, at: picture.scale), in: picture)
  }
  for frame in [panes.map, panes.picture].compactMap(\.self) {
    if let square = state.evidenceSquare {
      screen.grid.frame(MapPlaces(rows: square.rows, columns: square.columns), of: frame)
    }
    screen.addMapTargets(frame) { Pointing.pixel(row: $0, column: $1) }
  }
  screen.cursor = panes.map.cell(state.evidencePlace)
  if panes.words.height > 1 {
    drawTable(on: &screen.grid, words, scale, panes.words)
  } else {
    let start = area.column + DisplayText.width(of: words.heading) + 5
    screen.grid.evidenceLegend(
      scale, in: start..<area.columns.upperBound - 2, row: area.row, isAtEnd: true, isLong: false)
    drawLine(on: &screen.grid, words, panes.words)
  }
}

/// Where evidence stands: its map, the picture, and the words.
struct EvidencePanes {
  let map: MapFrame
  /// `nil` where it has no room.
  let picture: MapFrame?
  /// One row where no more are left.
  let words: Area

  /// How many rows the words take where they stand above the picture.
  private static let wordRows = 12
  /// How many columns they need beside a large map.
  private static let wordColumns = 46
  /// How many they need beside map and picture.
  private static let fewWordColumns = 20

  /// Lays out the pictures of a grid in an area; `nil` where the map has no room.
  ///
  /// On a wide one it is a large map, and the picture below the words at its right; else both are alike, and the words at
  /// their right or below them.
  init?(_ area: Area, _ grid: CoverGrid) {
    let size = Size2D(height: grid.height, width: grid.width)
    let top = area.row + 1
    if area.width >= 100 {
      guard let scale = size.scale(columns: area.width - Self.wordColumns, rows: area.height - 2) else {
        return nil
      }
      map = MapFrame(row: top, column: 2, size: size, scale: scale)
      let right = area.from(row: top).from(column: map.columns.upperBound + 3)
      let below = right.from(row: top + Self.wordRows + 1)
      let largest = if case .enlarged(let factor) = scale { factor } else { 1 }
      picture = size.scale(columns: below.width - 3, rows: below.height - 1, largest: largest).map {
        MapFrame(row: below.row, column: below.column + 1, size: size, scale: $0)
      }
      words = picture == nil ? right : right.high(Self.wordRows)
      return
    }
    guard let scale = size.scale(columns: (area.width - 6) / 2, rows: area.height - 2) else { return nil }
    map = MapFrame(row: top, column: 2, size: size, scale: scale)
    let second = MapFrame(row: top, column: map.columns.upperBound + 3, size: size, scale: scale)
    picture = second
    let right = area.from(row: top).from(column: second.columns.upperBound + 3)
    words =
      right.width >= Self.fewWordColumns ? right : area.from(row: area.rows.upperBound - 1).from(column: 1)
  }
}

extension ColourScale {
  /// The scale of what a cover does, up to the most that it does anywhere.
  fileprivate init(_ findings: CoverFindings, _ cover: Cover) {
    let top = findings.magnitude(under: cover)
    self.init(top: top, maximum: top, isSigned: true, map: .blueRed)
  }
}

extension PixelMap {
  /// What a cover does at each place as colours over the picture; of a shrunk map a pixel shows the place in the middle of its block.
  ///
  /// Hatched is where covers disagree about the sign.
  fileprivate init(
    _ findings: CoverFindings, _ cover: Cover, over evaluation: Evaluation, at scale: MapScale,
    colours: ColourScale
  ) {
    let (grid, factor) = (findings.grid, scale.shrinking)
    let channels = evaluation.pictureChannels(shrunkBy: factor)
    var map = PixelMap(height: channels[0].height, width: channels[0].width)
    for row in 0..<map.height {
      for column in 0..<map.width {
        let picture = colour(of: channels.map { $0[row, column] })
        let place = (
          row: min(row * factor + factor / 2, grid.height - 1),
          column: min(column * factor + factor / 2, grid.width - 1)
        )
        guard let change = findings.change(under: cover, row: place.row, column: place.column) else {
          map[row, column] = colours.pixel(for: 0, over: picture)
          continue
        }
        let isHatched = findings.disagrees(row: place.row, column: place.column)
        map[row, column] = colours.pixel(for: change, over: picture, isHatched: isHatched)
      }
    }
    if case .enlarged(let factor) = scale { map = map.enlarged(by: factor) }
    self = map
  }
}

/// What each cover does, the scale, the hatching.
private func drawTable(on grid: inout CellGrid, _ words: EvidenceWords, _ scale: ColourScale, _ area: Area) {
  let width = area.width - 1
  var row = area.row
  func write(_ text: String, _ style: Style) {
    for line in wrapped(text, to: width) where row < area.rows.upperBound {
      grid.write(DisplayText(line).truncated(to: width), row: row, column: area.column, style)
      row += 1
    }
  }
  write(words.baseWords, .heading)
  let here = area.column + 8 + max(4, words.rows.map { DisplayText.width(of: $0.here) }.max() ?? 4)
  let hasMost = width >= 34
  grid.write("cover", row: row, column: area.column + 1, .dim)
  grid.write("here", row: row, endingAt: here, .dim)
  if hasMost { grid.write("takes most", row: row, column: here + 3, .dim) }
  row += 1
  for entry in words.rows where row < area.rows.upperBound {
    let style: Style = entry.isShown ? .accent : .text
    if entry.isShown { grid.write("▸", row: row, column: area.column, .accent) }
    grid.write(entry.name, row: row, column: area.column + 1, style)
    grid.write(entry.here, row: row, endingAt: here, style)
    if hasMost { grid.write(entry.most, row: row, column: here + 3, style) }
    row += 1
  }
  if row < area.rows.upperBound {
    grid.evidenceLegend(
      scale, in: area.column..<area.columns.upperBound, row: row, isLong: hasMost)
    row += 1
  }
  write(fitting(words.hatching, in: width), .text)
  if hasMost { write(EvidenceWords.allWords, .dim) }
  if let more = words.gridWords { write(more, .dim) }
}

/// What each cover does at the cursor, and the hatching, in a row.
private func drawLine(on grid: inout CellGrid, _ words: EvidenceWords, _ area: Area) {
  grid.clear(rows: area.rows)
  var column = area.column
  for entry in words.rows where entry.isShown || entry.name != Cover.all.name {
    column = grid.write(entry.name + " ", row: area.row, column: column, entry.isShown ? .accent : .dim)
    column = grid.write(entry.here, row: area.row, column: column, entry.isShown ? .accent : .text) + 2
  }
  let room = area.columns.upperBound - column - 1
  let hatching = DisplayText(fitting(words.hatching, in: room))
  if hatching.width <= room { grid.write(hatching, row: area.row, column: column) }
}

extension CellGrid {
  /// The photograph under a legend.
  private static let legendPicture = RGB(128, 128, 128)

  /// The scale of evidence, with what its ends mean where there is room.
  fileprivate mutating func evidenceLegend(
    _ scale: ColourScale, in columns: Range<Int>, row: Int, isAtEnd: Bool = false, isLong: Bool = true
  ) {
    let ramp = scale.legend(isLong: isLong)
    let wordings = [
      (" takes away \(scale.lowText) ", " +\(scale.highText) adds "),
      (" takes \(scale.lowText) ", " +\(scale.highText) adds "),
      (" \(scale.lowText) ", " +\(scale.highText) "),
    ]
    func width(_ words: (String, String)) -> Int {
      DisplayText.width(of: words.0) + ramp.count + DisplayText.width(of: words.1)
    }
    guard let words = wordings.first(where: { width($0) <= columns.count }) else { return }
    let start = isAtEnd ? columns.upperBound - width(words) : columns.lowerBound
    var column = write(words.0, row: row, column: start, .dim)
    for case .tone(.value(let map, let position)) in ramp {
      let pixel = Pixel.tone(.over(Self.legendPicture, map, position))
      self[row, column] = Cell(upper: pixel, lower: pixel)
      column += 1
    }
    write(words.1, row: row, column: column, .dim)
  }
}
