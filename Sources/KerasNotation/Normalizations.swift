public import ConvNet
public import Tensors

extension BatchNormalization: NotatedOperation {
  /// The name of the class.
  public static let className = "BatchNormalization"

  /// The code `BatchNormalization()`, with the arguments that matter outside of training.
  public func listing(reading inputs: [Shape]) -> [ListingToken] { code(axis: inputs.first.kerasAxis(axis)) }

  /// The same with an axis in Keras's numbers: the batch's is 0, and negative ones count from the end.
  public func code(axis: Int) -> [ListingToken] {
    let place = axis == -1 ? [] : [ListingToken.named("axis", ListingToken.python(axis), .axis)]
    return ListingToken.call(
      className,
      place + ListingToken.normalization(epsilon: epsilon, usesBeta: usesBeta, usesGamma: usesGamma))
  }
}

extension LayerNormalization: NotatedOperation {
  /// The name of the class.
  public static let className = "LayerNormalization"

  /// The code `LayerNormalization()`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] { code(axes: inputs.first.kerasAxes(axes)) }

  /// The same with axes in Keras's numbers.
  public func code(axes: [Int]) -> [ListingToken] {
    let place = axes == [-1] ? [] : [ListingToken.named("axis", ListingToken.axes(axes), .axis)]
    return ListingToken.call(
      className,
      place + ListingToken.normalization(epsilon: epsilon, usesBeta: usesBeta, usesGamma: usesGamma))
  }
}

extension Normalization: NotatedOperation {
  /// The name of the class.
  public static let className = "Normalization"

  /// The code `Normalization()`, `Normalization(mean=0.5, variance=0.25)`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] { code(axes: inputs.first.kerasAxes(axes)) }

  /// The same with axes in Keras's numbers; none for one mean of all numbers.
  public func code(axes: [Int]) -> [ListingToken] {
    var options: [[ListingToken]] = []
    if axes != [-1] {
      options.append(ListingToken.named("axis", axes.isEmpty ? "None" : ListingToken.axes(axes), .axis))
    }
    if case .given(let mean, let variance) = source {
      options.append(ListingToken.named("mean", mean.python, .statistics))
      options.append(ListingToken.named("variance", variance.python, .statistics))
    }
    if isInverted { options.append([ListingToken("invert=True")]) }
    return ListingToken.call(className, options)
  }
}

extension ListingToken {
  /// The arguments of a normalization that differ from Keras's defaults.
  fileprivate static func normalization(
    epsilon: Double, usesBeta: Bool, usesGamma: Bool
  ) -> [[ListingToken]] {
    var options: [[ListingToken]] = []
    if epsilon != 0.001 { options.append(named("epsilon", "\(epsilon)", .epsilon)) }
    if !usesBeta { options.append(named("center", "False", .offset)) }
    if !usesGamma { options.append(named("scale", "False", .scale)) }
    return options
  }
}
