public import ConvNet
public import Tensors

extension ActivationLayer: NotatedOperation {
  /// The name of the first of the classes.
  public static let className = "Activation"
  /// The names of the classes that apply a function and learn nothing.
  public static let classNames = ["Activation", "ReLU", "LeakyReLU", "ELU", "Softmax"]

  /// The name of the class: `Activation` for a function that its name tells.
  public var className: String {
    activationFunction.isNamed ? Self.className : activationFunction.kerasClass?.name ?? Self.className
  }

  /// The code `Activation('relu')`, `LeakyReLU(negative_slope=0.1)`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    if let call = codeOfFunction { return call }
    guard !activationFunction.isNamed, let own = codeOfItsClass else { return codeOfName }
    return own
  }

  /// The code `ops.clip(x, 0.0, 6.0)`; `nil` for a function that a name or a class tells.
  private var codeOfFunction: [ListingToken]? {
    let call: String? =
      switch activationFunction {
      case .clip(let lower, let upper): "clip(x, \(lower), \(upper)"
      case .geluByTanh: "gelu(x"
      default: nil
      }
    return call.map { [ListingToken("ops."), ListingToken($0, .activationFunction), ListingToken(")")] }
  }

  /// The code `Activation('relu')`.
  public var codeOfName: [ListingToken] {
    ListingToken.call(Self.className, [[ListingToken(activationFunction.kerasCode, .activationFunction)]])
  }

  /// The code `LeakyReLU(negative_slope=0.1)`; `nil` for a function that has no class.
  public var codeOfItsClass: [ListingToken]? {
    activationFunction.kerasClass.map { name, arguments in
      ListingToken.call(name, arguments.map { ListingToken.named($0.name, $0.value, .activationFunction) })
    }
  }

  /// The code `Softmax()`, with an axis in Keras's numbers where it is not the last.
  public static func code(softmaxOver axis: Int) -> [ListingToken] {
    ListingToken.call("Softmax", [ListingToken.axis(axis)])
  }
}

extension PReLU: NotatedOperation {
  /// The code `PReLU(shared_axes=[1, 2])`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    code(sharedAxes: sharedAxes.map { $0 + 1 })
  }

  /// The same with axes in Keras's numbers.
  public func code(sharedAxes: [Int]) -> [ListingToken] {
    let axes = sharedAxes.isEmpty ? nil : "\(sharedAxes)"
    return ListingToken.call(className, [ListingToken.named("shared_axes", axes, .axis)])
  }
}

extension Identity: NotatedOperation {
  /// The name of the class, by what the layer is for.
  public var className: String { purpose.className }

  /// The code `Dropout()`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] { code(arguments: []) }

  /// The code `Dropout(0.5)`: arguments of training alone are written without their names.
  public func code(arguments: [String]) -> [ListingToken] {
    ListingToken.call(className, arguments.map { [ListingToken($0, .rate)] })
  }
}

extension Identity.Purpose {
  /// The name of the class, which that of the case is made from.
  public var className: String {
    self == .nothing ? "Identity" : KerasNotation.className(ofCase: "\(self)")
  }
}

extension Rescaling: NotatedOperation {
  /// The code `Rescaling(1/255)`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    let summand = ListingToken.named("offset", hasOffset ? offset.python : nil, .offset)
    return ListingToken.call(className, [[ListingToken(scale.python, .scale)], summand])
  }
}

extension ConstantArithmetic: NotatedOperation {
  /// The name of the first of the classes.
  public static let className = "Add"

  /// The name of the class, by what is done.
  public var className: String {
    operation == .divide ? "TrueDivide" : KerasNotation.className(ofCase: "\(operation)")
  }

  /// The code `x / 127.5`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    let text = constant.shortPython
    let isCompound = !isConstantFirst && (text.contains("/") || text.hasPrefix("-"))
    let isFactor = operation == .multiply || operation == .divide
    let number = ListingToken(isCompound ? "(\(text))" : text, isFactor ? .scale : .offset)
    return isConstantFirst ? [number, ListingToken(" \(sign) x")] : [ListingToken("x \(sign) "), number]
  }

  private var sign: String {
    switch operation {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    }
  }
}
