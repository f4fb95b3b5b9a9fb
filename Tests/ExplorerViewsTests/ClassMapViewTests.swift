import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Tensors
import TestSupport
import Testing

/// What the screens of a segmentation's output say of which channel is the largest where.
struct ClassMapViewTests {
  /// A network that gives out its input's two channels, on the output's screen.
  private func state(_ values: [Float], rows: Int = 40, columns: Int = 120) throws -> ExplorerState {
    let same = Tensor(Shape(1, 1, 2, 2), [1, 0, 0, 1])
    let network = try TrainedNetwork(
      chain: [Input(Shape(2, 2, 2)), LearnedConv2D(weight: same, bias: nil)])
    let pass = try Trace(network, input: Tensor(Shape(2, 2, 2), values))
    var state = Subject.state(pass, rows: rows, columns: columns)
    for move: Move in [.line(1), .closer] { _ = update(&state, .move(move)) }
    return state
  }

  @Test("the legend has each channel with its share of the places, and says where channels are equal")
  func ties() throws {
    for (rows, columns) in [(40, 120), (24, 80), (60, 200)] {
      let text = view(try state([1, 2, 3, 3, 5, 4, 7, 8], rows: rows, columns: columns)).grid.text()
      #expect(text.contains("the largest of 2 channels"), "\(text)")
      #expect(text.contains(/aa channel 0 +2 of 4/) && text.contains(/bb channel 1 +2 of 4/), "\(text)")
      #expect(text.contains("ties at 1 place: the first counts") && !text.contains("NaN"), "\(text)")
    }
  }

  @Test("a place with NaN is not finite, and counted")
  func spoiled() throws {
    let text = view(try state([1, 2, 3, .nan, 5, 4, 7, 8])).grid.text()
    #expect(text.contains("! NaN at 1 place"), "\(text)")
    #expect(text.contains(/aa channel 0 +1 of 4/) && text.contains(/bb channel 1 +2 of 4/), "\(text)")
  }

  @Test("the classes have their names, and colours of their own")
  func colours() throws {
    let grid = view(try Scene.segmented.state(rows: 40, columns: 120, keys: "6 Enter")).grid
    let categories = Set(
      grid.cells.compactMap { cell -> UInt8? in
        guard case .pixels(.tone(.category(let category)), _) = cell.content else { return nil }
        return category
      })
    #expect(categories == [0, 1, 2, 3])
    for name in ["ground", "road", "sky", "tree"] { #expect(grid.text().contains(" \(name) ")) }
  }

  @Test("of more channels than colours the others are counted together")
  func others() throws {
    let text = view(try Scene.segmentedFinely.state(rows: 40, columns: 120, keys: "6 Enter")).grid.text()
    #expect(text.contains(/~~ \d+ others +\d+ of 768/), "\(text)")
  }

  @Test("nothing is said of places that are not computed yet")
  func stepping() throws {
    let text = view(try Scene.segmented.state(rows: 40, columns: 120, keys: "6 Enter s")).grid.text()
    #expect(text.contains("768 not yet computed") && !text.contains(/\d of 768(?! computed)/), "\(text)")
  }

  @Test("plain mode lists how often each channel is the largest, behind the maps")
  func plain() throws {
    var session = PlainSession(try state([1, 2, 3, 3, 5, 4, .nan, 8]))
    let lines = session.run("maps").lines
    let start = try #require(lines.firstIndex(of: "The largest of 2 channels at each place:"), "\(lines)")
    #expect(
      lines[start...].dropFirst() == [
        "channel 0: 2 of 4.", "channel 1: 1 of 4.",
        "At 1 place several are equal, and the first counts.", "At 1 place a number is NaN.",
      ])
  }
}
