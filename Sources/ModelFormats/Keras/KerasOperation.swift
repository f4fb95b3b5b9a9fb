import ConvNet
import KerasNotation
import Tensors

/// Functions of `keras.ops` that do what a layer does: `x + y`, `x / 127.5`, `ops.relu(x)`, `ops.concatenate([x, y])`.
///
/// Keras writes each as a layer whose module is in `keras.src.ops`; tensors are its node's arguments, and what is
/// no tensor is in its config, but for numbers that are merged with tensors (`KerasConstant`). Source: Keras 3, `keras/src/ops/numpy.py`,
/// `keras/src/ops/nn.py`, `keras/src/ops/operation.py`.
enum KerasOperation: KerasReadable {
  static let kerasClassNames: [String] = []
  static let readsChannelsFirst = true

  /// The operations that merge two tensors number by number.
  private static let merges: [Merge.Operation] = [.add, .subtract, .multiply, .maximum, .minimum]

  /// Arguments of functions that can only be run with one value.
  private static let fixedArguments: [String: (name: String, value: Double)] = [
    "celu": ("alpha", 1), "hard_shrink": ("threshold", 0.5), "soft_shrink": ("threshold", 0.5),
    "squareplus": ("b", 4), "log_softmax": ("axis", -1), "sparsemax": ("axis", -1),
  ]

  /// Whether a class of operations can be run.
  static func isKnown(_ className: String) -> Bool {
    merge(className) != nil || ConstantArithmetic.isDone(by: className) || className == Concatenate.className
      || function(className) != nil || KerasArrayFunction(rawValue: className) != nil
  }

  private static func merge(_ className: String) -> Merge.Operation? {
    merges.first { $0.className == className }
  }

  private static func function(_ className: String) -> ActivationFunction? {
    className == "Exp" ? .exponential : ActivationFunction(kerasName: KerasModel.snakeCase(className))
  }

  /// The arguments of a function that are no tensors.
  static func arguments(of className: String) -> KerasArguments {
    if let function = KerasArrayFunction(rawValue: className) { return function.arguments }
    return switch function(className) {
    case .softmax, .logSoftmax, .sparsemax: KerasArguments(read: ["axis"])
    case .gelu: KerasArguments(read: ["approximate"])
    case .leakyReLU: KerasArguments(read: ["negative_slope"])
    case .elu, .celu: KerasArguments(read: ["alpha"])
    case .hardShrink, .softShrink: KerasArguments(read: ["threshold"])
    case .squareplus: KerasArguments(read: ["b"])
    default: className == Concatenate.className ? KerasArguments(read: ["axis"]) : KerasArguments()
    }
  }

  /// The names of the tensors that a function must be called with, in order.
  static func operands(of className: String) -> [String] {
    if className == Concatenate.className { return ["xs"] }
    if let function = KerasArrayFunction(rawValue: className) { return function.operands }
    return merge(className) != nil || ConstantArithmetic.isDone(by: className) ? ["x1", "x2"] : ["x"]
  }

  /// The class says what is done.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    if let function = KerasArrayFunction(rawValue: config.className) {
      return try function.recipe(from: config)
    }
    if let constant = config.constant { return try ConstantArithmetic.recipe(of: constant, config) }
    if let operation = merge(config.className) { return recipe(of: MergeLayer(operation), config) }
    if config.className == Concatenate.className {
      guard config.value("axis") != nil else { throw config.unsupported("axis") }
      let axis = ListingToken.named("axis", "\(try config.integer("axis", default: -1))", .axis)
      let make = try Concatenate.recipe(from: config).stages[0].make
      return LayerRecipe(code: code(config, ["xs"], axis), make: make)
    }
    return try recipeOfFunction(config)
  }

  /// The signs that stand for TensorFlow's functions.
  private static let signs = ["__operators__.add": "+", "__operators__.sub": "-", "__operators__.mul": "*"]

  /// A merge of two tensors of one rank.
  private static func recipe(of merge: MergeLayer, _ config: KerasConfig) -> LayerRecipe {
    let sign = config.tensorFlowFunction.flatMap { signs[$0] }
    let sum = sign.map { [ListingToken("x1 \($0) x2")] }
    return LayerRecipe(code: sum ?? code(config, ["x1", "x2"])) { (inputs) throws(ModelError) in
      guard inputs.count == 2 else { throw .constantOperand(layer: config.layer) }
      try config.requireEqualRanks(inputs)
      return merge
    }
  }

  /// An activation function with its arguments.
  private static func recipeOfFunction(_ config: KerasConfig) throws(ModelError) -> LayerRecipe {
    guard let function = function(config.className) else {
      throw .unsupportedLayers([UnsupportedLayer(name: config.layer, className: config.className)])
    }
    if let (name, value) = fixedArguments[function.kerasName] {
      guard try config.number(name) ?? value == value else { throw config.unsupported(name) }
    }
    switch function {
    case .softmax:
      let axis = try config.oneInteger("axis", default: -1)
      let argument = ListingToken.named("axis", axis == -1 ? nil : "\(axis)", .axis)
      return LayerRecipe(
        code: code(config, ["x"], argument), make: ActivationLayer.make(softmaxOver: axis, config))
    case .gelu where try config.flag("approximate", default: true): return recipe(of: .geluByTanh, config)
    case .gelu: return recipe(of: .gelu, config, "approximate=False")
    case .leakyReLU:
      let slope = try config.float("negative_slope", default: 0.2)
      let name = config.tensorFlowFunction == nil ? "negative_slope" : "alpha"
      return recipe(of: .leakyReLU(negativeSlope: slope), config, "\(name)=\(slope)")
    case .elu:
      let alpha = try config.float("alpha", default: 1)
      return recipe(of: .elu(alpha: alpha), config, alpha == 1 ? nil : "alpha=\(alpha)")
    default: return recipe(of: function, config)
    }
  }

  private static func recipe(
    of function: ActivationFunction, _ config: KerasConfig, _ argument: String? = nil
  ) -> LayerRecipe {
    let argument = argument.map { [ListingToken($0, .activationFunction)] } ?? []
    return LayerRecipe(code: code(config, ["x"], argument)) { _ in ActivationLayer(function) }
  }

  /// The call of a function: `ops.add(x1, x2)`, `ops.softmax(x, axis=1)`.
  static func code(
    _ config: KerasConfig, _ tensors: [String], _ argument: [ListingToken] = []
  ) -> [ListingToken] {
    let name =
      config.tensorFlowFunction.map { "tf." + $0 } ?? "ops." + KerasModel.snakeCase(config.className)
    return ListingToken.call(name, tensors.map { [ListingToken($0)] } + [argument])
  }
}
