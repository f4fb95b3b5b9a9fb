import ConvNet
import KerasNotation
import Tensors

extension ConstantArithmetic {
  /// The functions of `keras.ops` that do it with a tensor and numbers.
  private static let operations: [String: Elementwise.Operation] = [
    "Add": .add, "Subtract": .subtract, "Multiply": .multiply, "Divide": .divide, "TrueDivide": .divide,
  ]

  /// Whether a class of functions does it.
  static func isDone(by className: String) -> Bool { operations[className] != nil }

  /// A function of a tensor and numbers: the class says what is done; the larger or smaller of a number and one of the
  /// code is an activation function.
  ///
  /// - Throws: `ModelError.constantOperand` for a number divided by a tensor, and for other functions.
  static func recipe(of constant: KerasConstant, _ config: KerasConfig) throws(ModelError) -> LayerRecipe {
    if let clip = clip(by: constant, config) {
      let number = [ListingToken("\(clip.isFirst ? clip.number : "x"), \(clip.isFirst ? "x" : clip.number)")]
      return LayerRecipe(code: KerasOperation.code(config, [], number)) { _ in ActivationLayer(clip.function)
      }
    }
    guard let operation = operations[config.className],
      let arithmetic = ConstantArithmetic(operation, constant.value, isConstantFirst: constant.isFirst)
    else { throw .constantOperand(layer: config.layer) }
    return LayerRecipe(code: arithmetic.listing) { (inputs) throws(ModelError) in
      // The numbers of a block stand in the file's order of axes.
      let isMap = inputs.first?.rank == 3 && constant.value.values.count > 1
      guard !isMap || !config.isChannelsFirst else { throw .constantOperand(layer: config.layer) }
      return arithmetic
    }
  }

  /// What `maximum(x, c)` and `minimum(x, c)` are; `nil` for others.
  private static func clip(
    by constant: KerasConstant, _ config: KerasConfig
  ) -> (function: ActivationFunction, number: String, isFirst: Bool)? {
    guard constant.value.values.count == 1, let bound = constant.value.values.first else { return nil }
    let number = ListingToken.python(bound)
    switch config.className {
    case "Maximum": return (.clip(lower: Float(bound), upper: .infinity), number, constant.isFirst)
    case "Minimum": return (.clip(lower: -.infinity, upper: Float(bound)), number, constant.isFirst)
    default: return nil
    }
  }
}
