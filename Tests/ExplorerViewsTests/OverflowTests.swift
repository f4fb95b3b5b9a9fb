import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Tensors
import TestSupport
import Testing

/// Sums that leave the range of `Float`, or hold numbers that are not finite.
struct OverflowTests {
  /// A network of one layer that adds a weight for each number of an input of ones.
  private func state(_ kind: any BuildingBlock, _ input: Shape, columns: Int) throws -> ExplorerState {
    let picture = input.rank == 3 ? input : Shape(1, input.count, 1)
    let kinds: [any BuildingBlock] = [Input(picture)] + (input.rank == 3 ? [] : [Flatten()]) + [kind]
    let layers = kinds.enumerated().map { index, kind in
      TestLayer(name: "layer\(index)", block: kind, inputs: index == 0 ? [] : [index - 1])
    }
    let pass = try Trace(TrainedNetwork(layers: layers), input: Tensor(picture, repeating: 1))
    return Subject.state(pass, rows: 45, columns: columns)
  }

  private func unit(_ kind: any BuildingBlock, _ input: Shape, columns: Int) throws -> String {
    var state = try state(kind, input, columns: columns)
    let unit =
      input.rank == 3 ? UnitAddress(layer: 1, position: [0, 0, 0]) : UnitAddress(layer: 2, position: [0])
    _ = update(&state, .move(.place(.unit(unit))))
    return view(state).grid.text()
  }

  private static let sums: [(name: String, input: Shape, channels: Int)] = [
    ("few channels", Shape(2, 2, 3), 3), ("many channels", Shape(2, 2, 8), 8),
  ]

  @Test("a sum that leaves the range of Float says so, and what it would be", arguments: [80, 120, 200])
  func overflow(columns: Int) throws {
    for sum in Self.sums {
      let convolution = LearnedConv2D(
        weight: Tensor(Shape(2, 2, sum.channels, 1), repeating: 1e38), bias: [0], activationFunction: .relu)
      let text = try unit(convolution, sum.input, columns: columns)
      #expect(text.contains("beyond"), "\(sum.name):\n\(text)")
      #expect(text.contains(sum.channels == 3 ? "1.20e39" : "3.20e39"), "\(sum.name):\n\(text)")
      #expect(text.contains("= ∞"), "\(sum.name):\n\(text)")
    }
    let dense = LearnedDense(weight: Tensor(Shape(6, 2), repeating: 1e38), bias: nil)
    let text = try unit(dense, Shape(6), columns: columns)
    #expect(text.contains("beyond the range of Float") && text.contains("6.00e38"), "\(text)")
  }

  @Test("a sum of NaN or ∞ says that such numbers are among its terms", arguments: [Float.nan, .infinity])
  func spoiled(value: Float) throws {
    for sum in Self.sums {
      var weight = Tensor(Shape(2, 2, sum.channels, 1), repeating: 1)
      weight.values[3] = value
      let text = try unit(LearnedConv2D(weight: weight, bias: nil), sum.input, columns: 120)
      #expect(text.contains("NaN or ∞"), "\(sum.name):\n\(text)")
      #expect(!text.contains("beyond"), "\(sum.name):\n\(text)")
    }
  }

  @Test("the cell of a map whose sum leaves the range of Float says so")
  func cell() throws {
    let convolution = LearnedConv2D(weight: Tensor(Shape(2, 2, 3, 1), repeating: 1e38), bias: nil)
    var state = try state(convolution, Shape(4, 4, 3), columns: 120)
    for move: Move in [.line(1), .closer, .closer] { _ = update(&state, .move(move)) }
    let text = view(state).grid.text()
    #expect(text.contains("beyond Float +1.20e39"), "\(text)")
    #expect(text.contains("no finite number"), "\(text)")
  }

  @Test("no place in an order is given among numbers of which one is NaN")
  func ranks() throws {
    var weight = Tensor(Shape(1, 1, 1, 1), repeating: 1)
    var input = Tensor.random(Shape(4, 4, 1), seed: 3)
    func text() throws -> String {
      let layers = [
        TestLayer(name: "input", block: Input(Shape(4, 4, 1)), inputs: []),
        TestLayer(name: "sum", block: LearnedConv2D(weight: weight, bias: nil), inputs: [0]),
      ]
      var state = Subject.state(
        try Trace(TrainedNetwork(layers: layers), input: input), rows: 40, columns: 120)
      for move: Move in [.line(1), .closer, .closer, .first] { _ = update(&state, .move(move)) }
      return view(state).grid.text()
    }
    #expect(try text().contains(" of 16"))
    weight.values[0] = 2
    input.values[9] = .nan
    #expect(try !text().contains("th of 16") && !text().contains("st of 16"))
  }

  @Test("columns of very large numbers are closed in the digits that are printed")
  func rounding() {
    #expect(NumberText.rounding(of: [1e38, 2e38], total: 3e38, decimals: 3) == nil)
    #expect(NumberText.rounding(of: [1.004e38, 1.004e38], total: 2.008e38, decimals: 3) == "+1.00e36")
    #expect(NumberText.rounding(of: [2e7, 0.001], total: 20_000_000.001, decimals: 3) == nil)
    #expect(NumberText.rounding(of: [1e38, -1e38, 5], total: 5, decimals: 3) == nil)
    let long = [123_456_789.123, 0.004]
    #expect(NumberText.rounding(of: long, total: 123_456_789.127, decimals: 2, allPlaces: true) == "+0.01")
  }
}
