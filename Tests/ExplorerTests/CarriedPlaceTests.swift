import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// What `<` and `>` take along.
struct CarriedPlaceTests {
  private func state(_ network: TrainedNetwork, line: Int, depth: Depth = .map, at cursor: LayerCursor)
    -> ExplorerState
  {
    var state = Examples.state(network, line: line, depth: depth)
    state.cursor = cursor
    return state
  }

  @Test("> leads from a cell to the pooling cell that reads it, in the same map")
  func intoPooling() throws {
    var state = state(
      try Examples.reference(), line: 1, at: LayerCursor(channel: 9, row: 18, column: 27))
    state.press(">")
    #expect(state.place == "map 2 [9, 13, 9]")
  }

  @Test("< and > are no steps closer, so Esc undoes the step before them")
  func noStep() throws {
    var state = Examples.state(try Examples.reference(), line: 1)
    state.press("Enter Enter > < > Escape")
    #expect(state.place == "layer 1 [0]")
    state.press("Escape")
    #expect(state.place == "network 1")
  }

  @Test("< leads from a pooling cell into its window")
  func outOfPooling() throws {
    var state = state(try Examples.reference(), line: 2, at: LayerCursor(channel: 9, row: 9, column: 13))
    state.press("<")
    #expect(state.place == "map 1 [18, 26, 9]")
  }

  @Test("< leads from a convolution's cell to the middle of its window; its own map stays")
  func outOfConvolution() throws {
    var state = state(try Examples.reference(), line: 3, at: LayerCursor(channel: 11, row: 8, column: 11))
    state.press("<")
    #expect(state.place == "map 2 [9, 12, 0]")
  }

  @Test("> leads from a cell to a convolution's cell that has it in the middle, where there is one")
  func intoConvolution() throws {
    var state = state(try Examples.reference(), line: 2, at: LayerCursor(channel: 4, row: 9, column: 0))
    state.press(">")
    #expect(state.place == "map 3 [8, 0, 0]")
  }

  @Test("a cell that pooling never reads leads to the nearest cell")
  func neverRead() throws {
    var state = state(try Examples.reference(), line: 3, at: LayerCursor(channel: 1, row: 12, column: 12))
    state.press(">")
    #expect(state.place == "map 4 [5, 5, 1]")
  }

  @Test("from the last map to a line of numbers the depth changes")
  func depth() throws {
    var state = state(try Examples.reference(), line: 5, at: LayerCursor(channel: 1, row: 2, column: 3))
    state.press(">")
    #expect(state.place == "layer 6 [0]")
  }

  @Test("at the ends < and > say so")
  func ends() throws {
    var state = Examples.state(try Examples.small(), line: 0)
    state.press("<")
    #expect(state.notice == "this is the first line")
    state.press("End >")
    #expect(state.notice == "this is the last line")
    #expect(state.place == "network 5")
  }

  @Test(
    "wherever a window reads a cell, > leads to such a window and < to a cell inside it",
    arguments: Padding.allCases, 1...4)
  func sweep(padding: Padding, side: Int) throws {
    for strides in 1...4 {
      let border = padding.border(
        over: Shape(7, 6, 1), window: Size2D(square: side), strides: Size2D(square: strides))
      let blocks: [any BuildingBlock] = [
        Examples.convolution(side, from: 1, to: 2, strides: strides, padding: border),
        Examples.pooling(side, strides: strides, padding: border),
      ]
      for block in blocks { try expectWindows(block, "\(padding), side \(side), strides \(strides)") }
    }
  }

  private func expectWindows(_ kind: any BuildingBlock, _ what: String) throws {
    let network = try Examples.network([Input(Shape(7, 6, 1)), kind])
    let grid = try #require(kind.block.grid(over: network.inputShape))
    for row in 0..<7 {
      for column in 0..<6 {
        var state = state(network, line: 0, at: LayerCursor(row: row, column: column))
        state.press(">")
        let rows = grid.rows.stops(covering: row)
        let columns = grid.columns.stops(covering: column)
        #expect(rows.isEmpty || rows.contains(state.cursor.row), "\(what): row \(row)")
        #expect(columns.isEmpty || columns.contains(state.cursor.column), "\(what): column \(column)")
        #expect((0..<network.shapes[1][0]).contains(state.cursor.row), "\(what): row \(row)")
        #expect((0..<network.shapes[1][1]).contains(state.cursor.column), "\(what): column \(column)")
        let stop = state.cursor
        state.press("<")
        #expect(grid.rows.places(at: stop.row).contains(state.cursor.row), "\(what): stop \(stop)")
        #expect(grid.columns.places(at: stop.column).contains(state.cursor.column), "\(what): stop \(stop)")
      }
    }
  }
}
