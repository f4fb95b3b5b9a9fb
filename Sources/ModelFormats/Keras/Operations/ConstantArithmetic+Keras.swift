import ConvNet
import KerasNotation

extension ConstantArithmetic {
  /// The functions of `keras.ops` that do it with a tensor and a number.
  private static let operations: [String: Elementwise.Operation] = [
    "Add": .add, "Subtract": .subtract, "Multiply": .multiply, "Divide": .divide, "TrueDivide": .divide,
  ]

  /// Whether a class of functions does it.
  static func isDone(by className: String) -> Bool { operations[className] != nil }

  /// A function of a tensor and a number: the class says what is done.
  ///
  /// - Throws: `ModelError.constantOperand` for a number divided by a tensor, and for other functions.
  static func recipe(of constant: KerasConstant, _ config: KerasConfig) throws(ModelError) -> LayerRecipe {
    guard let operation = operations[config.className],
      let arithmetic = ConstantArithmetic(operation, constant.value, isConstantFirst: constant.isFirst)
    else { throw .constantOperand(layer: config.layer) }
    return LayerRecipe(arithmetic)
  }
}
