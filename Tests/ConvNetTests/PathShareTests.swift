import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// What single paths give of a number, and all of them together.
struct PathShareTests {
  /// All that a unit's number is made of, added up path by path, and how many paths there are.
  private struct Sum {
    var amount = 0.0
    var paths = 0
    /// What comes from biases and other summands, and from numbers that are held.
    var rest = 0.0
  }

  /// Follows every path from a unit down, by what its explanation multiplies and adds.
  private func everyPath(of trace: Trace, from path: [UnitAddress], factor: Double, _ sum: inout Sum) throws {
    let unit = try #require(path.last)
    let explanation = try #require(trace.explain(unit))
    let value = Double(path.count == 1 ? explanation.preActivation : explanation.value)
    if unit.layer == 0, !trace.isHeld(unit) {
      let share = try trace.share(ofPath: path)
      #expect(abs(share.amount - value * factor) <= 1e-9)
      (sum.amount, sum.paths) = (sum.amount + share.amount, sum.paths + 1)
      return
    }
    let before = Double(explanation.preActivation)
    let slope =
      path.count == 1 ? 1 : try #require(explanation.activationFunction.slope(at: explanation.preActivation))
    sum.rest += factor * (slope * summand(of: explanation.form) + value - slope * before)
    let sources = trace.sources(of: explanation.form, ofLayer: unit.layer)
    for (source, weight) in sources {
      try everyPath(of: trace, from: path + [source], factor: factor * slope * weight, &sum)
    }
  }

  /// What is added to the numbers that a form is made of.
  private func summand(of form: Explanation.Form) -> Double {
    switch form {
    case .weightedSum(let sum): Double(sum.bias ?? 0)
    case .elementwise(let way): Elementwise(place: way.place, input: 0, steps: way.steps).value
    case .held(let hold): Double(hold.value)
    case .given, .padding, .moved, .windowMaximum, .windowAverage, .merged: 0
    }
  }

  private func expectWhole(_ trace: Trace, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let last = trace.network.layers.count - 1
    for index in 0..<trace.network.outputShape.count {
      let unit = UnitAddress(layer: last, position: trace.network.outputShape.indices(ofOffset: index))
      var sum = Sum()
      try everyPath(of: trace, from: [unit], factor: 1, &sum)
      let total = Double(trace.preActivations[last].values[index])
      #expect(abs(sum.amount + sum.rest - total) <= 1e-5 * max(1, abs(total)), sourceLocation: sourceLocation)
      #expect(trace.pathCount(to: unit) == Double(sum.paths), sourceLocation: sourceLocation)
      #expect(sum.paths > 0, sourceLocation: sourceLocation)
    }
  }

  private func small(seed: UInt64) throws -> TrainedNetwork {
    let two = Size2D(square: 2)
    return try SmallNetworks.chain(
      Shape(5, 5, 2),
      [
        SmallNetworks.convolution(two, from: 2, to: 2, padding: .keepingExtents(two), seed: seed),
        Pooling2D(.maximum, poolSize: two),
        LearnedBatchNormalization(
          mean: [0.1, -0.2], variance: [0.5, 2], gamma: [1.5, -1], beta: [0.3, 0.1]),
        Pooling2D(.average, poolSize: two, strides: Size2D(square: 1)),
        Flatten(), SmallNetworks.dense(from: 2, to: 3, .leakyReLU(negativeSlope: 0.25), seed: seed + 2),
        SmallNetworks.dense(from: 3, to: 2, .softmax, seed: seed + 4),
      ])
  }

  @Test("all paths and what biases give make every logit, path by path", arguments: UInt64(1)...4)
  func whole(seed: UInt64) throws {
    let network = try small(seed: seed)
    try expectWhole(Trace(network, input: .random(network.network.inputShape, seed: seed + 9)))
  }

