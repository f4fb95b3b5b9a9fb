import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Foundation
import Tensors
import TestSupport
import Testing

/// Every sum that is printed adds up, with a line for what rounding keeps it from.
struct PrintedSumTests {
  /// The bundled ship at a layer, at random places of it.
  private func states(line: Int, keys: String, rows: Int, columns: Int, count: Int) throws -> [ExplorerState]
  {
    var generator = SeededGenerator(seed: UInt64(line))
    var state = try Scene.ship.state(rows: rows, columns: columns, keys: "\(line) \(keys)")
    return (0..<count).map { _ in
      state.cursor.channel = Int.random(in: 0..<state.channelCount, using: &generator)
      if let shape = state.layer.flatMap({ state.model.network?.shapes[$0] }), shape.rank == 3 {
        state.cursor.row = Int.random(in: 0..<shape[0], using: &generator)
        state.cursor.column = Int.random(in: 0..<shape[1], using: &generator)
      }
      return state
    }
  }

  private func rows(_ state: ExplorerState) -> [String] {
    view(state).grid.text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test(
    "the products of a dense unit, the others together, bias and rounding make its sum", arguments: [7, 8])
  func dense(line: Int) throws {
    // Names of inputs are as wide as the longest.
    let end = line == 7 ? 62 : 50
    for state in try states(line: line, keys: "Enter", rows: 40, columns: 120, count: 30) {
      let rows = rows(state)
      let start = try #require(rows.firstIndex { $0.contains("the largest of its") })
      let last = try #require(rows.firstIndex { $0.hasPrefix("  sum") || $0.hasPrefix("  ReLU: ") })
      let parts = rows[start + 1..<last].compactMap { PrintedNumber(in: $0, columns: end - 10..<end) }
      let label = String(rows[last].prefix(50))
      let total =
        PrintedNumber(after: "max(0, ", in: label) ?? PrintedNumber(in: rows[last], columns: end - 10..<end)
      #expect(parts.count == last - start - 1)
      #expect(
        parts.reduce(0) { $0 + $1.steps } == total?.steps,
        "unit \(state.cursor.channel):\n\(rows[start...last].joined(separator: "\n"))")
    }
  }

