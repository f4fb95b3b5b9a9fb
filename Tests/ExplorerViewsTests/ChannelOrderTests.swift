import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Foundation
import Tensors
import TestSupport
import Testing

@Suite("the colours of a picture that a network reads in another order")
struct ChannelOrderTests {
  /// The samples of every pixel: full red, half green, a quarter of blue.
  private static let samples: [Float] = [1, 0.5, 0.25]

  /// A network that reads 9×9 pixels of one colour, at a line and a depth.
  private func rows(
    _ order: ChannelOrder, isInverted: Bool = false, line: Int, _ depth: Depth, channel: Int = 0
  ) throws -> [String] {
    let weight = Tensor.random(Shape(3, 3, 3, 2), seed: 3)
    let kinds: [any BuildingBlock] = [
      Input(Shape(9, 9, 3)), LearnedConv2D(weight: weight, bias: [0.5, 0.25]), Flatten(),
    ]
    let network = try TrainedNetwork(
      layers: kinds.enumerated().map { index, kind in
        TestLayer(
          name: ["input", "conv2d", "flatten"][index], block: kind, inputs: index == 0 ? [] : [index - 1])
      })
    let preprocessing = Preprocessing(channelOrder: order, isInverted: isInverted)
    let samples = Tensor(Shape(9, 9, 3), (0..<243).map { Self.samples[$0 % 3] })
    let pass = try Trace(network, input: preprocessing.input(samples))
    let model = ExplorerModel(
      title: DisplayText("a.keras"), trained: network, classes: [], preprocessing: preprocessing)
    var state = ExplorerState(
      model: model, pictures: [PictureSlot(name: DisplayText("a.ppm"))], rows: 40, columns: 120)
    let picture = ShownPicture(size: Size2D(square: 9), samples: samples)
    state.receiveFirst(Evaluation(trace: pass, picture: picture), picture: 0)
    (state.line, state.depth) = (line, depth)
    state.cursor = LayerCursor(channel: channel, row: 3, column: 4)
    return view(state).grid.text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The rows of a screen that begin with some words, in their order.
  private func names(_ rows: [String], _ words: [String]) -> [String] {
    rows.compactMap { row in words.first { row.drop { $0 == " " || $0 == "▸" }.hasPrefix($0 + " ") } }
  }

  private let colours = ["red", "green", "blue"]

  @Test(
    "a patch has the names in the network's order, and each the numbers of its own colour",
    arguments: ChannelOrder.allCases)
  func patch(order: ChannelOrder) throws {
    let rows = try rows(order, line: 1, .unit)
    let found = names(rows, colours)
    #expect(found == (order == .bgr ? colours.reversed() : colours))
    for (colour, number) in zip(colours, ["1.00", "0.50", "0.25"]) {
      let row = try #require(rows.first { $0.hasPrefix(colour + " ") })
      #expect(row.contains(number), "\(row)")
    }
  }

  @Test("beside a map the patch has their initials", arguments: ChannelOrder.allCases)
  func reading(order: ChannelOrder) throws {
    let rows = try rows(order, line: 1, .map)
    for (initial, number) in zip(["R", "G", "B"], ["1.00", "0.50", "0.25"]) {
      #expect(rows.contains { $0.hasPrefix("\(initial) \(number)") }, "\(rows.joined(separator: "\n"))")
    }
  }

  @Test("a filter's kernels have the names in the network's order", arguments: ChannelOrder.allCases)
  func kernels(order: ChannelOrder) throws {
    let rows = try rows(order, line: 1, .layer)
    let heading = try #require(rows.first { $0.contains("green kernel") })
    let places = try colours.map { try #require(heading.range(of: "\($0) kernel")).lowerBound }
    #expect(places == (order == .bgr ? places.sorted(by: >) : places.sorted()))
  }

  @Test("a number of the input has the name and the sample of its colour", arguments: ChannelOrder.allCases)
  func pixel(order: ChannelOrder) throws {
    let rows = try rows(order, line: 0, .unit)
    let first = order == .bgr ? "blue" : "red"
    #expect(rows.contains { $0.contains("A number of the picture: row 3, column 4, \(first)") })
    for (colour, number) in zip(colours, ["1.0000", "0.5000", "0.2500"]) {
      #expect(rows.contains { $0.contains(colour) && $0.contains(number) }, "\(colour)")
    }
    if order == .bgr { #expect(rows.contains { $0.contains("0.25 = 0.25") }) }
  }

  @Test("the maps of the input have the names of their colours", arguments: ChannelOrder.allCases)
  func maps(order: ChannelOrder) throws {
    for (channel, colour) in (order == .bgr ? colours.reversed() : colours).enumerated() {
      let rows = try rows(order, line: 0, .map, channel: channel)
      #expect(rows[0].contains("input › \(colour)"), "\(rows[0])")
    }
  }

  @Test("an inverted picture's numbers are 1 less its samples, and the formula says so")
  func inverted() throws {
    let rows = try rows(.bgr, isInverted: true, line: 0, .unit)
    #expect(rows.contains { $0.contains("1 − 0.25 = 0.75") })
    #expect(rows.contains { $0.contains("blue") && $0.contains("0.7500") })
    let patch = try self.rows(.bgr, isInverted: true, line: 1, .unit)
    #expect(patch.contains { $0.hasPrefix("green ") && $0.contains("0.50") })
    #expect(patch.contains { $0.hasPrefix("red ") && $0.contains("0.00") })
  }
}
