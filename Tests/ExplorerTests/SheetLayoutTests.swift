import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// How many maps stand where, and how large.
struct SheetLayoutTests {
  /// What a sheet looks like, in short: `¼, 8 a line, 32 of 32, labels`.
  private func summary(_ sheet: SheetLayout?, of count: Int) -> String {
    guard let sheet else { return "none" }
    return "\(sheet.scale.text), \(sheet.perLine) a line, \(sheet.pageSize) of \(count)"
      + (sheet.hasLabels ? ", labels" : "")
  }

  private func sheet(_ state: ExplorerState) -> String {
    summary(Layout(state).sheet, of: state.channelCount)
  }

  @Test(
    "the maps of the reference network stand as many a line and as large as they were drawn",
    arguments: [
      (
        line: 1, small: "¼, 8 a line, 32 of 32", middle: "⅓, 8 a line, 32 of 32, labels",
        large: "½, 8 a line, 32 of 32, labels"
      ),
      (
        line: 2, small: "½, 8 a line, 32 of 32", middle: "½, 8 a line, 32 of 32, labels",
        large: "×1, 8 a line, 32 of 32, labels"
      ),
      (
        line: 3, small: "½, 8 a line, 32 of 64", middle: "½, 8 a line, 64 of 64",
        large: "½, 16 a line, 64 of 64, labels"
      ),
      (
        line: 4, small: "×1, 8 a line, 32 of 64", middle: "×1, 8 a line, 64 of 64",
        large: "×2, 8 a line, 64 of 64"
      ),
      (
        line: 5, small: "×1, 13 a line, 64 of 64", middle: "×1, 16 a line, 64 of 64, labels",
        large: "×2, 16 a line, 64 of 64, labels"
      ),
    ])
  func reference(line: Int, small: String, middle: String, large: String) throws {
    let network = try Examples.reference()
    func found(_ rows: Int, _ columns: Int) -> String {
      sheet(Examples.state(network, rows: rows, columns: columns, line: line, depth: .layer))
    }
    #expect(found(24, 80) == small)
    #expect(found(40, 120) == middle)
    #expect(found(60, 200) == large)
  }

  @Test("few maps stand as many a line as make them largest")
  func fewMaps() throws {
    let network = try Examples.network([
      Input(Shape(64, 64, 3)), Examples.convolution(1, from: 3, to: 8), Flatten(),
    ])
    func found(_ rows: Int, _ columns: Int) -> SheetLayout? {
      Layout(Examples.state(network, rows: rows, columns: columns, line: 1, depth: .layer)).sheet
    }
    let small = try #require(found(24, 80))
    #expect(small.mapWidth == 16 && small.perLine == 4)
    let narrow = try #require(found(30, 72))
    #expect(narrow.mapWidth >= small.mapWidth)
  }

  @Test("below the network there is a sheet where there is room for it")
  func network() throws {
    let network = try Examples.reference()
    func found(_ rows: Int, _ columns: Int) -> String {
      sheet(Examples.state(network, rows: rows, columns: columns, line: 1))
    }
    #expect(found(24, 80) == "none")
    #expect(found(31, 100) == "⅓, 12 a line, 8 of 32")
    #expect(found(28, 100) == "none")
    #expect(found(40, 120) == "¼, 12 a line, 32 of 32")
    #expect(found(60, 200) == "½, 8 a line, 32 of 32")
  }

  @Test("there is no sheet of a line of numbers, nor beside a single map", arguments: [6, 7, 8, 9])
  func none(line: Int) throws {
    let network = try Examples.reference()
    #expect(Layout(Examples.state(network, line: line, depth: .layer)).sheet == nil)
    #expect(Layout(Examples.state(network, line: 1, depth: .map)).sheet == nil)
  }

  @Test("the page shown is the one with the selected map", arguments: [0, 31, 32, 63])
  func pages(channel: Int) throws {
    var state = Examples.state(try Examples.reference(), line: 3, depth: .layer)
    state.cursor.channel = channel
    let sheet = try #require(Layout(state).sheet)
    #expect(sheet.channels == channel / 32 * 32..<channel / 32 * 32 + 32)
  }

  @Test("on every screen all maps of a page lie inside the sheet, and none touches another")
  func inside() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<150 {
      let height = Int.random(in: 1...60, using: &generator)
      let width = Int.random(in: 1...60, using: &generator)
      let count = Int.random(in: 1...130, using: &generator)
      let pooling = Pooling2D(.maximum, poolSize: Size2D(square: 1))
      let network = try Examples.network([Input(Shape(height, width, count)), pooling])
      var state = Examples.state(
        network, rows: Int.random(in: 20...70, using: &generator),
        columns: Int.random(in: 60...220, using: &generator), line: 1, depth: .layer)
      state.cursor.channel = Int.random(in: 0..<count, using: &generator)
      let what = "\(count) maps of \(height)×\(width) at \(state.columns)×\(state.rows)"
      guard let sheet = Layout(state).sheet else {
        Issue.record("\(what) have no sheet")
        continue
      }
      expectOrder(sheet, Layout(state), selected: state.cursor.channel, what)
    }
  }

  private func expectOrder(_ sheet: SheetLayout, _ layout: Layout, selected: Int, _ what: String) {
    #expect(sheet.channels.contains(selected), "\(what)")
    #expect(sheet.area.columns.upperBound <= layout.columns, "\(what)")
    #expect(sheet.area.row > layout.ruleRow && sheet.area.rows.upperBound <= layout.hintRow, "\(what)")
    var taken: Set<[Int]> = []
    for channel in sheet.channels {
      let origin = sheet.origin(of: channel)
      #expect(origin.column > sheet.area.column, "\(what): map \(channel)")
      #expect(origin.column + sheet.mapWidth <= sheet.area.columns.upperBound, "\(what): map \(channel)")
      #expect(origin.halfRow >= 2 * sheet.area.row, "\(what): map \(channel)")
      #expect(origin.halfRow + sheet.mapHeight <= 2 * sheet.area.rows.upperBound, "\(what): map \(channel)")
      // A map with the gutter at its right and below it.
      for row in 0...sheet.mapHeight {
        for column in 0...sheet.mapWidth {
          let isNew = taken.insert([origin.halfRow + row, origin.column + column]).inserted
          if !isNew {
            Issue.record("\(what): map \(channel) touches another")
            return
          }
        }
      }
    }
  }
}
