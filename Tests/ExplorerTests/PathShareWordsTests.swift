import ConvNet
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// What is said of a path that carries a part of a number, and where none can be told.
struct PathShareWordsTests {
  private func chain(_ blocks: [any BuildingBlock]) throws -> TrainedNetwork {
    try TrainedNetwork(chain: blocks) { $0 == 0 ? "input" : "layer\($0)" }
  }

  /// The sentences of the path of largest products from the first unit of the last layer.
  private func sentences(
    _ blocks: [any BuildingBlock], _ input: Tensor, holding holds: [Hold] = [], owner: String? = nil
  ) throws -> [String] {
    let trace = try Trace(chain([Input(input.shape)] + blocks), input: input, holding: holds)
    let path = trace.largestPath(from: UnitAddress(layer: blocks.count, position: [0]))
    return try trace.share(ofPath: path).sentences(ofPath: path, in: trace, owner: owner)
  }

  private func dense(_ rows: Int, _ weights: [Float], _ function: ActivationFunction = .linear)
    -> LearnedDense
  {
    LearnedDense(
      weight: Tensor(Shape(rows, weights.count / rows), weights), bias: nil, activationFunction: function)
  }

  @Test("a path says its product, its share, that it is one of many, and what all of them make")
  func product() throws {
    #expect(
      try sentences([dense(2, [0.5, -1]), dense(1, [4])], Tensor(Shape(2), [10, 1]), owner: "ship") == [
        "This path gives 10.000 × +0.500 × +4.000 = +20.00: 125.0 % of ship's 16.000.",
        "It is 1 of 2 paths.",
        "All paths and the biases' share make 100 %; some are negative.",
      ])
    #expect(
      try sentences([dense(2, [0.5, 0.5, 1, 1]), dense(2, [1, 1])], Tensor(Shape(2), [1, 1])) == [
        "This path gives +1.00: 33.3 % of 3.000.", "It is 1 of 4 paths: 2·2.",
        "All paths and the biases' share make 100 %; a path can be negative.",
      ])
  }

  @Test("poolings say that they pass only their winner on, and what is held is named beside the biases")
  func poolings() throws {
    let blocks: [any BuildingBlock] = [
      Pooling2D(.maximum, poolSize: Size2D(square: 2)), Flatten(), dense(1, [2], .sigmoid),
    ]
    let hold = Hold(layer: 0, .unit([0, 0, 0]), at: 0)
    let words = try sentences(blocks, Tensor(Shape(2, 2, 1), [1, 2, 3, 4]), holding: [hold])
    #expect(
      words == [
        "This path gives 4.0000 × +2.000 = +8.00: 100 % of 8.000, the sum before sigmoid.",
        "It is the only path.",
        "All paths, the biases' share and what is held make 100 %; a path can be negative.",
      ])
    let two = try sentences(
      [Pooling2D(.maximum, poolSize: Size2D(height: 1, width: 2)), Flatten(), dense(2, [1, 1])],
      Tensor(Shape(1, 4, 1), [1, 2, 3, 4]))
    #expect(two[1] == "It is 1 of 2 paths; each pooling passes only its winner on.")
  }

  @Test("counts that are not exact are said to be about, or more than there is a number for")
  func large() throws {
    // 501 inputs count for a half and 499 against it: what comes out is 1 again.
    let weights = (0..<1_000_000).map { Float($0 < 501_000 ? 0.5 : -0.5) }
    let wide = Array(repeating: dense(1_000, weights), count: 110)
    let ones = Tensor(Shape(1_000), repeating: 1)
    #expect(
      try sentences(Array(wide.prefix(5)), ones)[1].hasPrefix(
        "It is 1 of 1,000,000,000,000,000 paths: 1,000·"))
    #expect(try sentences(Array(wide.prefix(6)), ones)[1] == "It is 1 of about 1.00e18 paths.")
    let all = try sentences(wide, ones)
    #expect(all[1] == "It is 1 of more than 1.79e308 paths.")
    #expect(all[0] == "This path gives +7.7e−34: < 0.001 % of 1.000.")
  }

  @Test("why no share can be given has a sentence for each reason")
  func refused() throws {
    let network = try chain([Input(Shape(2)), dense(2, [1, 1])]).network
    let reasons: [(NoPathShare, String)] = [
      (
        .function(layer: 1, .sigmoid),
        "sigmoid of layer1 is no straight line, so it multiplies by no number"
      ),
      (.product(layer: 1), "layer1 multiplies numbers of the picture with each other"),
      (.spread(layer: 1), "layer1 divides by the spread of the very numbers that it reads"),
      (
        .end(UnitAddress(layer: 1, position: [0])), "it ends at layer1[0], which is no number of the picture"
      ),
      (.total(0), "the sum is 0, and nothing is a part of that"), (.total(.nan), "the sum is NaN"),
      (.total(-.infinity), "the sum is −∞"),
      (.outOfRange, "what it gives is NaN, ∞, or too small for a number"),
    ]
    for (error, reason) in reasons {
      #expect(error.words(in: network) == "No share of this path can be given: \(reason).")
    }
  }
}
