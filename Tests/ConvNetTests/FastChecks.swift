import ConvNet
import Tensors
import TestSupport
import Testing

/// The fast path beside the reference.
enum FastChecks {
  /// The tolerance of the design, relative to the largest magnitude of a tensor.
  static let tolerance: Float = 1e-4

  /// Expects of every layer of a network that both paths give the same, on one thread and on three.
  static func expectAgreement(
    _ network: TrainedNetwork, _ input: Tensor, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let reference = try Trace(network, input: input)
    for threads in [1, 3] {
      let pass = FastPass(network, threadCount: threads)
      try pass.run(on: input)
      expectAgreement(pass, reference, "\(what), \(threads) threads", sourceLocation: sourceLocation)
    }
  }

  /// Expects that two passes have the same tensors.
  static func expectAgreement(
    _ pass: FastPass, _ reference: Trace, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for index in reference.network.layers.indices {
      for (found, expected, stage) in [
        (pass.preActivation(ofLayer: index), reference.preActivations[index], "before"),
        (pass.activation(ofLayer: index), reference.activations[index], "after"),
      ] {
        guard found.shape == expected.shape else {
          Issue.record("\(what): \(found.shape)", sourceLocation: sourceLocation)
          continue
        }
        let agreement = Agreement(found, expected: expected)
        #expect(
          agreement.holds(to: tolerance),
          "\(what), layer \(index) \(stage): \(reference.network.layers[index].operation)",
          sourceLocation: sourceLocation)
      }
    }
  }

  /// Expects that an operation gives the same by both paths on numbers between −1 and 1.
  static func expectAgreement(
    _ block: any BuildingBlock, on shape: Shape, seed: UInt64 = 1, spoiled: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var input = Tensor.random(shape, seed: seed)
    if spoiled { input.spoil(seed: seed) }
    try expectAgreement(
      SmallNetworks.chain(shape, [block]), input, "\(block.block.code) on \(shape), seed \(seed)",
      sourceLocation: sourceLocation)
  }
}

extension Tensor {
  /// Puts NaN, ±∞ and −0 at a few places.
  mutating func spoil(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for value in [Float.nan, .infinity, -.infinity, -0] {
      values[Int.random(in: values.indices, using: &generator)] = value
    }
  }
}

extension ActivationFunction {
  /// One of every function, and ReLUs with all sorts of arguments.
  static let each: [ActivationFunction] =
    [
      .linear, .relu, .relu6, .leakyReLU(negativeSlope: 0.2), .elu(alpha: 1.5), .selu, .celu, .gelu, .silu,
      .mish, .softplus, .softsign, .exponential, .sigmoid, .hardSigmoid, .hardSilu, .tanh, .hardTanh,
      .tanhShrink, .hardShrink, .softShrink, .squareplus, .sparsePlus, .sparseSigmoid, .logSigmoid, .softmax,
      .logSoftmax, .sparsemax,
    ]
    + [nil, 0.5, 6].flatMap { maximum in
      [0, 0.25].flatMap { slope in
        [0, 0.125].map { threshold in
          .bentReLU(BentReLU(maximum: maximum, negativeSlope: slope, threshold: threshold))
        }
      }
    }
}
