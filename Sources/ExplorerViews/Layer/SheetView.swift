import CellScreen
import ConvNet
import Explorer
import KerasNotation
import Tensors

/// The rule above a contact sheet: what is shown, at which factor, before or after the activation function, and
/// the scale in force.
func drawSheetRule(on grid: inout CellGrid, _ subject: Subject, _ area: Area, _ sheet: SheetLayout) {
  guard let layer = subject.layer else { return }
  let shape = subject.shape(ofLayer: layer)
  let size = shape.mapSize.words
  let dot = Repertoire.separator
  let (scale, stage) = (sheet.scale, subject.stageInHeading)
  let shown = subject.explanation(of: scale, ofLayer: layer)
  let page =
    sheet.pageSize < shape[2]
    ? "\(dot)maps \(sheet.channels.lowerBound)–\(sheet.channels.upperBound - 1) of \(shape[2])" : ""
  let dead = subject.shownDifference == nil ? subject.deadMaps.count : 0
  let zeros = dead == 0 ? "" : "\(dot)\(dead) \(dead == 1 ? "is" : "are") all 0 (∅)"
  drawMapRule(
    on: &grid, subject, area,
    wordings: [
      "\(shape[2]) maps of \(size)\(dot)shown \(shown)\(stage)\(page)\(zeros)",
      "\(size) at \(scale.text)\(stage)\(page)\(zeros)\(dot)[\(subject.cursor.channel)]",
      "\(shape[2]) maps of \(size)\(dot)shown \(shown)\(stage)\(page)",
      "\(size) at \(scale.text)\(stage)\(page)\(dot)[\(subject.cursor.channel)]",
      "\(scale.text)\(stage)\(page)\(dot)[\(subject.cursor.channel)]", "\(size) at \(scale.text)\(page)",
    ])
}

/// A rule with the longest of some wordings that fits, and the legend of the selected map's scale.
func drawMapRule(on grid: inout CellGrid, _ subject: Subject, _ area: Area, wordings: [String]) {
  guard let layer = subject.layer else { return }
  let row = area.row
  grid.rule(row: row, columns: 0..<area.width, "")
  let start =
    if let words = wordsOfNoScale(subject, layer) {
      grid.write(" \(words) ", row: row, endingAt: area.width - 2, .role(.warning))
    } else {
      grid.legend(
        ColourScale(subject, layer: layer, channel: subject.cursor.channel), scope: scopeWords(subject),
        row: row, endingAt: area.width - 2)
    }
  let words = DisplayText(" \(fitting(wordings, in: start - 6)) ").truncated(to: max(0, start - 3))
  grid.write(words, row: row, column: 2, .heading)
}

/// What is said in place of a legend: that no number is computed yet, or that none is finite; `nil` where there is
/// a scale.
private func wordsOfNoScale(_ subject: Subject, _ layer: Int) -> String? {
  guard layer > 0, subject.shape(ofLayer: layer).count > 0 else { return nil }
  if let variant = subject.shownDifference,
    variant.layers(beforeActivation: subject.isBeforeActivation)[layer].count == 0
  {
    return "nothing has changed here"
  }
  let numbers = subject.numbers(
    ofLayer: layer, beforeActivation: subject.isBeforeActivation, in: subject.evaluation)
  guard numbers.statistics.count > 0 else {
    return subject.isHidden(line: layer) ? HidingWords.inPlace : "not yet computed"
  }
  return numbers.statistics.maximumIndex == nil ? "no finite number" : nil
}

