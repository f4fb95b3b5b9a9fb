import CellScreen
import ConvNet
import Explorer
import Tensors

/// Which channel of the output is the largest at each place, in a colour a channel, with what the colours stand for;
/// returns the row behind both.
@discardableResult
func drawClassMap(on grid: inout CellGrid, _ subject: Subject, _ area: Area) -> Int {
  guard let layer = subject.layer, area.height >= 5 else { return area.row }
  let tensor = subject.evaluation.tensor(ofLayer: layer, beforeActivation: false)
  let progress = Progress(subject)
  let computed = (0..<tensor.shape.channels).map { progress.numbers(ofMap: $0, layer: layer) }.min() ?? 0
  let map = ClassMap(tensor, computed: computed)
  guard
    let panes = ClassMapPanes(
      map, ClassMapNotes(map, isHidden: subject.isHidden(line: layer)), area,
      nameWidth: nameWidth(map, subject.model))
  else { return area.row }
  for (row, words) in panes.title.enumerated() {
    grid.write(
      DisplayText(words).truncated(to: area.width), row: area.row + row, column: area.column, .accent)
  }
  let legend = ClassLegend(map, colours: CategoryColours.count, lines: panes.legendRows)
  grid.draw(
    PixelMap(map, legend, at: panes.scale), halfRow: 2 * (area.row + panes.title.count), column: area.column)
  let last = drawLegend(on: &grid, map, legend, panes, subject)
  return max(panes.mapEnd, last)
}

/// The columns of the longest name of a channel.
private func nameWidth(_ map: ClassMap, _ model: ExplorerModel) -> Int {
  let names = map.counts.indices.map { DisplayText.width(of: model.nameOfOutputChannel($0)) }
  return min(18, max(names.max() ?? 0, DisplayText.width(of: "\(map.counts.count) others")))
}

/// What is said below the legend's channels: NaN, equals, what is not computed.
private struct ClassMapNotes {
  /// The notes, in few words.
  let words: [String]

  init(_ map: ClassMap, isHidden: Bool) {
    let all = map.places.count
    let open = all - map.computedCount
    words =
      (map.nanCount > 0 ? ["! NaN at \(countedPlaces(map.nanCount))"] : [])
      + (map.tieCount > 0 ? ["ties at \(countedPlaces(map.tieCount)): the first counts"] : [])
      + (open > 0
        ? ["\(NumberText.grouped(open)) \(isHidden ? HidingWords.inPlace : "not yet computed")"] : [])
  }
}

private func countedPlaces(_ count: Int) -> String {
  "\(NumberText.grouped(count)) \(count == 1 ? "place" : "places")"
}

/// Where the map and its legend stand: one below the other or side by side, whichever lets the map be larger.
private struct ClassMapPanes {
  /// The rows of the title.
  let title: [String]
  let scale: MapScale
  let legend: Area
  /// The column before which the shares end.
  let shareEnd: Int
  /// The first row below the map.
  let mapEnd: Int
  let notes: [String]

  /// How many lines the channels have.
  var legendRows: Int { legend.height - notes.count }

  /// Shares out an area; `nil` where it is too small.
  init?(_ map: ClassMap, _ notes: ClassMapNotes, _ area: Area, nameWidth: Int) {
    let count = NumberText.grouped(map.places.count)
    let noteWidth = notes.words.map { DisplayText.width(of: $0) }.max() ?? 0
    let channelWidth = 3 + nameWidth + 2 + DisplayText.width(of: "\(count) of \(count)")
    let legendWidth = max(channelWidth, noteWidth)
    let lines = min(map.counts.count, CategoryColours.count + 1) + notes.words.count
    let room = area.height - Self.titleRows(map, area)
    let fewest = min(lines, 3 + notes.words.count)
    let below = map.size.scale(
      columns: area.width, rows: room - 1 - min(lines, max(fewest, room / 3)), largest: 8)
    let beside =
      room >= fewest
      ? map.size.scale(columns: area.width - legendWidth - 3, rows: room, largest: 8) : nil
    guard let scale = [below, beside].compactMap({ $0 }).max(by: { $0.pixels(1_024) < $1.pixels(1_024) })
    else { return nil }
    title = wrapped(Self.title(map, scale, area), to: area.width)
    let top = area.row + title.count
    let mapRows = (scale.pixels(map.size.height) + 1) / 2
    let isBeside = scale == beside
    let start = isBeside ? top : top + mapRows + (area.rows.upperBound - top - mapRows > lines ? 1 : 0)
    let column = area.column + (isBeside ? scale.pixels(map.size.width) + 3 : 0)
    legend = Area(
      row: start, column: column, height: min(lines, area.rows.upperBound - start),
      width: min(legendWidth, area.columns.upperBound - column))
    shareEnd = min(column + channelWidth, area.columns.upperBound)
    (self.scale, self.notes, mapEnd) = (scale, notes.words, top + mapRows)
  }

