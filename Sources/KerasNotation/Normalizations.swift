public import ConvNet
public import Tensors

extension BatchNormalization: NotatedOperation {
  /// The code `BatchNormalization()`, with the arguments that matter outside of training.
  public func listing(reading inputs: [Shape]) -> [ListingToken] { code(axis: inputs.first.kerasAxis(axis)) }

  /// The same with an axis in Keras's numbers: the batch's is 0, and negative ones count from the end.
  public func code(axis: Int) -> [ListingToken] {
    ListingToken.normalization(
      className, axes: [axis], epsilon: epsilon, usesBeta: usesBeta, usesGamma: usesGamma)
  }
}

extension LayerNormalization: NotatedOperation {
  /// The code `LayerNormalization()`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] { code(axes: inputs.first.kerasAxes(axes)) }

  /// The same with axes in Keras's numbers.
  public func code(axes: [Int]) -> [ListingToken] {
    ListingToken.normalization(
      className, axes: axes, epsilon: epsilon, usesBeta: usesBeta, usesGamma: usesGamma)
  }
}

extension Normalization: NotatedOperation {
  /// The code `Normalization()`, `Normalization(mean=0.5, variance=0.25)`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] { code(axes: inputs.first.kerasAxes(axes)) }

  /// The same with axes in Keras's numbers; none for one mean of all numbers.
  public func code(axes: [Int]) -> [ListingToken] {
    var arguments = [ListingToken.axes(axes)]
    if case .given(let mean, let variance) = source {
      arguments.append(ListingToken.named("mean", mean.python, .statistics))
      arguments.append(ListingToken.named("variance", variance.python, .statistics))
    }
    if isInverted { arguments.append([ListingToken("invert=True")]) }
    return ListingToken.call(className, arguments)
  }
}

extension ListingToken {
  /// The code of a normalization, with the arguments that differ from Keras's defaults.
  fileprivate static func normalization(
    _ className: String, axes: [Int], epsilon: Double, usesBeta: Bool, usesGamma: Bool
  ) -> [ListingToken] {
    call(
      className,
      [
        self.axes(axes), named("epsilon", epsilon == 0.001 ? nil : "\(epsilon)", .epsilon),
        named("center", usesBeta ? nil : "False", .offset), named("scale", usesGamma ? nil : "False", .scale),
      ])
  }

  /// The tokens of axes in Keras's numbers: one as a number, several as a list, none as `None`.
  fileprivate static func axes(_ axes: [Int]) -> [ListingToken] {
    guard axes.count != 1 else { return axis(axes[0]) }
    return named("axis", axes.isEmpty ? "None" : "\(axes)", .axis)
  }
}