  @Test("of a mean over hundreds of thousands of numbers each has its share, and all make one")
  func largeMean() throws {
    let places = (0..<300_000).map {
      WindowPlace(position: [$0, 0, 0], isOutside: $0.isMultiple(of: 3), value: 1)
    }
    let sources = try #require(
      Explanation.Form.windowAverage(WindowAverage(places: places)).linearSources)
    #expect(sources.count == 200_000 && sources.allSatisfy { $0.factor == 1.0 / 200_000 })
  }

  @Test("so they do through branches that are added, subtracted, averaged, joined, and compared")
  func branches() throws {
    for operation: Merge.Operation in [.add, .subtract, .average, .maximum, .minimum] {
      let network = try TrainedNetwork(layers: [
        TestLayer(name: "input", block: Input(Shape(2, 3, 2)), inputs: []),
        TestLayer(
          name: "left", block: SmallNetworks.convolution(Size2D(square: 1), from: 2, to: 2), inputs: [0]),
        TestLayer(name: "merge", block: MergeLayer(operation), inputs: [1, 0]),
        TestLayer(name: "twice", block: MergeLayer(.add), inputs: [2, 2]),
        TestLayer(name: "join", block: Concatenate(), inputs: [3, 0]),
        TestLayer(name: "global", block: GlobalPooling2D(.average), inputs: [4]),
        TestLayer(name: "dense", block: SmallNetworks.dense(from: 4, to: 2), inputs: [5]),
      ])
      try expectWhole(Trace(network, input: .random(Shape(2, 3, 2), seed: 3)))
    }
  }

  @Test("a number that is held counts with the biases, and no path leads through it")
  func held() throws {
    let network = try small(seed: 5)
    let holds = [Hold(layer: 1, .map(0), at: 0.5), Hold(layer: 0, .unit([1, 1, 1]), at: 2)]
    let trace = try Trace(network, input: .random(network.network.inputShape, seed: 1), holding: holds)
    try expectWhole(trace)
    let pixel = UnitAddress(layer: 0, position: [1, 1, 1])
    #expect(throws: NoPathShare.end(pixel)) { try trace.share(ofPath: [pixel]) }
  }

  @Test("counts without explanations are those of the explanations, in groups, at a border, and map by map")
  func counts() throws {
    let three = Size2D(square: 3)
    let depthwise = LearnedDepthwiseConv2D(
      weight: .random(Shape(2, 2, 2, 2), seed: 2), bias: nil, strides: Size2D(height: 1, width: 2))
    let network = try SmallNetworks.chain(
      Shape(4, 5, 2),
      [
        LearnedConv2D(
          weight: .random(Shape(3, 3, 1, 2), seed: 1), bias: nil, padding: .keepingExtents(three), groups: 2),
        depthwise, SmallNetworks.dense(from: 4, to: 2),
        ZeroPadding2D(Border(top: 1, bottom: 0, left: 0, right: 1)),
        UpSampling2D(size: Size2D(square: 2)),
        SmallNetworks.convolution(Size2D(height: 3, width: 4), from: 2, to: 1, strides: three, .linear),
        Flatten(),
      ])
    try expectWhole(Trace(network, input: .random(Shape(4, 5, 2), seed: 1)))
  }

  @Test(
    "counts beyond the whole numbers of a Double are no longer called exact, and beyond all its numbers infinite"
  )
  func large() throws {
    // 501 inputs count for a half and 499 against it: what comes out is 1 again.
    let weights = (0..<1_000_000).map { Float($0 < 501_000 ? 0.5 : -0.5) }
    let blocks = Array(
      repeating: LearnedDense(weight: Tensor(Shape(1_000, 1_000), weights), bias: nil), count: 120)
    let trace = try Trace(
      SmallNetworks.chain(Shape(1_000), blocks), input: Tensor(Shape(1_000), repeating: 1))
    func share(_ layers: Int) throws -> PathShare {
      let path = (0...layers).reversed().map { UnitAddress(layer: $0, position: [0]) }
      return try trace.share(ofPath: path)
    }
    #expect(try share(5).count == 1e15 && share(5).isCountOfBranches)
    #expect(try !share(6).isCountOfBranches)
    #expect(try share(120).count == .infinity)
  }

  @Test("through what multiplies by no number there is no share, and the first such layer is named")
  func refused() throws {
    func share(_ blocks: [any BuildingBlock], _ input: Tensor) throws -> PathShare {
      let trace = try Trace(SmallNetworks.chain(input.shape, blocks), input: input)
      return try trace.share(ofPath: trace.largestPath(from: UnitAddress(layer: blocks.count, position: [0])))
    }
    let (ones, dense) = (Tensor(Shape(2), [1, 1]), SmallNetworks.dense(from: 2, to: 2))
    for function: ActivationFunction in [.sigmoid, .softmax, .tanh, .silu] {
      #expect(throws: NoPathShare.function(layer: 1, function)) {
        try share([SmallNetworks.dense(from: 2, to: 2, function), dense], ones)
      }
      #expect(try share([SmallNetworks.dense(from: 2, to: 2, function)], ones).factors.count == 1)
    }
    #expect(throws: NoPathShare.spread(layer: 1)) {
      try share([LearnedLayerNormalization(gamma: [1, 1], beta: nil), dense], Tensor(Shape(2), [1, 2]))
    }
    let zero = LearnedDense(weight: Tensor(Shape(2, 1), [1, -1]), bias: nil)
    #expect(throws: NoPathShare.total(0)) { try share([zero], ones) }
    let infinite = LearnedDense(weight: Tensor(Shape(2, 1), [3e38, 3e38]), bias: nil)
    #expect(throws: NoPathShare.total(.infinity)) { try share([infinite], ones) }
    let small = LearnedDense(weight: Tensor(Shape(2, 2), repeating: 1e-20), bias: [1, 1])
    #expect(throws: NoPathShare.outOfRange) {
      try share(Array(repeating: small, count: 18), ones)
    }
  }

  @Test("numbers of the picture that are multiplied with each other have no share")
  func product() throws {
    let network = try TrainedNetwork(layers: [
      TestLayer(name: "input", block: Input(Shape(2)), inputs: []),
      TestLayer(name: "square", block: MergeLayer(.multiply), inputs: [0, 0]),
      TestLayer(name: "dense", block: SmallNetworks.dense(from: 2, to: 1), inputs: [1]),
    ])
    let trace = try Trace(network, input: Tensor(Shape(2), [1, 2]))
    let path = trace.largestPath(from: UnitAddress(layer: 2, position: [0]))
    #expect(throws: NoPathShare.product(layer: 1)) { try trace.share(ofPath: path) }
  }

  @Test("functions of straight lines have a slope at each number, others none")
  func slopes() {
    let cases: [(ActivationFunction, Float, Double?)] = [
      (.linear, -2, 1), (.relu, 2, 1), (.relu, 0, 0), (.relu, -1, 0), (.relu6, 7, 0), (.relu6, 5, 1),
      (.leakyReLU(negativeSlope: 0.5), -1, 0.5), (.leakyReLU(negativeSlope: 0.5), 1, 1), (.relu, .nan, nil),
      (.sigmoid, 1, nil), (.softmax, 1, nil), (.gelu, 1, nil),
    ]
    for (function, x, slope) in cases { #expect(function.slope(at: x) == slope, "\(function) at \(x)") }
    let bends = [
      BentReLU(maximum: 2, negativeSlope: 0.5, threshold: 1),
      BentReLU(maximum: nil, negativeSlope: 0, threshold: -1),
      BentReLU(maximum: 4, negativeSlope: 0, threshold: -1),
      BentReLU(maximum: nil, negativeSlope: 0.25, threshold: 1),
    ]
    for bend in bends {
      for x: Float in [-3, -0.5, 0.5, 1.5, 3, 5] {
        let rise = (bend.value(of: Double(x) + 1e-3) - bend.value(of: Double(x) - 1e-3)) / 2e-3
        #expect(
          abs(ActivationFunction.bentReLU(bend).slope(at: x).map { $0 - rise } ?? 1) < 1e-6, "\(bend) at \(x)"
        )
      }
    }
  }
}

extension Float {
  fileprivate var double: Double { Double(self) }
}
