public import Tensors

/// Batch normalization as it works outside of training: every channel is moved and stretched by numbers of its own.
///
///     out[…,k] = (in[…,k] − mean[k]) ÷ √(variance[k] + ε) · γ[k] + β[k]
///
/// Mean and variance are those that moved along while the network was trained; k runs along the layer's axis.
/// Worked out in `Double` and rounded once. Source: Ioffe & Szegedy, "Batch Normalization", 2015; Keras 3,
/// `keras.layers.BatchNormalization`.
public struct BatchNormalization: LayerKind {
  /// The name of the Keras class.
  public static let className = "BatchNormalization"

  /// The mean of each channel while the network was trained.
  public let mean: [Float]
  /// The variance of each channel while the network was trained.
  public let variance: [Float]
  /// The learned factor of each channel; `nil` where there is none.
  public let gamma: [Float]?
  /// The learned summand of each channel; `nil` where there is none.
  public let beta: [Float]?
  /// What is added to the variance.
  public let epsilon: Double
  /// The axis as Keras numbers it: the batch's is 0, and negative ones count from the end.
  public let axis: Int

  /// Makes a batch normalization; nothing is checked before `outputShape`.
  public init(
    mean: [Float], variance: [Float], gamma: [Float]?, beta: [Float]?, epsilon: Double = 0.001, axis: Int = -1
  ) {
    self.mean = mean
    self.variance = variance
    self.gamma = gamma
    self.beta = beta
    self.epsilon = epsilon
    self.axis = axis
  }

  /// Mean, variance, γ and β of every channel.
  public var parameterCount: Int { mean.count + variance.count + (gamma?.count ?? 0) + (beta?.count ?? 0) }

  /// Mean and spread, without γ and β, which can be anything; but what mean and variance are before any training says
  /// nothing.
  public var rangeStep: RangeStep {
    guard mean.contains(where: { $0 != 0 }) || variance.contains(where: { $0 != 1 }) else { return .end }
    return .normalisation(
      BatchNormalization(
        mean: mean, variance: variance, gamma: nil, beta: nil, epsilon: epsilon, axis: axis))
  }

  /// The code `BatchNormalization()`, with the arguments that matter outside of training.
  public var listing: [ListingToken] {
    Self.listing(axis: axis, epsilon: epsilon, usesBeta: beta != nil, usesGamma: gamma != nil)
  }

  /// The code of a batch normalization whose weights need not be known.
  public static func listing(axis: Int, epsilon: Double, usesBeta: Bool, usesGamma: Bool) -> [ListingToken] {
    let place = axis == -1 ? [] : [ListingToken.named("axis", ListingToken.python(axis), .axis)]
    return ListingToken.call(
      className,
      place + ListingToken.normalization(epsilon: epsilon, usesBeta: usesBeta, usesGamma: usesGamma))
  }

  /// The input's shape.
  ///
  /// - Throws: `LayerFault` where the axis is missing, or another extent along it than there are numbers.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    let axis = try input.axes(numbered: [axis])[0]
    guard input[axis] == mean.count else { throw .channels(expected: mean.count, found: input) }
    for numbers in [variance, gamma ?? mean, beta ?? mean] where numbers.count != mean.count {
      throw .weightShape(expected: [mean.count], found: Shape(numbers.count))
    }
    return input
  }

  private func steps(over input: Shape) -> [BroadcastStep] {
    let shape = input.keeping(input.axis(numbered: axis).map { [$0] } ?? [])
    let deviations = variance.map { (Double($0) + epsilon).squareRoot() }
    let centred = [
      BroadcastStep(.subtract, .mean, mean.map(Double.init), shape: shape),
      BroadcastStep(.divide, .deviation, deviations, shape: shape),
    ]
    return centred + BroadcastStep.scaling(gamma: gamma, beta: beta, shape: shape)
  }

  /// The numbers of the formula above.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    steps(over: inputs[0].shape).applied(to: inputs[0])
  }

  /// Mean, deviation, and γ and β where there are some.
  public func termCount(inputs: [Shape]) -> Int { 2 + (gamma == nil ? 0 : 1) + (beta == nil ? 0 : 1) }

  /// The number with its mean, deviation, γ and β.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    steps(over: inputs[0].shape).form(at: position, of: inputs[0])
  }

  /// The same positions.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { _ in output }
  }
}

extension BroadcastStep {
  /// The steps with γ and β, where there are some.
  static func scaling(gamma: [Float]?, beta: [Float]?, shape: Shape) -> [BroadcastStep] {
    let factor = gamma.map { [BroadcastStep(.multiply, .gamma, $0.map(Double.init), shape: shape)] } ?? []
    let summand = beta.map { [BroadcastStep(.add, .beta, $0.map(Double.init), shape: shape)] } ?? []
    return factor + summand
  }
}

extension ListingToken {
  /// The arguments of a normalization that differ from Keras's defaults.
  static func normalization(epsilon: Double, usesBeta: Bool, usesGamma: Bool) -> [[ListingToken]] {
    var options: [[ListingToken]] = []
    if epsilon != 0.001 { options.append(named("epsilon", "\(epsilon)", .epsilon)) }
    if !usesBeta { options.append(named("center", "False", .offset)) }
    if !usesGamma { options.append(named("scale", "False", .scale)) }
    return options
  }
}
