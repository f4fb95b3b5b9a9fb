import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// The picture of the network, one column a layer.
struct StripLayoutTests {
  /// A convolution, a pooling and so on, then lines of numbers.
  private func network(layers count: Int, side: Int) throws -> TrainedNetwork {
    var kinds: [any BuildingBlock] = [Input(Shape(side, side, 3))]
    var channels = 3
    var extent = side
    while kinds.count < count {
      if kinds.count.isMultiple(of: 3), extent >= 8 {
        kinds.append(Examples.pooling(2))
        extent /= 2
      } else {
        let filters = [4, 16, 40, 70][kinds.count % 4]
        let kernel = Tensor(Shape(1, 1, channels, filters), repeating: 1)
        kinds.append(LearnedConv2D(weight: kernel, bias: nil))
        channels = filters
      }
    }
    if count > 4 {
      kinds[count - 2] = Flatten()
      let before = try Examples.network(Array(kinds.prefix(count - 1)))
      kinds[count - 1] = LearnedDense(
        weight: Tensor(Shape(before.outputShape.count, 10), repeating: 1), bias: nil)
    }
    return try Examples.network(kinds)
  }

  private func expectOrder(_ strip: StripLayout, _ state: ExplorerState, _ what: String) {
    #expect(strip.items.contains { $0.line == min(state.line, state.model.lines.count - 1) }, "\(what)")
    #expect(strip.area.rows.upperBound <= state.rows - 1, "\(what)")
    #expect(strip.area.columns.upperBound <= state.columns, "\(what)")
    var end = strip.area.column
    for item in strip.items {
      #expect(item.column > end || end == strip.area.column, "\(what): line \(item.line) touches another")
      end = item.column + max(item.width + item.sheets, item.caption.count)
      #expect(
        end <= strip.area.columns.upperBound,
        "\(what): line \(item.line) ends at \(end) of \(strip.area.columns.upperBound)")
      #expect(item.height <= 2 * strip.mapRows.count, "\(what): line \(item.line) is \(item.height) high")
    }
    let lines = strip.items.map(\.line)
    #expect(lines == Array((lines.first ?? 0)..<(lines.first ?? 0) + lines.count), "\(what): \(lines)")
  }

  @Test(
    "all columns lie inside the strip and none touches another",
    arguments: [2, 3, 5, 12, 40], [20, 24, 60])
  func inside(layers: Int, rows: Int) throws {
    for side in [5, 32] {
      let network = try network(layers: layers, side: side)
      for columns in [60, 75, 80, 99, 100, 120, 180, 300] {
        for line in [0, layers - 1] {
          let state = Examples.state(network, rows: rows, columns: columns, line: line)
          let strip = try #require(Layout(state).strip)
          expectOrder(strip, state, "\(layers) layers from \(side) at \(columns)×\(rows), line \(line)")
        }
      }
    }
  }

  @Test(
    "the reference network is shown whole, at half size until there is room for its own",
    arguments: [(24, 80, MapScale.shrunk(2)), (40, 120, .shrunk(2)), (60, 200, .actual)])
  func reference(rows: Int, columns: Int, scale: MapScale) throws {
    let state = Examples.state(try Examples.reference(), rows: rows, columns: columns)
    let strip = try #require(Layout(state).strip)
    #expect(strip.scale == scale)
    #expect(strip.items.map(\.line) == Array(0..<9))
    let captions = [
      "32×32×3", "30×30×32", "15×15×32", "13×13×64", "6×6×64", "4×4×64", "1024", "64", "10",
    ]
    #expect(strip.items.map(\.caption) == captions)
    for item in strip.items.prefix(6) {
      let shape = state.model.network?.shapes[item.line].extents ?? []
      #expect(item.width == scale.pixels(shape[1]) && item.height == scale.pixels(shape[0]), "\(item)")
    }
  }

  @Test(
    "of a deep network the selected layer and the one that it reads are in view with a few others, not too small",
    arguments: [80, 120, 178])
  func deep(columns: Int) throws {
    let network = try network(layers: 40, side: 224)
    for line in [0, 1, 20, 39] {
      let state = Examples.state(network, rows: 40, columns: columns, line: line)
      let strip = try #require(Layout(state).strip)
      let lines = strip.items.map(\.line)
      #expect(lines.contains(line) && lines.contains(max(0, line - 1)))
      #expect(lines.count >= 4 && lines == Array(lines[0]...(lines.last ?? 0)))
      #expect(strip.scale == .actual || strip.items.contains { $0.width >= 10 }, "\(strip.scale)")
    }
  }

  @Test("marks beside a map stand for as many maps as are said")
  func marks() throws {
    for (rows, columns) in [(24, 80), (60, 200)] {
      let state = Examples.state(try Examples.reference(), rows: rows, columns: columns)
      let strip = try #require(Layout(state).strip)
      #expect(strip.items.map(\.sheets) == [0, 1, 1, 2, 2, 2, 0, 0, 0])
    }
    #expect(
      StripLayout.wordsOfMarks == "One ▕ = up to 32 maps more like it, ▕▕▕▕ = over 96.")
  }
}
