import CellScreen
import Explorer

/// What each answer says, what it would need, and what is here: a row each where they fit beside each other, else lines.
struct AnswerTable {
  /// How much is said, the most first.
  enum Extent: CaseIterable {
    case whole, ideas, nothing
  }

  private let asking: Asking
  private let words: AskingWords
  private let cells: [[String]]
  private let widths: [Int]
  private let width: Int
  private let extent: Extent

  private static let headings = ["", "answer", "it says", "it would need", "here"]

  init(_ asking: Asking, _ words: AskingWords, width: Int, _ extent: Extent = .whole) {
    (self.asking, self.words, self.width, self.extent) = (asking, words, width, extent)
    let cells = asking.question.answers.indices.map { index in
      let row = words.row(of: index)
      let answer = "\(words.sign(of: index)) \(Question.letter(index)) \(asking.question.answers[index].text)"
      return [words.turn(of: index), answer, row.says, row.needs, row.here]
    }
    self.cells = cells
    widths = Self.headings.indices.map { column in
      ([Self.headings] + cells).map { DisplayText.width(of: $0[column]) }.max() ?? 0
    }
  }

  /// Whether an answer takes one row.
  private var isWide: Bool { extent == .whole && widths.reduce(1) { $0 + $1 + 2 } <= width }

  /// How many rows it takes, with its heading.
  var rows: Int {
    if extent == .nothing { return 0 }
    return isWide ? cells.count + 1 : narrow.reduce(0) { $0 + $1.count }
  }

  /// The lines of each answer where they don't fit beside each other.
  private var narrow: [[String]] {
    cells.enumerated().map { index, row in
      let answer = asking.question.answers[index].text
      let turn = row[0].isEmpty ? "" : " (\(row[0]))"
      let isShort = extent == .ideas || row[3].isEmpty || index == asking.question.right
      let here = isShort ? "." : ". It would need \(row[3]); here: \(row[4])."
      let lines = wrapped("\(Question.letter(index)) \(answer)\(turn): \(row[2])\(here)", to: width - 7)
      return lines.enumerated().map { ($0.offset == 0 ? "\(words.sign(of: index)) " : "    ") + $0.element }
    }
  }

  /// Draws it from a row on, before another one.
  func draw(on grid: inout CellGrid, row: Int, limit: Int) {
    guard extent != .nothing else { return }
    var next = row
    func write(_ line: [String], _ style: Style) {
      guard next < limit else { return }
      var column = 1
      for (text, width) in zip(line, widths) {
        grid.write(text, row: next, column: column, style)
        column += width + 2
      }
      next += 1
    }
    if isWide { write(Self.headings, .dim) }
    for index in cells.indices {
      let style: Style = index == asking.question.right ? .text : .dim
      if isWide {
        write(cells[index], style)
      } else {
        for line in narrow[index] where next < limit {
          grid.write(line, row: next, column: 1, style)
          next += 1
        }
      }
    }
  }
}
