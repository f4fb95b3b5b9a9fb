import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// The fast forms of layers other than convolutions beside their definitions.
struct FastOperationsTests {
  @Test(
    "a fast pooling equals its definition for every window, stride and padding", arguments: Padding.allCases)
  func poolings(padding: Padding) throws {
    var seed: UInt64 = 0
    for window in SmallWindow.all(padding: padding) where window.fits {
      seed += 1
      guard seed % 5 == 0 else { continue }
      let shape = Shape(window.height, window.width, [1, 3, 16, 19][Int(seed / 5 % 4)])
      let blocks: [any BuildingBlock] = [
        Pooling2D(.maximum, poolSize: window.window, strides: window.strides, padding: window.border),
        Pooling2D(.average, poolSize: window.window, strides: window.strides, padding: window.border),
      ]
      for block in blocks {
        try FastChecks.expectAgreement(block, on: shape, seed: seed, spoiled: seed % 3 == 0)
      }
    }
  }

  @Test("a fast global pooling equals its definition", arguments: PoolingRule.allCases)
  func globalPoolings(operation: PoolingRule) throws {
    for (shape, seed) in zip([Shape(1, 1, 1), Shape(7, 5, 16), Shape(4, 9, 37), Shape(30, 40, 3)], 1...) {
      for spoiled in [false, true] {
        let block = GlobalPooling2D(operation, keepsAxes: spoiled)
        try FastChecks.expectAgreement(block, on: shape, seed: UInt64(seed), spoiled: spoiled)
      }
    }
  }

  @Test("a fast activation function equals its definition", arguments: ActivationFunction.each)
  func functions(function: ActivationFunction) throws {
    let layer = ActivationLayer(function)
    for (scale, spoiled) in [(Float(1), false), (200, false), (1, true)] {
      var input = Tensor.random(Shape(3, 7, 11), seed: 3).map { $0 * scale }
      if spoiled { input.spoil(seed: 4) }
      try FastChecks.expectAgreement(
        SmallNetworks.chain(input.shape, [layer]), input, "\(function) of numbers up to \(scale)")
    }
  }

  @Test(
    "the sigmoid of numbers far below 0 keeps its digits", arguments: [ActivationFunction.sigmoid, .silu])
  func smallNumbers(function: ActivationFunction) throws {
    for start in stride(from: Float(-80), through: 80, by: 5) {
      let input = Tensor(Shape(40), (0..<40).map { start + Float($0) / 8 })
      try FastChecks.expectAgreement(
        SmallNetworks.chain(input.shape, [ActivationLayer(function)]), input, "\(function) from \(start) on")
    }
  }

  @Test("a fast batch normalization equals its definition, wherever the mean lies")
  func batchNormalizations() throws {
    for (channels, mean) in [(1, Float(0)), (16, 1_000), (37, -20)] {
      let random = { (seed: UInt64) in Tensor.random(Shape(channels), seed: seed).values }
      for usesGamma in [false, true] {
        let layer = LearnedBatchNormalization(
          mean: random(1).map { mean + $0 }, variance: random(2).map { $0 * $0 * 0.01 },
          gamma: usesGamma ? random(3) : nil, beta: usesGamma ? random(4) : nil)
        let shape = Shape(3, 4, channels)
        let input = Tensor.random(shape, seed: 5).map { mean + $0 }
        try FastChecks.expectAgreement(SmallNetworks.chain(shape, [layer]), input, layer.code)
        try FastChecks.expectAgreement(layer, on: shape, seed: 6, spoiled: true)
      }
    }
    let flat = LearnedBatchNormalization(mean: [1, 2], variance: [0, 0], gamma: nil, beta: nil, epsilon: 0)
    try FastChecks.expectAgreement(flat, on: Shape(3, 3, 2))
    let otherAxis = LearnedBatchNormalization(
      mean: [1, 2], variance: [3, 4], gamma: nil, beta: nil, axis: 0)
    try FastChecks.expectAgreement(otherAxis, on: Shape(2, 3, 5))
  }

