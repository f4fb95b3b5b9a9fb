public import Tensors

/// Every number less a mean, divided by a spread: both given by the code, or taken of the data before training.
///
///     out = (in − mean) ÷ max(√variance, 10⁻⁷)
///
/// and the other way round where it is inverted: in · max(√variance, 10⁻⁷) + mean. There is one mean and one variance
/// a place along the layer's axes. Worked out in `Double` and rounded once. Source: Keras 3,
/// `keras.layers.Normalization`.
public struct Normalization: PlacewiseOperation {
  /// Where mean and variance come from.
  public enum Source: Equatable, Sendable {
    /// The code gives them.
    case given(mean: Constant, variance: Constant)
    /// They were taken of data by `adapt`.
    case adapted
  }

  /// Where mean and variance come from.
  public let source: Source
  /// The axes, counted from 0; none for one mean of all numbers, `nil` for the last.
  public let axes: [Int]?
  /// Whether the layer undoes a normalization.
  public let isInverted: Bool

  /// Makes a normalization; nothing is checked before `outputShape`.
  public init(_ source: Source, axes: [Int]? = nil, isInverted: Bool = false) {
    self.source = source
    self.axes = axes
    self.isInverted = isInverted
  }

  /// Mean and variance where they were taken of data, and how many numbers these were of.
  public func parameterCount(for inputs: [Shape]) -> Int {
    let slots = (try? parameterSlots(for: inputs)) ?? []
    return slots.isEmpty ? 0 : slots.reduce(1) { $0 + ($1.shape.checkedCount ?? 0) }
  }

  /// Mean and spread; where it undoes a normalization, arithmetic like any other.
  public func rangeStep(_ parameters: LayerParameters) -> RangeStep {
    isInverted ? .arithmetic : .normalisation(self, parameters)
  }

  /// Mean and variance where they were taken of data, with an axis for each of the layer's, in ascending order.
  ///
  /// - Throws: `LayerFault` where an axis is missing.
  public func parameterSlots(for inputs: [Shape]) throws(LayerFault) -> [ParameterSlot] {
    let input = try outputShape(of: inputs)
    guard source == .adapted else { return [] }
    let shape = Shape(try input.axes(axes).map { input[$0] })
    return [ParameterSlot(.mean, shape), ParameterSlot(.variance, shape)]
  }

  /// The input's shape.
  ///
  /// - Throws: `LayerFault` where an axis is missing, or mean or variance don't fit along the axes.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    let kept = Shape(try input.axes(axes).map { input[$0] })
    if case .given(let mean, let variance) = source {
      guard Broadcast(mean.shape, over: kept) != nil else { throw .argument("mean", found: "\(mean)") }
      guard variance.shape == mean.shape else { throw .argument("variance", found: "\(variance)") }
    }
    return input
  }

  /// The axes among those of an input, in ascending order.
  public func axes(of input: Shape) -> [Int] { axes?.sorted() ?? [input.rank - 1] }

  /// Mean and variance in the order of the kept axes.
  private func statistics(over kept: Shape, _ parameters: LayerParameters) -> (
    mean: [Double], variance: [Double]
  ) {
    switch source {
    case .adapted:
      return (parameters[.mean].values.map(Double.init), parameters[.variance].values.map(Double.init))
    case .given(let mean, let variance):
      let broadcast = Broadcast(mean.shape, over: kept)
      return (
        broadcast?.expanded(mean.rounded) ?? mean.rounded,
        broadcast?.expanded(variance.rounded) ?? variance.rounded
      )
    }
  }

  func steps(on input: Tensor, _ parameters: LayerParameters) -> [BroadcastStep] {
    let input = input.shape
    let axes = axes(of: input)
    let shape = input.keeping(axes)
    let (mean, variance) = statistics(over: Shape(axes.map { input[$0] }), parameters)
    let deviations = variance.map { max($0.squareRoot(), 1e-7) }
    if isInverted {
      return [
        BroadcastStep(.multiply, .boundedDeviation, deviations, shape: shape),
        BroadcastStep(.add, .mean, mean, shape: shape),
      ]
    }
    return [
      BroadcastStep(.subtract, .mean, mean, shape: shape),
      BroadcastStep(.divide, .boundedDeviation, deviations, shape: shape),
    ]
  }

  /// The numbers of the formula above.
  public func preActivation(of inputs: [Tensor], _ parameters: LayerParameters) -> Tensor {
    steps(on: inputs[0], parameters).applied(to: inputs[0])
  }

  /// Mean and spread.
  public func termCount(inputs: [Shape]) -> Int { 2 }

  /// The number with its mean and its spread.
  public func form(
    ofUnitAt position: [Int], inputs: [Tensor], _ parameters: LayerParameters
  ) -> Explanation.Form {
    steps(on: inputs[0], parameters).form(at: position, of: inputs[0])
  }
}

extension ParameterName {
  /// The means that were taken of data.
  public static let mean = ParameterName("mean")
  /// The variances that were taken of data.
  public static let variance = ParameterName("variance")
}
