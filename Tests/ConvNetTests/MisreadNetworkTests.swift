import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// The network of the tutorial, read in wrong ways.
struct MisreadNetworkTests {
  private let trained: TrainedNetwork
  private var network: Network { trained.network }

  init() throws { trained = try SmallNetworks.reference() }

  private func misread(_ misreadings: Misreading...) -> MisreadNetwork {
    MisreadNetwork(network, misreadings.map { Reading($0) })
  }

  /// The shapes as they are misread, up to where the network stops.
  private func shapes(_ misread: MisreadNetwork) -> [Shape] {
    misread.lines.compactMap { if case .shape(let shape) = $0.outcome { shape } else { nil } }
  }

  private func expectStop(
    _ misread: MisreadNetwork, at line: Int, learned: Shape, wanted: Shape, count: Int,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(misread.end == line, sourceLocation: location)
    #expect(
      misread.fault == .learned(.kernel, learned, wanted: wanted, parameterCount: count),
      sourceLocation: location)
    #expect(
      misread.lines.dropFirst(line + 1).allSatisfy { $0.outcome == .unreached }, sourceLocation: location)
  }

  @Test("a network that is read rightly has the shapes that it has")
  func rightly() {
    let right = MisreadNetwork(network, [])
    #expect(right.keepsShapes && right.parting == nil && right.end == nil && right.told == nil)
    #expect(shapes(right) == network.shapes)
    #expect(right.lines.map(\.parameterCount) == right.lines.map { Optional($0.trueParameterCount) })
    #expect(right.edits(of: trained).isEmpty)
  }

  @Test("a filter that works on each channel alone would make a map a channel, with few parameters")
  func perChannel() {
    let misread = misread(.perChannel)
    #expect(shapes(misread)[1...] == [Shape(30, 30, 3), Shape(15, 15, 3)])
    #expect(misread.parting == 1 && misread.lines[1].parameterCount == 30)
    #expect(misread.lines[1].trueParameterCount == 896)
    expectStop(misread, at: 3, learned: Shape(3, 3, 32, 64), wanted: Shape(3, 3, 3, 64), count: 1_792)
  }

  @Test("a map for each filter and channel would leave the next layer with other weights")
  func eachWithEach() {
    let misread = misread(.eachWithEach)
    #expect(shapes(misread)[1] == Shape(30, 30, 96))
    expectStop(misread, at: 3, learned: Shape(3, 3, 32, 64), wanted: Shape(3, 3, 96, 64), count: 55_360)
  }

  @Test("one filter would make one map")
  func oneFilter() {
    let misread = misread(.oneFilter)
    #expect(shapes(misread)[1] == Shape(30, 30, 1) && misread.lines[1].parameterCount == 28)
    expectStop(misread, at: 3, learned: Shape(3, 3, 32, 64), wanted: Shape(3, 3, 1, 64), count: 640)
  }

  @Test("ideas that keep the shapes differ by what would be learned, or by numbers only")
  func keepingShapes() {
    #expect(misread(.flatFilter).keepsShapes && misread(.flatFilter).lines[1].parameterCount == 320)
    #expect(misread(.ownWeights).keepsShapes && misread(.ownWeights).lines[1].parameterCount == 806_400)
    #expect(misread(.ownWeights).told == 1)
    for misreading in [Misreading.averaged, .meanPool, .noReLU, .flipped, .softmaxInside] {
      let misread = misread(misreading)
      #expect(misread.keepsShapes && misread.parting == nil, "\(misreading)")
    }
    #expect(misread(.softmaxInside).told == 8)
  }

  @Test("a number of filters that is the width stops where no window could widen a map")
  func size() {
    let misread = misread(.size)
    #expect(shapes(misread)[1...] == [Shape(32, 32, 3), Shape(16, 16, 3)])
    #expect(misread.end == 3 && misread.fault == .wider(64, than: 16) && misread.told == 1)
  }

  @Test("pieces in place of windows leave too little for the next window")
  func quadrants() {
    let misread = misread(.quadrants)
    #expect(shapes(misread)[2] == Shape(2, 2, 32) && misread.parting == 2 && misread.end == 3)
    let fault = LayerFault.windowTooLarge(window: Size2D(square: 3), input: Shape(2, 2, 32))
    #expect(misread.fault == .layer(fault))
  }

  @Test("windows that move by one, that reach over the end, or that keep the size, leave more numbers")
  func moreNumbers() {
    let learned = Shape(1_024, 64)
    func expect(_ misreading: Misreading, _ numbers: Int, _ location: SourceLocation = #_sourceLocation) {
      let misread = misread(misreading)
      #expect(shapes(misread)[6] == Shape(numbers), sourceLocation: location)
      expectStop(
        misread, at: 7, learned: learned, wanted: Shape(numbers, 64), count: numbers * 64 + 64, location)
    }
    expect(.overlap, 36_864)
    expect(.keepPartial, 1_600)
    expect(.keepsSize, 4_096)
    #expect(shapes(misread(.overlap))[2] == Shape(29, 29, 32))
    #expect(shapes(misread(.keepPartial))[4...5] == [Shape(7, 7, 64), Shape(5, 5, 64)])
    #expect(shapes(misread(.keepsSize))[5] == Shape(8, 8, 64))
  }

  @Test("merged maps are one, and nobody can compute them")
  func poolMerges() {
    let misread = misread(.poolMerges)
    #expect(shapes(misread)[2] == Shape(15, 15, 1) && misread.told == 2 && misread.end == 3)
  }

  @Test("several ideas add up")
  func several() {
    let both = misread(.keepsSize, .meanPool, .noReLU)
    #expect(shapes(both)[6] == Shape(4_096))
    #expect(both.lines[1].misreadings == [.keepsSize, .noReLU] && both.lines[2].misreadings == [.meanPool])
    let layer = MisreadNetwork(network, [Reading(.quadrants, layer: 4)])
    #expect(layer.parting == 4 && shapes(layer)[4] == Shape(2, 2, 64) && layer.end == 5)
  }

  @Test("each line has its own ideas, the likeliest first, and a line without a choice has none")
  func ideas() {
    #expect(
      network.misreadings(ofLayer: 1) == [
        .perChannel, .eachWithEach, .flatFilter, .oneFilter, .size, .ownWeights, .averaged, .keepsSize,
        .noReLU, .flipped,
      ])
    #expect(network.misreadings(ofLayer: 2) == [.quadrants, .overlap, .meanPool, .poolMerges])
    #expect(
      network.misreadings(ofLayer: 4) == [.quadrants, .overlap, .meanPool, .poolMerges, .keepPartial])
    #expect(network.misreadings(ofLayer: 6).isEmpty && network.misreadings(ofLayer: 0).isEmpty)
    #expect(network.misreadings(ofLayer: 7) == [.noReLU])
    #expect(network.misreadings(ofLayer: 8) == [.softmaxInside])
    #expect(network.misreadings(ofLayer: 99).isEmpty)
  }

  @Test("on one channel no idea about channels makes a difference")
  func oneChannel() throws {
    let grey = try SmallNetworks.chain(
      Shape(8, 8, 1), [SmallNetworks.convolution(Size2D(square: 3), from: 1, to: 4)])
    #expect(
      grey.network.misreadings(ofLayer: 1) == [.oneFilter, .size, .ownWeights, .keepsSize, .noReLU, .flipped])
  }

  @Test(
    "pieces of a map that can't be cut evenly are PyTorch's where these are windows, else the last is smaller"
  )
  func unevenPieces() throws {
    func cut(_ extent: Int, into pieces: Int) throws -> Pooling2D? {
      let pooling = Pooling2D(.maximum, poolSize: Size2D(square: pieces))
      let network = try Network(layers: [
        Layer(name: "input", operation: Input(Shape(extent, extent, 1)), inputs: []),
        Layer(name: "pool", operation: pooling, inputs: [0]),
      ])
      let misread = MisreadNetwork(network, [Reading(.quadrants)])
      if case .shape(let shape)? = misread.lines.last?.outcome, misread.lines[1].misreadings == [.quadrants] {
        #expect(shape == Shape(pieces, pieces, 1), "\(extent) into \(pieces)")
      }
      let edits = misread.edits(of: try TrainedNetwork(network, Parameters()))
      guard case .operation(_, let operation)? = edits.first else { return nil }
      return operation as? Pooling2D
    }
    let thirteen = try #require(try cut(13, into: 2))
    #expect(thirteen.poolSize == Size2D(square: 7) && thirteen.strides == Size2D(square: 6))
    #expect(thirteen.padding == .none)
    let eleven = try #require(try cut(11, into: 3))
    #expect(eleven.poolSize == Size2D(square: 4) && eleven.strides == Size2D(square: 4))
    #expect(eleven.padding == Border(top: 0, bottom: 1, left: 0, right: 1))
    #expect(try cut(4, into: 2) == nil, "pieces and windows are the same")
    #expect(try cut(10, into: 6) == nil, "the last piece would be empty")
  }

  @Test("what is learned for other shapes than arrive ends a pass, as windows do that don't fit")
  func passes() throws {
    let trace = try Trace(trained, input: .random(network.inputShape, seed: 3))
    for (misreading, end) in [(Misreading.perChannel, 3), (.keepsSize, 7), (.overlap, 7), (.quadrants, 3)] {
      let misread = misread(misreading)
      let pass = try trace.after(misread.edits(of: trained))
      #expect(pass.computedLayers == end && pass.fault != nil, "\(misreading)")
      for index in 1..<end {
        #expect(.shape(pass.activations[index].shape) == misread.lines[index].outcome, "\(misreading)")
      }
    }
    let name = network.layers[7].name
    let fault = LayerFault.learned(.kernel, Shape(1_024, 64), wanted: Shape(4_096, 64))
    let same = try trace.after(misread(.keepsSize).edits(of: trained))
    #expect(same.fault == .layer(name: name, fault: fault))
    let mended = try same.after([1, 3, 5].map { .operation(layer: $0, network.layers[$0].operation) })
    #expect(mended == trace)
  }

  @Test(
    "a map a channel is made by the first filter's kernels; the maps of each with each add up to the true ones"
  )
  func numbers() throws {
    let trace = try Trace(trained, input: .random(network.inputShape, seed: 4))
    func map(_ misreading: Misreading, _ channel: Int) throws -> Plane {
      try trace.after(misread(misreading, .noReLU).edits(of: trained)).activations[1].plane(channel: channel)
    }
    let bias = trained.parameters(ofLayer: 1)[.bias].values
    let truth = trace.preActivations[1].plane(channel: 5).values
    let each = try (0..<3).map { try map(.eachWithEach, $0 * 32 + 5).values }
    for index in truth.indices {
      let sum = each.reduce(Double(bias[5])) { $0 + Double($1[index]) - Double(bias[5]) }
      #expect(abs(sum - Double(truth[index])) < 1e-5)
    }
    for channel in 0..<3 {
      #expect(try map(.perChannel, channel) == map(.eachWithEach, channel * 32))
    }
    #expect(try map(.oneFilter, 0) == trace.preActivations[1].plane(channel: 0))
  }

  @Test("a layer that shares its weights keeps them: one idea can't change one of two")
  func shared() throws {
    let convolution = Conv2D(filters: 2, kernelSize: Size2D(square: 1))
    let network = try Network(layers: [
      Layer(name: "input", operation: Input(Shape(4, 4, 2)), inputs: []),
      Layer(name: "first", operation: convolution, inputs: [0]),
      Layer(name: "second", operation: convolution, inputs: [1], weightsOf: 1),
    ])
    #expect(!network.misreadings(ofLayer: 1).contains(.averaged))
    #expect(!network.misreadings(ofLayer: 2).contains(.averaged))
    #expect(network.misreadings(ofLayer: 2).contains(.ownWeights))
  }

  @Test("two ideas together stop where a pass of them does, with the same shapes, whatever they are")
  func pairs() throws {
    var (stopped, whole) = (0, 0)
    for one in Misreading.allCases {
      for other in Misreading.allCases {
        let both = misread(one, other)
        guard both.told == nil else { continue }
        let edited = try trained.after(both.edits(of: trained))
        let reached = both.end ?? network.layers.count
        #expect(edited.trained.network.layers.count == reached, "\(one), \(other)")
        #expect(edited.trained.network.shapes == shapes(both), "\(one), \(other)")
        if both.end == nil { whole += 1 } else { stopped += 1 }
      }
    }
    #expect(stopped > 50 && whole > 10, "\(stopped) stop, \(whole) go through")
  }

  @Test("an idea may mend what another one breaks, and counts of parameters add up in any order")
  func mending() {
    let both = misread(.quadrants, .keepsSize)
    #expect(shapes(both)[3] == Shape(2, 2, 64) && both.end != 3)
    for pair in [[Misreading.flatFilter, .noReLU], [.noReLU, .flatFilter], [.keepsSize, .flatFilter]] {
      #expect(misread(pair[0], pair[1]).lines[1].parameterCount == 320, "\(pair)")
    }
    #expect(misread(.flatFilter, .oneFilter).lines[1].parameterCount == 10)
  }
}
