import CKernels
import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// Poolings, steps of arithmetic, merges and activation functions by kernels beside their definitions.
@Suite(.serialized) struct ExactMapTests {
  /// Numbers of all sizes, and some that are none.
  private func wild(_ shape: Shape, _ generator: inout SeededGenerator) -> Tensor {
    let odd: [Float] = [.nan, .infinity, -.infinity]
    var tensor = ExactChecks.mixed(shape, &generator)
    for offset in tensor.values.indices where Int.random(in: 0..<40, using: &generator) == 0 {
      tensor[offset: offset] = odd[Int.random(in: 0..<odd.count, using: &generator)]
    }
    return tensor
  }

  /// Numbers for all slots of an operation; variances are not below 0.
  private func parameters(
    for operation: any Operation, _ inputs: [Shape], _ generator: inout SeededGenerator
  ) throws -> LayerParameters {
    var tensors: [ParameterName: Tensor] = [:]
    for slot in try operation.parameterSlots(for: inputs) {
      let numbers = ExactChecks.mixed(slot.shape, &generator)
      tensors[slot.name] = slot.name.text.contains("variance") ? numbers.map { abs($0) } : numbers
    }
    return LayerParameters(tensors)
  }

  private func expectDefinition(
    of operation: any ExactOperation, _ inputs: [Tensor], _ generator: inout SeededGenerator,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let parameters = try parameters(for: operation, inputs.map(\.shape), &generator)
    try ExactChecks.expect(
      operation.preActivation(of: inputs, parameters), "\(operation) on \(inputs.map(\.shape))",
      sourceLocation: sourceLocation
    ) { operation.exactPreActivation(of: inputs, parameters, $0) }
  }

  private func anyCount(_ generator: inout SeededGenerator) -> Int {
    [1, 2, 3, 8, 17, 64, 600].randomElement(using: &generator) ?? 1
  }

  @Test("poolings have the bits of their definition, whatever their windows and borders", arguments: 0..<4)
  func poolings(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func any(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    var checked = 0
    while checked < 30 {
      let pooling = Pooling2D(
        PoolingRule.allCases[any(0...1)], poolSize: Size2D(height: any(1...4), width: any(1...4)),
        strides: Size2D(height: any(1...3), width: any(1...3)),
        padding: Border(top: any(0...2), bottom: any(0...2), left: any(0...2), right: any(0...2)))
      let shape = Shape(any(1...9), any(1...9), anyCount(&generator))
      guard (try? pooling.outputShape(of: [shape])) != nil else { continue }
      try expectDefinition(of: pooling, [wild(shape, &generator)], &generator)
      let whole = GlobalPooling2D(pooling.rule, keepsAxes: any(0...1) == 0)
      try expectDefinition(of: whole, [wild(shape, &generator)], &generator)
      checked += 1
    }
  }

  @Test("normalisations and arithmetic with constants have the bits of their definitions", arguments: 0..<4)
  func steps(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<12 {
      let channels = anyCount(&generator)
      let shape = Bool.random(using: &generator) ? Shape(channels) : Shape(5, 4, channels)
      let uses = (Bool.random(using: &generator), Bool.random(using: &generator))
      let axis = Int.random(in: 0..<shape.rank, using: &generator)
      let numbers = Constant(
        Shape(channels), ExactChecks.mixed(Shape(channels), &generator).values.map(Double.init))
      let operations: [(any ExactOperation)?] = [
        BatchNormalization(axis: axis, usesGamma: uses.0, usesBeta: uses.1),
        BatchNormalization(epsilon: 0), LayerNormalization(usesGamma: uses.0, usesBeta: uses.1),
        LayerNormalization(axes: [axis]), Normalization(.adapted),
        Normalization(.given(mean: Constant(0.3), variance: Constant(7)), isInverted: uses.0),
        Rescaling(scale: Constant(1.0 / 127.5), offset: Constant(-1)),
        Rescaling(scale: numbers, offset: numbers),
        ConstantArithmetic(.divide, 3), ConstantArithmetic(.subtract, 0.1, isConstantFirst: true),
      ]
      for operation in operations.compactMap({ $0 }) {
        try expectDefinition(of: operation, [wild(shape, &generator)], &generator)
      }
    }
  }

  @Test("merges have the bits of their definition, and leave to it what repeats along other axes")
  func merges() throws {
    var generator = SeededGenerator(seed: 3)
    for operation in Merge.Operation.allCases {
      for channels in [1, 3, 8, 600] {
        let shape = Shape(4, 5, channels)
        let (one, other) = (wild(shape, &generator), wild(shape, &generator))
        try expectDefinition(of: MergeLayer(operation), [one, other], &generator)
        // What repeats after a few numbers is left to the definition.
        guard channels >= 8 else { continue }
        let line = wild(Shape(1, 1, channels), &generator)
        try expectDefinition(of: MergeLayer(operation), [one, line], &generator)
        try expectDefinition(of: MergeLayer(operation), [line, one], &generator)
        guard operation != .subtract else { continue }
        try expectDefinition(
          of: MergeLayer(operation), [one, other, line, wild(shape, &generator)], &generator)
      }
    }
    let map = [wild(Shape(4, 5, 3), &generator), wild(Shape(4, 5, 1), &generator)]
    let layer = MergeLayer(.multiply)
    #expect(layer.exactPreActivation(of: map, .none, ExactTeam(pointer: nil)) == nil)
    let found = layer.computedPreActivation(of: map, .none)
    #expect(found.values.elementsEqual(layer.preActivation(of: map).values, by: ExactChecks.isSame))
  }

  @Test("activation functions have the bits of their definition, with a kernel or without")
  func activationFunctions() {
    var generator = SeededGenerator(seed: 4)
    let input = wild(Shape(30, 31, 40), &generator)
    let functions: [ActivationFunction] = [
      .relu, .relu6, .leakyReLU(negativeSlope: 0.3), .leakyReLU(negativeSlope: -2), .hardTanh, .sigmoid,
      .softmax,
    ]
    defer { cnn_limit_processor(CNN_AVX512) }
    for processor in [CNN_PLAIN, CNN_AVX2, CNN_AVX512] {
      cnn_limit_processor(processor)
      for function in functions {
        let found = function.computed(input)
        #expect(
          found.values.elementsEqual(function(input).values, by: ExactChecks.isSame),
          "\(function), processor \(processor.rawValue)")
      }
    }
  }

  @Test("layers computed at the same time have the numbers that they have alone")
  func atTheSameTime() async {
    let layer = LearnedConv2D(weight: .random(Shape(3, 3, 16, 16), seed: 1), bias: nil)
    let inputs = (0..<8).map { Tensor.random(Shape(24, 24, 16), seed: UInt64($0)) }
    let alone = inputs.map { layer.base.computedPreActivation(of: [$0], layer.parameters) }
    await withTaskGroup(of: (Int, Tensor).self) { group in
      for (index, input) in inputs.enumerated() {
        group.addTask { (index, layer.base.computedPreActivation(of: [input], layer.parameters)) }
      }
      for await (index, tensor) in group { #expect(tensor.hasSameBits(as: alone[index])) }
    }
  }
}