  /// How many rows the title takes at most.
  private static func titleRows(_ map: ClassMap, _ area: Area) -> Int {
    min(2, wrapped(title(map, .shrunk(256), area), to: area.width).count)
  }

  /// What the map shows, at which factor, in two rows or fewer.
  private static func title(_ map: ClassMap, _ scale: MapScale, _ area: Area) -> String {
    let what = "the largest of \(map.counts.count) channels at each place"
    let factor = scale.shrinking
    let whole = "\(what), \(scale.text)" + (factor > 1 ? ", most of \(factor)×\(factor)" : "")
    return wrapped(whole, to: area.width).count <= 2 ? whole : what
  }
}

/// The colours with the names of their channels and at how many places each is the largest; returns the row behind.
private func drawLegend(
  on grid: inout CellGrid, _ map: ClassMap, _ legend: ClassLegend, _ panes: ClassMapPanes, _ subject: Subject
) -> Int {
  let area = panes.legend
  let all = NumberText.grouped(map.computedCount)
  var row = area.row
  func line(_ pixel: Pixel, _ name: String, _ count: Int, isSelected: Bool) {
    guard row < area.rows.upperBound else { return }
    for column in area.column..<area.column + 2 { grid[row, column] = Cell(upper: pixel, lower: pixel) }
    let share = map.computedCount == 0 ? "" : "\(NumberText.grouped(count)) of \(all)"
    let start = grid.write(share, row: row, endingAt: panes.shareEnd, .dim)
    let text = DisplayText(name).truncated(to: max(0, start - area.column - 4))
    grid.write(text, row: row, column: area.column + 3, isSelected ? .accent : .text)
    row += 1
  }
  for (category, channel) in legend.coloured.enumerated() {
    line(
      .tone(.category(UInt8(category))), subject.model.nameOfOutputChannel(channel), map.counts[channel],
      isSelected: channel == subject.cursor.channel)
  }
  if legend.otherCount > 0 {
    let count = map.counts.reduce(0, +) - legend.coloured.reduce(0) { $0 + map.counts[$1] }
    line(
      .tone(.category(CategoryColours.others)),
      "\(legend.otherCount) \(legend.otherCount == 1 ? "other" : "others")", count, isSelected: false)
  }
  for note in panes.notes where row < area.rows.upperBound {
    grid.write(DisplayText(note).truncated(to: area.width), row: row, column: area.column, .dim)
    row += 1
  }
  return row
}

extension PixelMap {
  /// A class map at a factor: of a block that is shrunk to a pixel, what most of its places are.
  fileprivate init(_ map: ClassMap, _ legend: ClassLegend, at scale: MapScale) {
    let factor = scale.shrinking
    let colours = Dictionary(uniqueKeysWithValues: legend.coloured.enumerated().map { ($1, UInt8($0)) })
    var pixels = PixelMap(
      height: (map.size.height + factor - 1) / factor, width: (map.size.width + factor - 1) / factor)
    for row in 0..<pixels.height {
      for column in 0..<pixels.width {
        pixels[row, column] =
          switch map.place(row: row, column: column, shrunkBy: factor) {
          case .notComputed: .notComputed
          case .notANumber: .notFinite
          case .channel(let channel): .tone(.category(colours[channel] ?? CategoryColours.others))
          }
      }
    }
    if case .enlarged(let factor) = scale { pixels = pixels.enlarged(by: factor) }
    self = pixels
  }
}
