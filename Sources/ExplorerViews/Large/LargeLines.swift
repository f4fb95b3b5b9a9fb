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
    /// The other number of a step, behind the name; empty where there is none.
    var amount = ""
    /// The number.
    var number = ""
    /// What its bar shows; `nil` for none.
    var bar: Double?
    /// Whether it is the selected one, or the one that gives the value.
    var isStrong = false
    /// Whether it says only what rounding keeps from adding up.
    var isRounding = false
  }

  /// What can stand above the lines, the longest first; nothing where they need its room.
  private let titles: [String]
  private let lines: [Line]
  private let area: Area

  /// The lines of a subject that fit into an area.
  init(_ subject: Subject, _ area: Area) {
    self.area = area
    let rows = area.height / LargeGlyphs.height
    let room = max(2, rows - 1)
    if subject.depth == .unit, let explanation = subject.explanation {
      let indices = brackets(subject.position.map(String.init))
      titles = ["\(subject.name(ofLayer: subject.line, columns: 20))\(indices)", indices]
      // A product takes a longer line than what it adds to.
      let hasProduct = area.width / LargeGlyphs.width >= 24
      lines = LargeSum(subject, explanation, room: room, hasProduct: hasProduct).lines
    } else {
      // All classes are worth more than the layer's name.
      let isFull = LargeLines.numbers(of: subject).count == rows
      let name = subject.isOnSoftmax ? "softmax" : subject.name(ofLayer: subject.line, columns: 20)
      titles = isFull ? [] : [name]
      lines = LargeLines.units(of: subject, room: isFull ? rows : room)
    }
  }

  func draw(on screen: inout Screen) {
    let letters = (area.width - 1) / LargeGlyphs.width
    screen.grid.writeLarge(title(in: letters), row: area.row, column: area.column + 1)
    let numberWidth = lines.map { DisplayText.width(of: $0.number) }.max() ?? 0
    let nameRoom = max(0, letters - numberWidth - 2)
    let nameWidth = lines.map { DisplayText.width(of: $0.words(in: nameRoom)) }.max() ?? 0
    let end = min(area.columns.upperBound, (nameWidth + numberWidth + 1) * LargeGlyphs.width + 4)
    let bars = SignedBars(lines.compactMap(\.bar), in: end + 2..<max(end + 2, area.columns.upperBound - 1))
    let hasBars = area.columns.upperBound - end > 20
    for (index, line) in lines.enumerated() {
      let row = area.row + (index + (titles.isEmpty ? 0 : 1)) * LargeGlyphs.height
      let style: Style = line.isStrong ? .heading : .text
      if line.isStrong { screen.cursor = ScreenCursor(row: row, column: area.column) }
      let isAlone = line.number.isEmpty
      let name = line.words(in: isAlone ? letters - 2 : nameRoom)
      screen.grid.writeLarge(DisplayText(name), row: row, column: area.column + 4, style)
      if line.isStrong { screen.grid.writeLarge(DisplayText("▸"), row: row, column: area.column, style) }
      // A number that is cut would be another one.
      let fits = DisplayText.width(of: line.number) < letters
      screen.grid.writeLarge(fits ? line.number : "…", row: row, endingAt: end, style)
      guard hasBars, let bar = line.bar else { continue }
      for part in 0..<LargeGlyphs.height - 1 {
        bars.draw(bar, on: &screen.grid, row: row + part, isTall: true)
      }
    }
  }

  /// The longest title that fits.
  private func title(in letters: Int) -> DisplayText {
    DisplayText(fitting(titles, in: letters)).truncated(to: letters)
  }

  /// The units of a layer around the selected one, with the classes' names on the last.
  private static func units(of subject: Subject, room: Int) -> [Line] {
    let values = numbers(of: subject)
    let selected = min(subject.cursor.channel, max(0, values.count - 1))
    let first = min(max(0, selected - room / 2), max(0, values.count - room))
    let computed =
      subject.layer.map { Progress(subject).units(ofLayer: $0) } ?? (subject.hasLogits ? .max : 0)
    return (first..<min(first + room, values.count)).map { index in
      let name = name(of: index, subject)
      guard index < computed else { return Line(name: name, number: ":", isStrong: index == selected) }
      guard !subject.isOnSoftmax || values[index].isFinite else {
        return Line(name: name, number: "no share", isStrong: index == selected)
      }
      let number =
        subject.isOnSoftmax
        ? NumberText.percent(values[index], decimals: 3) : NumberText.fixed(values[index], decimals: 3)
      return Line(name: name, number: number, bar: Double(values[index]), isStrong: index == selected)
    }
  }

  /// What a unit is called: a class by its name, and by its index too where letters for that are missing.
  private static func name(of index: Int, _ subject: Subject) -> String {
    guard subject.isOnClasses else { return "[\(index)]" }
    let name = subject.model.nameOfClass(index)
    let isReadable = name.graphemes.allSatisfy { LargeGlyphs.shared.has($0.character) }
    return isReadable ? name.string : "[\(index)] \(name.string)"
  }

  /// What a layer without maps has for each unit; on the line of softmax the shares.
  private static func numbers(of subject: Subject) -> [Double] {
    guard let layer = subject.layer else {
      let shares = subject.evaluation.probabilities
      return shares.isEmpty ? subject.evaluation.logits.map { _ in .nan } : shares
    }
    return subject.pictured.tensor(ofLayer: layer, beforeActivation: subject.isBeforeActivation).values.map {
      Double($0)
    }
  }
}

extension LargeLines.Line {
  /// The name with the other number in some letters: no number is cut, whole words go first.
  fileprivate func words(in letters: Int) -> String {
    let all = [name, amount].filter { !$0.isEmpty }.joined(separator: " ")
    guard DisplayText.width(of: all) > letters else { return all }
    let room = amount.isEmpty ? letters : letters - DisplayText.width(of: amount) - 1
    var words = name.split(separator: " ")
    while words.count > 1, DisplayText.width(of: words.joined(separator: " ")) > room { words.removeLast() }
    let short = DisplayText(words.joined(separator: " ")).truncated(to: max(0, room)).string
    return [short, amount].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