  @Test("layers that only move numbers give the same numbers")
  func rearrangements() throws {
    let blocks: [any BuildingBlock] = [
      Flatten(), Flatten(.channelsFirst), Reshape(targetShape: [7, -1]), Identity(),
      Permute(axes: [2, 0, 1]),
      ZeroPadding2D(Border(top: 0, bottom: 3, left: 2, right: 1)),
      Cropping2D(Border(top: 1, bottom: 0, left: 2, right: 1)),
      UpSampling2D(size: Size2D(height: 2, width: 3)), Rescaling(scale: Constant(2), offset: Constant(-1)),
    ]
    for block in blocks { try FastChecks.expectAgreement(block, on: Shape(5, 7, 3), spoiled: true) }
  }

  /// Branches of the shapes (4, 5, c), (1, 1, c) and (4, 5, 1) that are merged.
  private func merging(_ block: any BuildingBlock, _ inputs: [Int], channels: Int) throws -> TrainedNetwork {
    try TrainedNetwork(layers: [
      TestLayer(name: "input", block: Input(Shape(4, 5, channels)), inputs: []),
      TestLayer(name: "tanh", block: ActivationLayer(.tanh), inputs: [0]),
      TestLayer(name: "means", block: GlobalPooling2D(.average, keepsAxes: true), inputs: [1]),
      TestLayer(
        name: "one", block: SmallNetworks.convolution(Size2D(square: 1), from: channels, to: 1), inputs: [0]),
      TestLayer(name: "merge", block: block, inputs: inputs),
      // All branches are read, so that there is one output.
      TestLayer(name: "all", block: Concatenate(axis: 0), inputs: [5, 5].map { _ in 4 }),
      TestLayer(name: "end", block: MergeLayer(.add), inputs: [2, 3].map { $0 }),
      TestLayer(name: "flat", block: Flatten(), inputs: [5]),
      TestLayer(name: "flat2", block: Flatten(), inputs: [6]),
      TestLayer(name: "output", block: Concatenate(), inputs: [7, 8]),
    ])
  }

  @Test("a fast merge equals its definition, repeated along any axes", arguments: Merge.Operation.allCases)
  func merges(operation: Merge.Operation) throws {
    let choices =
      operation == .subtract
      ? [[0, 1], [1, 2], [2, 0], [3, 0]] : [[0], [0, 1], [2, 1, 0], [3, 0, 2], [2, 2]]
    for (inputs, channels) in choices.flatMap({ inputs in [3, 16, 21].map { (inputs, $0) } }) {
      let network = try merging(MergeLayer(operation), inputs, channels: channels)
      var input = Tensor.random(Shape(4, 5, channels), seed: 7)
      try FastChecks.expectAgreement(network, input, "\(operation) of \(inputs), \(channels) channels")
      input.spoil(seed: 8)
      try FastChecks.expectAgreement(network, input, "\(operation) of \(inputs), spoiled")
    }
  }

  @Test("a fast concatenation equals its definition along every axis", arguments: 0..<3)
  func concatenations(axis: Int) throws {
    let network = try merging(Concatenate(axis: axis), [0, 1, 0], channels: 3)
    try FastChecks.expectAgreement(network, .random(Shape(4, 5, 3), seed: 9), "axis \(axis)")
  }

  @Test("a factor too small for Float, and a window that reaches far beyond its input, have no fast form")
  func leftToTheDefinition() throws {
    let small = LearnedBatchNormalization(
      mean: [0], variance: [1e38], gamma: [1e-30], beta: nil, epsilon: 0)
    let shape = Shape(2, 2, 1)
    #expect(small.base.fastForm(inputs: [shape], output: shape, small.parameters).map { _ in true } == nil)
    let border = Border(top: 1_024, bottom: 1_024, left: 1_024, right: 1_024)
    let far = LearnedConv2D(
      weight: .random(Shape(3, 3, 64, 2), seed: 1), bias: nil, padding: border,
      dilation: Size2D(square: 1_024))
    let (input, output) = (Shape(8, 8, 64), Shape(8, 8, 2))
    #expect(far.base.fastForm(inputs: [input], output: output, far.parameters).map { _ in true } == nil)
    try FastChecks.expectAgreement(SmallNetworks.chain(input, [far]), .random(input, seed: 3), "far")
  }
}
