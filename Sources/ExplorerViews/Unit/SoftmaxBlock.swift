import CellScreen
import ConvNet
import Explorer
import Tensors

/// What softmax made of a unit and of the others at its place: of each its exponential and its share.
struct SoftmaxBlock {
  private let rows: [SoftmaxTable.Row]
  private let headings: SoftmaxTable.Row
  private let formula: String

  /// The block of a unit in at most so many rows of the screen; `nil` for units without a softmax, before all of its
  /// numbers are known, and where there is no room.
  init?(_ subject: Subject, _ explanation: Explanation, height: Int) {
    guard explanation.softmax != nil, let channel = explanation.position.last, height >= 7,
      Progress(subject).isComputed(explanation.unit)
    else { return nil }
    let numbers = subject.evaluation.tensor(ofLayer: explanation.layer, beforeActivation: true)
    let start = numbers.shape.offset(of: explanation.position.dropLast() + [0])
    let table = SoftmaxTable(
      Array(numbers.values[start..<start + numbers.shape.channels]), marked: channel)
    // Heading, formula, and three rows at most that close the columns, one for a number that is not among the largest.
    rows = table.rows(most: height - 6, name: SoftmaxBlock.namer(subject, explanation))
    headings = table.headings
    formula = table.formulas(of: "x").last ?? ""
  }

  /// What a number that softmax works on is called: its class, else the unit that it comes from, or its sum.
  private static func namer(_ subject: Subject, _ explanation: Explanation) -> (Int) -> String {
    let network = subject.network
    let isOutput = explanation.layer == network.layers.count - 1 && explanation.position.count == 1
    if isOutput, !subject.model.classes.isEmpty { return { subject.model.nameOfClass($0).string } }
    guard case .moved(let origin) = explanation.form else { return { "sum[\($0)]" } }
    let source = network.unit(at: origin, ofLayer: explanation.layer)
    let name = subject.name(ofLayer: source.layer, columns: 16)
    return { index in
      "\(name)[\((source.position.dropLast() + [index]).map(String.init).joined(separator: ","))]"
    }
  }

  /// The rows of the screen that it takes.
  var height: Int { rows.count + 2 }

  /// Draws the block from the top of an area.
  func draw(on grid: inout CellGrid, _ area: Area) {
    grid.rule(row: area.row, columns: area.columns, "softmax", .heading)
    grid.write(
      DisplayText(formula).truncated(to: area.width - 2), row: area.row + 1, column: area.column + 2,
      .role(.shape))
    for (end, text) in [(40, headings.number), (52, headings.exponential), (64, headings.share)] {
      grid.write(" \(text) ", row: area.row, endingAt: area.column + end + 1, .heading)
    }
    for (line, row) in rows.enumerated() where area.row + 2 + line < area.rows.upperBound {
      let style: Style = row.isMarked ? .accent : row.index.isEmpty ? .dim : .text
      let at = area.row + 2 + line
      if row.isMarked { grid.write("▸", row: at, column: area.column, style) }
      grid.write(row.index, row: at, endingAt: area.column + 6, .dim)
      let room = row.number.isEmpty ? 32 : 24
      grid.write(DisplayText(row.name).truncated(to: room), row: at, column: area.column + 7, style)
      for (end, text) in [(40, row.number), (52, row.exponential), (64, row.share)] {
        grid.write(text, row: at, endingAt: area.column + end, style)
      }
    }
  }
}
