public import ConvNet
public import Tensors

extension Conv2D: NotatedOperation {
  /// The code `Conv2D(32, (3, 3), activation='relu')`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    code(padding: padding.word(over: inputs.first, window: kernelSize, strides: strides, dilation: dilation))
  }

  /// The same with a padding as a file says it, which becomes numbers with the input's extents.
  public func code(_ padding: KerasPadding) -> [ListingToken] { code(padding: padding.word) }

  private func code(padding: String?) -> [ListingToken] {
    let arguments = [[ListingToken("\(filters)", .filters)], [ListingToken("\(kernelSize)", .window)]]
    let options = ListingToken.options(
      strides: strides.unlessOne, padding: padding, dilation: dilation.unlessOne,
      groups: groups == 1 ? nil : "\(groups)", activationFunction: activationFunction, usesBias: usesBias)
    return ListingToken.call(className, arguments + options)
  }
}

extension DepthwiseConv2D: NotatedOperation {
  /// The code `DepthwiseConv2D((3, 3), activation='relu')`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    code(padding: padding.word(over: inputs.first, window: kernelSize, strides: strides, dilation: dilation))
  }

  /// The same with a padding as a file says it, which becomes numbers with the input's extents.
  public func code(_ padding: KerasPadding) -> [ListingToken] { code(padding: padding.word) }

  private func code(padding: String?) -> [ListingToken] {
    let options = ListingToken.options(
      strides: strides.unlessOne, padding: padding, depthMultiplier: multiplier == 1 ? nil : "\(multiplier)",
      dilation: dilation.unlessOne, activationFunction: activationFunction, usesBias: usesBias)
    return ListingToken.call(className, [[ListingToken("\(kernelSize)", .window)]] + options)
  }
}

extension Dense: NotatedOperation {
  /// The code `Dense(64, activation='relu')`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    let options = ListingToken.options(
      strides: nil, activationFunction: activationFunction, usesBias: usesBias)
    return ListingToken.call(className, [[ListingToken("\(units)", .units)]] + options)
  }
}

extension Size2D {
  /// The size in code; `nil` for 1 × 1.
  fileprivate var unlessOne: String? { self == Size2D(square: 1) ? nil : "\(self)" }
}
