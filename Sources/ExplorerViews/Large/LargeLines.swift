import CellScreen
import ConvNet
import Explorer
import Tensors

/// Numbers in large letters, a line each: the sum of a unit, or the units of a layer.
struct LargeLines {
  /// One line.
  struct Line {
    /// What stands at the left.
    var name: String
    /// The number.
    var number = ""
    /// What its bar shows; `nil` for none.
    var bar: Double?
    /// Whether it is the selected one, or the one that gives the value.
    var isStrong = false
  }

  /// What stands above the lines; empty where they need its room.
  private let title: String
  private let lines: [Line]
  private let area: Area

  /// The lines of a subject that fit into an area.
  init(_ subject: Subject, _ area: Area) {
    self.area = area
    let rows = area.height / LargeGlyphs.height
    let room = max(2, rows - 1)
    if subject.depth == .unit, let explanation = subject.explanation {
      title =
        "\(subject.name(ofLayer: subject.line, columns: 20))\(brackets(subject.position.map(String.init)))"
      lines = LargeSum(subject, explanation, room: room).lines
    } else {
      // All classes are worth more than the layer's name.
      let isFull = LargeLines.numbers(of: subject).count == rows
      let name = subject.isOnSoftmax ? "softmax" : subject.name(ofLayer: subject.line, columns: 20)
      title = isFull ? "" : name
      lines = LargeLines.units(of: subject, room: isFull ? rows : room)
    }
  }

  func draw(on screen: inout Screen) {
    let letters = area.width / LargeGlyphs.width
    screen.grid.writeLarge(
      DisplayText(title).truncated(to: letters), row: area.row, column: area.column + 1)
    let numberWidth = lines.map { DisplayText($0.number).width }.max() ?? 0
    let nameRoom = max(4, letters - numberWidth - 2)
    let nameWidth = lines.map { min(nameRoom, DisplayText($0.name).width) }.max() ?? 0
    let end = min(area.columns.upperBound, (nameWidth + numberWidth + 1) * LargeGlyphs.width + 4)
    let bars = SignedBars(lines.compactMap(\.bar), in: end + 2..<max(end + 2, area.columns.upperBound - 1))
    let hasBars = area.columns.upperBound - end > 20
    for (index, line) in lines.enumerated() {
      let row = area.row + (index + (title.isEmpty ? 0 : 1)) * LargeGlyphs.height
      let style: Style = line.isStrong ? .heading : .text
      if line.isStrong { screen.cursor = ScreenCursor(row: row, column: area.column) }
      let isAlone = line.number.isEmpty
      screen.grid.writeLarge(
        DisplayText(line.name).truncated(to: isAlone ? letters : nameRoom), row: row, column: area.column + 4,
        style)
      if line.isStrong { screen.grid.writeLarge(DisplayText("▸"), row: row, column: area.column, style) }
      screen.grid.writeLarge(line.number, row: row, endingAt: end, style)
      guard hasBars, let bar = line.bar else { continue }
      for part in 0..<LargeGlyphs.height - 1 {
        bars.draw(bar, on: &screen.grid, row: row + part, isTall: true)
      }
    }
  }

  /// The units of a layer around the selected one, with the classes' names on the last.
  private static func units(of subject: Subject, room: Int) -> [Line] {
    let values = numbers(of: subject)
    let selected = min(subject.cursor.channel, max(0, values.count - 1))
    let first = min(max(0, selected - room / 2), max(0, values.count - room))
    let computed =
      subject.layer.map { Progress(subject).units(ofLayer: $0) } ?? (subject.hasLogits ? .max : 0)
    return (first..<min(first + room, values.count)).map { index in
      let name = subject.isOnClasses ? subject.model.nameOfClass(index).string : "[\(index)]"
      guard index < computed else { return Line(name: name, number: ":", isStrong: index == selected) }
      let number =
        subject.isOnSoftmax
        ? NumberText.percent(values[index], decimals: 3) : NumberText.fixed(values[index], decimals: 3)
      return Line(name: name, number: number, bar: Double(values[index]), isStrong: index == selected)
    }
  }

  /// What a layer without maps has for each unit; on the line of softmax the shares.
  private static func numbers(of subject: Subject) -> [Double] {
    guard let layer = subject.layer else { return subject.evaluation.probabilities }
    return subject.evaluation.tensor(ofLayer: layer, beforeActivation: subject.isBeforeActivation).values.map
    {
      Double($0)
    }
  }
}
