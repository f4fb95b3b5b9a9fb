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
    guard !activationFunction.isNamed, let own = codeOfItsClass else { return codeOfName }
    return own
  }

  /// The code `Activation('relu')`.
  public var codeOfName: [ListingToken] {
    ListingToken.call(
      Self.className, [[ListingToken(activationFunction.kerasCode, .activationFunction)]])
  }

  /// The code `LeakyReLU(negative_slope=0.1)`; `nil` for a function that has no class.
  public var codeOfItsClass: [ListingToken]? {
    activationFunction.kerasClass.map { kerasClass in
      ListingToken.call(
        kerasClass.name,
        kerasClass.arguments.map { ListingToken.named($0.name, $0.value, .activationFunction) })
    }
  }

  /// The code `Softmax()`, with an axis in Keras's numbers where it is not the last.
  public static func code(softmaxOver axis: Int) -> [ListingToken] {
    ListingToken.call(
      "Softmax", axis == -1 ? [] : [ListingToken.named("axis", ListingToken.python(axis), .axis)])
  }
}

extension PReLU: NotatedOperation {
  /// The name of the class.
  public static let className = "PReLU"

  /// The code `PReLU(shared_axes=[1, 2])`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    code(sharedAxes: sharedAxes.map { $0 + 1 })
  }

  /// The same with axes in Keras's numbers.
  public func code(sharedAxes: [Int]) -> [ListingToken] {
    ListingToken.call(
      className,
      sharedAxes.isEmpty ? [] : [ListingToken.named("shared_axes", ListingToken.python(sharedAxes), .axis)])
  }
}

extension Identity: NotatedOperation {
  /// The name of the first of the classes.
  public static let className = Purpose.nothing.className

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
  /// The name of the class.
  public var className: String {
    switch self {
    case .nothing: "Identity"
    case .dropout: "Dropout"
    case .spatialDropout1D: "SpatialDropout1D"
    case .spatialDropout2D: "SpatialDropout2D"
    case .alphaDropout: "AlphaDropout"
    case .gaussianDropout: "GaussianDropout"
    case .gaussianNoise: "GaussianNoise"
    case .activityRegularization: "ActivityRegularization"
    case .randomFlip: "RandomFlip"
    case .randomRotation: "RandomRotation"
    case .randomZoom: "RandomZoom"
    case .randomTranslation: "RandomTranslation"
    case .randomContrast: "RandomContrast"
    case .randomBrightness: "RandomBrightness"
    }
  }
}

extension Rescaling: NotatedOperation {
  /// The name of the class.
  public static let className = "Rescaling"

  /// The code `Rescaling(1/255)`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    let summand = hasOffset ? [ListingToken.named("offset", offset.python, .offset)] : []
    return ListingToken.call(className, [[ListingToken(scale.python, .scale)]] + summand)
  }
}

extension ConstantArithmetic: NotatedOperation {
  /// The name of the first of the classes.
  public static let className = "Add"

  /// The name of the class, by what is done.
  public var className: String {
    switch operation {
    case .add: "Add"
    case .subtract: "Subtract"
    case .multiply: "Multiply"
    case .divide: "TrueDivide"
    }
  }

  /// The code `x / 127.5`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    let text = ListingToken.python(constant)
    let isCompound = !isConstantFirst && (text.contains("/") || text.hasPrefix("-"))
    let isFactor = operation == .multiply || operation == .divide
    let number = ListingToken(isCompound ? "(\(text))" : text, isFactor ? .scale : .offset)
    return isConstantFirst
      ? [number, ListingToken(" \(sign) x")] : [ListingToken("x \(sign) "), number]
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
