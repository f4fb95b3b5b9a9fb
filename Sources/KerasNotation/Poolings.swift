public import ConvNet
public import Tensors

extension Pooling2D: NotatedOperation {
  /// The name of the first of the classes.
  public static var className: String { className(of: PoolingRule.allCases[0]) }

  /// The name of the class, by what becomes of a window.
  public static func className(of rule: PoolingRule) -> String { "\(rule.keras)Pooling2D" }

  /// The name of the class, by what becomes of a window.
  public var className: String { Self.className(of: rule) }

  /// The code `MaxPooling2D((2, 2))`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    code(padding: padding.word(over: inputs.first, window: poolSize, strides: strides))
  }

  /// The code with a padding as a file says it, which becomes numbers with the input's extents.
  public func code(_ padding: KerasPadding) -> [ListingToken] { code(padding: padding.word) }

  private func code(padding: String?) -> [ListingToken] {
    let options = ListingToken.options(
      strides: strides == poolSize ? nil : "\(strides)", padding: padding, activationFunction: .linear,
      usesBias: true)
    return ListingToken.call(className, [[ListingToken("\(poolSize)", .window)]] + options)
  }
}

extension GlobalPooling2D: NotatedOperation {
  /// The name of the first of the classes.
  public static var className: String { className(of: PoolingRule.allCases[0]) }

  /// The name of the class, by what becomes of a map.
  public static func className(of rule: PoolingRule) -> String { "Global\(rule.keras)Pooling2D" }

  /// The name of the class, by what becomes of a map.
  public var className: String { Self.className(of: rule) }

  /// The code `GlobalAveragePooling2D()`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    ListingToken.call(className, keepsAxes ? [ListingToken.named("keepdims", "True", .keptAxes)] : [])
  }
}

extension PoolingRule {
  /// What names of classes call it.
  fileprivate var keras: String {
    switch self {
    case .average: "Average"
    case .maximum: "Max"
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
