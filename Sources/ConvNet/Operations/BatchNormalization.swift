public import Tensors

/// Batch normalization as it works outside of training: every channel is moved and stretched by numbers of its own.
///
///     out[…,k] = (in[…,k] − mean[k]) ÷ √(variance[k] + ε) · γ[k] + β[k]
///
/// Mean and variance are those that moved along while the network was trained; k runs along the layer's axis.
/// Worked out in `Double` and rounded once. Source: Ioffe & Szegedy, "Batch Normalization", 2015; Keras 3,
/// `keras.layers.BatchNormalization`.
public struct BatchNormalization: PlacewiseOperation {
  /// What is added to the variance.
  public let epsilon: Double
  /// The axis, counted from 0, along which every place has numbers of its own; `nil` for the last.
  public let axis: Int?
  /// Whether there is a learned factor for each channel.
  public let usesGamma: Bool
  /// Whether there is a learned summand for each channel.
  public let usesBeta: Bool

  /// Makes a batch normalization; nothing is checked before `outputShape`.
  public init(epsilon: Double = 0.001, axis: Int? = nil, usesGamma: Bool = true, usesBeta: Bool = true) {
    self.epsilon = epsilon
    self.axis = axis
    self.usesGamma = usesGamma
    self.usesBeta = usesBeta
  }

  /// Mean and spread, without γ and β, which can be anything; but what mean and variance are before any training says
  /// nothing.
  public func rangeStep(_ parameters: LayerParameters) -> RangeStep {
    let (mean, variance) = (parameters[.movingMean], parameters[.movingVariance])
    guard mean.values.contains(where: { $0 != 0 }) || variance.values.contains(where: { $0 != 1 }) else {
      return .end
    }
    return .normalisation(
      BatchNormalization(epsilon: epsilon, axis: axis, usesGamma: false, usesBeta: false), parameters)
  }

  /// γ and β, where there are some, mean and variance: one number a place along the axis each.
  ///
  /// - Throws: `LayerFault` where the axis is missing.
  public func parameterSlots(for inputs: [Shape]) throws(LayerFault) -> [ParameterSlot] {
    let input = try inputs.only()
    let shape = Shape(input[try input.axes(axis.map { [$0] })[0]])
    return ParameterSlot.scaling(usesGamma: usesGamma, usesBeta: usesBeta, shape)
      + [ParameterSlot(.movingMean, shape), ParameterSlot(.movingVariance, shape)]
  }

  /// The input's shape.
  ///
  /// - Throws: `LayerFault` where the axis is missing.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    _ = try input.axes(axis.map { [$0] })
    return input
  }

  /// The axis among those of an input.
  public func axis(of input: Shape) -> Int { axis ?? input.rank - 1 }

  func steps(on input: Tensor, _ parameters: LayerParameters) -> [BroadcastStep] {
    let shape = input.shape.keeping([axis(of: input.shape)])
    let deviations = parameters[.movingVariance].values.map { (Double($0) + epsilon).squareRoot() }
    let centred = [
      BroadcastStep(.subtract, .mean, parameters[.movingMean].values.map(Double.init), shape: shape),
      BroadcastStep(.divide, .deviation, deviations, shape: shape),
    ]
    return centred
      + BroadcastStep.scaling(
        gamma: usesGamma ? parameters[.gamma] : nil, beta: usesBeta ? parameters[.beta] : nil, shape: shape)
  }

  /// The numbers of the formula above.
  public func preActivation(of inputs: [Tensor], _ parameters: LayerParameters) -> Tensor {
    steps(on: inputs[0], parameters).applied(to: inputs[0])
  }

  /// Mean, deviation, and γ and β where there are some.
  public func termCount(inputs: [Shape]) -> Int { 2 + (usesGamma ? 1 : 0) + (usesBeta ? 1 : 0) }

  /// The number with its mean, deviation, γ and β.
  public func form(
    ofUnitAt position: [Int], inputs: [Tensor], _ parameters: LayerParameters
  ) -> Explanation.Form {
    steps(on: inputs[0], parameters).form(at: position, of: inputs[0])
  }
}

extension ParameterName {
  /// The means that moved along while the network was trained.
  public static let movingMean = ParameterName("moving_mean")
  /// The variances that moved along while the network was trained.
  public static let movingVariance = ParameterName("moving_variance")
}

extension ParameterSlot {
  /// γ and β, where there are some.
  static func scaling(usesGamma: Bool, usesBeta: Bool, _ shape: Shape) -> [ParameterSlot] {
    (usesGamma ? [ParameterSlot(.gamma, shape)] : []) + (usesBeta ? [ParameterSlot(.beta, shape)] : [])
  }
}

extension BroadcastStep {
  /// The steps with γ and β, where there are some.
  static func scaling(gamma: Tensor?, beta: Tensor?, shape: Shape) -> [BroadcastStep] {
    let factor = gamma.map {
      [BroadcastStep(.multiply, .gamma, $0.values.map(Double.init), shape: shape)]
    }
    let summand = beta.map { [BroadcastStep(.add, .beta, $0.values.map(Double.init), shape: shape)] }
    return (factor ?? []) + (summand ?? [])
  }
}