/// The feature maps of a layer side by side, the selected one framed.
func drawSheet(on grid: inout CellGrid, _ subject: Subject, _ sheet: SheetLayout) {
  guard let layer = subject.layer else { return }
  drawGutters(on: &grid, sheet, subject.tokenMeaning == .filters ? .mark : .gutter)
  let shape = subject.shape(ofLayer: layer)
  var colours = ColourScale(subject, layer: layer, channel: subject.cursor.channel)
  let progress = Progress(subject)
  let planes = subject.pictured.planes(
    ofLayer: layer, beforeActivation: subject.isBeforeActivation, channels: sheet.channels,
    shrunkBy: sheet.scale.shrinking)
  let hasColours = subject.network.hasPictureChannels(ofLayer: layer) && shape.channels <= 3
  for (channel, plane) in zip(sheet.channels, planes) {
    if subject.display.scope == .map || layer == 0 {
      colours = ColourScale(subject, layer: layer, channel: channel)
    }
    let origin = sheet.origin(of: channel)
    let computed = progress.numbers(ofMap: channel, layer: layer)
    let map = PixelMap(
      shrunk: plane, of: shape, at: sheet.scale, colours: colours, neverRead: ([], []),
      computed: computed)
    grid.draw(map, halfRow: origin.halfRow, column: origin.column)
    drawLabel(
      on: &grid, sheet, channel, hasColours ? subject.nameOfMap(channel, ofLayer: layer) : "\(channel)",
      isSelected: channel == subject.cursor.channel)
  }
  guard sheet.mapWidth >= 3, sheet.mapHeight >= 4 else { return drawSelection(on: &grid, subject, sheet) }
  for (channel, sign) in subject.signsOfMaps where sheet.channels.contains(channel) {
    let origin = sheet.origin(of: channel)
    grid.write(
      sign, row: (origin.halfRow + sheet.mapHeight / 2) / 2, column: origin.column + (sheet.mapWidth - 1) / 2,
      Style(.contrast, on: colours.ground(for: 0)))
  }
  drawSelection(on: &grid, subject, sheet)
}

extension Subject {
  /// The maps that have a sign: those that are all 0, of differences those that are as before.
  fileprivate var signsOfMaps: [(channel: Int, sign: String)] {
    guard let variant = shownDifference, let layer else { return deadMaps.map { ($0, "∅") } }
    let change = variant.layers(beforeActivation: isBeforeActivation)[layer]
    return change.isChanged.indices.filter { !change.isChanged[$0] }.map { ($0, "=") }
  }
}

/// The grey between the maps.
private func drawGutters(on grid: inout CellGrid, _ sheet: SheetLayout, _ pixel: Pixel) {
  for line in 0..<sheet.lineCount {
    let first = sheet.channels.lowerBound + line * sheet.perLine
    let count = min(sheet.perLine, sheet.channels.upperBound - first)
    let origin = sheet.origin(of: first)
    let columns = origin.column - 1..<origin.column + count * (sheet.mapWidth + 1)
    let rows =
      origin.halfRow - 1..<min(origin.halfRow + sheet.mapHeight + 1, 2 * sheet.area.rows.upperBound)
    grid.fillPixels(halfRows: rows, columns: columns, pixel)
  }
}

/// The index above a map, or of a line's first map at its left.
private func drawLabel(
  on grid: inout CellGrid, _ sheet: SheetLayout, _ channel: Int, _ name: String, isSelected: Bool
) {
  let origin = sheet.origin(of: channel)
  let style: Style = isSelected ? .accent : .dim
  if sheet.hasLabels {
    let row = (origin.halfRow - 1) / 2 - 1
    let label = isSelected ? "[\(name)]" : name
    let column = isSelected ? origin.column - 1 : origin.column
    grid.write(label, row: row, column: column, style)
  } else if sheet.indexWidth > 0, (channel - sheet.channels.lowerBound).isMultiple(of: sheet.perLine) {
    grid.write("\(channel)", row: (origin.halfRow + 1) / 2, endingAt: sheet.area.column + 3, .dim)
  }
}

/// The gutter around the selected map in the accent colour, on all sides that are gutter.
private func drawSelection(on grid: inout CellGrid, _ subject: Subject, _ sheet: SheetLayout) {
  let channel = subject.cursor.channel
  guard sheet.channels.contains(channel) else { return }
  let origin = sheet.origin(of: channel)
  let columns = origin.column - 1...origin.column + sheet.mapWidth
  let rows = origin.halfRow..<origin.halfRow + sheet.mapHeight
  for halfRow in rows {
    grid.setPixel(halfRow: halfRow, column: columns.lowerBound, .mark)
    grid.setPixel(halfRow: halfRow, column: columns.upperBound, .mark)
  }
  for halfRow in [rows.lowerBound - 1, rows.upperBound] where halfRow < 2 * sheet.area.rows.upperBound {
    for column in columns { grid.setPixel(halfRow: halfRow, column: column, .mark) }
  }
}
