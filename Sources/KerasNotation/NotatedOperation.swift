public import ConvNet
public import Tensors

/// An operation as Keras writes it in code.
public protocol NotatedOperation: Operation {
  /// The name of the class, which is that of the type unless the operation says otherwise; of the first one, where
  /// several do the same operation.
  static var className: String { get }

  /// The name of the class that does this one.
  var className: String { get }

  /// The code that makes the layer over inputs of some shapes, with only the arguments that differ from Keras's defaults.
  ///
  /// What the shapes decide, such as which axis is the last, is written out where there are none.
  func listing(reading inputs: [Shape]) -> [ListingToken]
}

extension NotatedOperation {
  /// The name of the type.
  public static var className: String {
    // `String(describing:)` looks first for the ways in which a type may describe itself, through all conformances of
    // the program: of all operations that took a millisecond at each start.
    _typeName(Self.self, qualified: false)
  }

  /// The only class.
  public var className: String { Self.className }

  /// The code of a layer whose inputs are not known.
  public var listing: [ListingToken] { listing(reading: []) }

  /// The code of a layer whose inputs are not known, as one string.
  public var code: String { listing.text }
}

extension Operation {
  /// The name of the class that does the operation in Keras; its own where none is known.
  public var kerasClass: String {
    (self as? any NotatedOperation)?.className ?? String(describing: Self.self)
  }

  /// The name of the class in a file that has the operation, where that is one of several that do just this.
  public func kerasClass(inFile name: String) -> String {
    self is ActivationLayer && ActivationLayer.classNames.contains(name) ? name : kerasClass
  }

  /// The code that makes the layer in Keras; see `NotatedOperation.listing`.
  public func kerasCode(reading inputs: [Shape] = []) -> [ListingToken] {
    (self as? any NotatedOperation)?.listing(reading: inputs)
      ?? ListingToken.call(String(describing: Self.self), [])
  }
}

extension LayerFault {
  /// What Keras calls arguments that have another name in the engine.
  private static let names = [
    "dilation": "dilation_rate", "multiplier": "depth_multiplier", "shared axes": "shared_axes",
    "target shape": "target_shape", "axes": "dims",
  ]

  /// The fault with the name that Keras gives to an argument.
  public var inKeras: LayerFault {
    guard case .argument(let name, let found) = self else { return self }
    return .argument(Self.names[name] ?? name, found: found)
  }
}

/// The name of an enumeration's case as that of a class: `gaussianNoise` becomes `GaussianNoise`.
func className(ofCase name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }

extension Shape? {
  /// The number that Keras gives to an axis which is counted from 0 behind the batch's: −1 for the last.
  func kerasAxis(_ axis: Int?) -> Int {
    guard let axis, self.map({ axis != $0.rank - 1 }) ?? true else { return -1 }
    return axis + 1
  }

  /// The numbers that Keras gives to some axes; the last alone is −1.
  func kerasAxes(_ axes: [Int]?) -> [Int] {
    guard let axes, axes.count != 1 else { return [kerasAxis(axes?.first)] }
    return axes.map { $0 + 1 }
  }
}

extension [ListingToken] {
  /// The code as one string.
  public var text: String { map(\.text).joined() }
}