  @Test(
    "what the channels of a patch add, bias and rounding make the sum of a cell",
    arguments: [(rows: 24, columns: 80), (rows: 60, columns: 200)])
  func patch(size: (rows: Int, columns: Int)) throws {
    for state in try states(line: 1, keys: "Enter Enter", rows: size.rows, columns: size.columns, count: 30) {
      let rows = rows(state)
      let start = try #require(rows.firstIndex { $0.contains("adds") })
      let last = try #require(rows[start].ranges(of: "adds").last?.upperBound)
      let end = rows[start].distance(from: rows[start].startIndex, to: last)
      let total = try #require(rows.firstIndex { $0.contains(" sum ") && $0.contains("= ") })
      let parts = rows[start + 1..<total].compactMap { PrintedNumber(in: $0, columns: end - 7..<end) }
      let sum = PrintedNumber(in: rows[total], columns: end - 7..<end)
      #expect(parts.count >= 4)
      #expect(
        parts.reduce(0) { $0 + $1.steps } == sum?.steps,
        "\(state.cursor):\n\(rows[start...total].joined(separator: "\n"))")
    }
  }

  @Test(
    "at unit depth what the channels of a patch add, bias and rounding make the sum",
    arguments: [(rows: 24, columns: 80), (rows: 30, columns: 100), (rows: 40, columns: 120)])
  func patchUnit(size: (rows: Int, columns: Int)) throws {
    let keys = "Enter Enter Enter"
    for state in try states(line: 1, keys: keys, rows: size.rows, columns: size.columns, count: 30) {
      let rows = rows(state)
      let heading = rows[5]
      let last = try #require(heading.ranges(of: "channel").last?.upperBound)
      let end = heading.distance(from: heading.startIndex, to: last)
      let total = try #require(rows.firstIndex { $0.contains("max(0, ") })
      let parts = rows[6..<total].compactMap { PrintedNumber(in: $0, columns: end - 7..<end) }
      let sum = PrintedNumber(after: "max(0, ", in: rows[total])
      #expect(parts.count >= 4)
      #expect(
        parts.reduce(0) { $0 + $1.steps } == sum?.steps,
        "\(state.cursor):\n\(rows[5...total].joined(separator: "\n"))")
    }
  }

  @Test(
    "at unit depth what many channels add, the others together, bias and rounding make the sum",
    arguments: [3, 5], [(rows: 24, columns: 80), (rows: 30, columns: 100)])
  func channelUnit(line: Int, size: (rows: Int, columns: Int)) throws {
    let keys = "Enter Enter Enter"
    for state in try states(line: line, keys: keys, rows: size.rows, columns: size.columns, count: 20) {
      let rows = rows(state)
      let total = try #require(rows.lastIndex { $0.contains("ReLU: max(0, ") })
      let parts = rows[6..<total].compactMap { PrintedNumber(in: $0, columns: 8..<16) }
      let sum = PrintedNumber(after: "max(0, ", in: rows[total])
      #expect(parts.count >= 10)
      #expect(
        parts.reduce(0) { $0 + $1.steps } == sum?.steps,
        "\(state.cursor):\n\(rows[5...total].joined(separator: "\n"))")
    }
  }

  @Test("the ledger of a dense unit adds up wherever it is scrolled", arguments: ["", "o"])
  func denseUnit(order: String) throws {
    var state = try Scene.ship.state(rows: 30, columns: 100, keys: "7 Enter Enter \(order) Home")
    for _ in 0..<12 {
      let rows = rows(state)
      let start = try #require(rows.firstIndex { $0.contains("of its 1,024") || $0.contains(": its 1,024") })
      let end = try #require(rows.firstIndex { $0.hasPrefix("  sum") || $0.hasPrefix("  ReLU: ") })
      let parts = rows[start + 1..<end].compactMap { PrintedNumber(in: $0, columns: 52..<62) }
      #expect(
        parts.reduce(0) { $0 + $1.steps } == PrintedNumber(after: "max(0, ", in: rows[end])?.steps,
        "\(rows[start...end].joined(separator: "\n"))")
      for _ in 0..<9 { _ = update(&state, .move(.page(by: 1))) }
    }
  }

  @Test("the line of a cell adds up", arguments: [1, 3, 5])
  func cellLine(line: Int) throws {
    for state in try states(line: line, keys: "Enter Enter", rows: 40, columns: 120, count: 40) {
      let row = rows(state)[38]
      let parts = ["products ", "bias ", "rounding "].compactMap { PrintedNumber(after: $0, in: row) }
      let before = try #require(PrintedNumber(after: "before ReLU ", in: row), "\(row)")
      #expect(parts.count >= 2)
      #expect(parts.reduce(0) { $0 + $1.steps } == before.steps, "\(row)")
    }
  }

  @Test("the equation of the network's screen adds up", arguments: [1, 3, 5])
  func equation(line: Int) throws {
    for state in try states(line: line, keys: "", rows: 60, columns: 200, count: 40) {
      let row = try #require(rows(state).first { $0.contains("→ ReLU →") })
      let sides = row.components(separatedBy: "  =")
      try #require(sides.count == 3, "\(row)")
      let parts = sides[1].split(separator: " ").compactMap { PrintedNumber(String($0)) }
      let total = PrintedNumber(String(sides[2].dropFirst(2).prefix { $0 != " " }))
      #expect(parts.count >= 2)
      #expect(parts.reduce(0) { $0 + $1.steps } == total?.steps, "\(row)")
    }
  }
}

/// A number as it stands on the screen, counted in steps of its last digit.
struct PrintedNumber {
  let steps: Int

  /// Reads `+0.884`, `= −1,024.500` or ` 0.000`, and `4e−4` as none of the column's steps; `nil` where there is something
  /// else.
  init?(_ text: String) {
    let digits = text.filter { !" =+,".contains($0) }.replacing("−", with: "-")
    if digits.contains("e-"), let small = Double(digits), small.magnitude < 5e-4 {
      steps = 0
      return
    }
    guard digits.contains("."), let steps = Int(digits.filter { $0 != "." }) else { return nil }
    self.steps = steps
  }

  /// Reads some columns of a row.
  init?(in row: String, columns: Range<Int>) {
    self.init(String(row.dropFirst(columns.lowerBound).prefix(columns.count)))
  }

  /// Reads what follows some words, up to a blank or a bracket.
  init?(after words: String, in row: String) {
    guard let start = row.firstRange(of: words)?.upperBound else { return nil }
    self.init(String(row[start...].prefix { $0 != " " && $0 != ")" }))
  }
}
