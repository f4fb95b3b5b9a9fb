public import ConvNet
public import Tensors

extension MaxPooling2D: NotatedOperation {
  /// The name of the class.
  public static let className = "MaxPooling2D"

  /// The code `MaxPooling2D((2, 2))`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    code(ofClass: className, reading: inputs.first)
  }
}

extension AveragePooling2D: NotatedOperation {
  /// The name of the class.
  public static let className = "AveragePooling2D"

  /// The code `AveragePooling2D((2, 2))`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    code(ofClass: className, reading: inputs.first)
  }
}

extension Pooling2D where Self: NotatedOperation {
  /// The code with a padding as a file says it, which becomes numbers with the input's extents.
  public func code(_ padding: KerasPadding) -> [ListingToken] {
    code(ofClass: className, padding: padding.word)
  }
}

extension Pooling2D {
  fileprivate func code(ofClass name: String, reading input: Shape?) -> [ListingToken] {
    code(ofClass: name, padding: padding.word(over: input, window: poolSize, strides: strides))
  }

  fileprivate func code(ofClass name: String, padding: String?) -> [ListingToken] {
    let options = ListingToken.options(
      strides: strides == poolSize ? nil : "\(strides)", padding: padding, activationFunction: .linear,
      usesBias: true)
    return ListingToken.call(name, [[ListingToken("\(poolSize)", .window)]] + options)
  }
}

extension GlobalPooling2D: NotatedOperation {
  /// The name of the first of the classes.
  public static let className = Operation.average.className

  /// The name of the class, by what becomes of a map.
  public var className: String { operation.className }

  /// The code `GlobalAveragePooling2D()`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    ListingToken.call(className, keepsAxes ? [ListingToken.named("keepdims", "True", .keptAxes)] : [])
  }
}

extension GlobalPooling2D.Operation {
  /// The name of the class.
  public var className: String {
    switch self {
    case .average: "GlobalAveragePooling2D"
    case .maximum: "GlobalMaxPooling2D"
    }
  }
}

extension UpSampling2D: NotatedOperation {
  /// The name of the class.
  public static let className = "UpSampling2D"

  /// The code `UpSampling2D((2, 2))`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    let options =
      interpolation == .nearest
      ? [] : [ListingToken.named("interpolation", "'\(interpolation.kerasName)'", .interpolation)]
    return ListingToken.call(className, [[ListingToken("\(size)", .enlargement)]] + options)
  }
}

extension UpSampling2D.Interpolation {
  /// The name of the interpolation.
  public var kerasName: String {
    switch self {
    case .nearest: "nearest"
    case .bilinear: "bilinear"
    }
  }
}
