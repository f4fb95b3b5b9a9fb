extension ActivationFunction {
  /// What a person calls the function.
  public var title: String {
    switch self {
    case .relu: "ReLU"
    case .relu6: "ReLU6"
    case .bentReLU: "bent ReLU"
    case .leakyReLU: "leaky ReLU"
    case .elu: "ELU"
    case .selu: "SELU"
    case .celu: "CELU"
    case .gelu: "GELU"
    case .silu: "SiLU"
    case .linear: "linear"
    case .mish: "mish"
    case .softplus: "softplus"
    case .softsign: "softsign"
    case .exponential: "exponential"
    case .sigmoid: "sigmoid"
    case .hardSigmoid: "hard sigmoid"
    case .hardSilu: "hard silu"
    case .tanh: "tanh"
    case .hardTanh: "hard tanh"
    case .tanhShrink: "tanh shrink"
    case .hardShrink: "hard shrink"
    case .softShrink: "soft shrink"
    case .squareplus: "squareplus"
    case .sparsePlus: "sparse plus"
    case .sparseSigmoid: "sparse sigmoid"
    case .logSigmoid: "log sigmoid"
    case .softmax: "softmax"
    case .logSoftmax: "log softmax"
    case .sparsemax: "sparsemax"
    }
  }

  /// Whether its values can be negative, so that a map of them has a zero in its middle.
  public var isSigned: Bool {
    switch self {
    case .relu, .relu6, .softplus, .exponential, .sigmoid, .hardSigmoid, .squareplus, .sparsePlus,
      .sparseSigmoid, .softmax, .sparsemax:
      false
    case .bentReLU(let bend): bend.negativeSlope != 0 || bend.threshold < 0 && bend.maximum == nil
    case .leakyReLU(let slope): slope != 0
    default: true
    }
  }

  /// The formula, with x for the pre-activation.
  public var formula: String {
    switch self {
    case .linear: "x"
    case .relu: "max(0, x)"
    case .relu6: "min(max(0, x), 6)"
    case .bentReLU(let bend): bend.formula
    case .leakyReLU(let slope): "x above 0, \(slope)·x below"
    case .elu(let alpha): alpha == 1 ? "x above 0, e^x − 1 below" : "x above 0, \(alpha)·(e^x − 1) below"
    case .selu: "1.0507·(x above 0, 1.6733·(e^x − 1) below)"
    case .celu: "x above 0, e^x − 1 below"
    case .gelu: "x ÷ 2 · (1 + erf(x ÷ √2))"
    case .silu: "x ÷ (1 + e^−x)"
    case .mish: "x · tanh(ln(1 + e^x))"
    case .softplus: "ln(1 + e^x)"
    case .softsign: "x ÷ (1 + |x|)"
    case .exponential: "e^x"
    case .sigmoid: "1 ÷ (1 + e^−x)"
    case .hardSigmoid: "x ÷ 6 + ½, within 0 and 1"
    case .hardSilu: "x · (x ÷ 6 + ½, within 0 and 1)"
    case .tanh: "(e^x − e^−x) ÷ (e^x + e^−x)"
    case .hardTanh: "x, within −1 and 1"
    case .tanhShrink: "x − tanh(x)"
    case .hardShrink: "x where |x| > ½, else 0"
    case .softShrink: "x moved by ½ towards 0"
    case .squareplus: "(x + √(x² + 4)) ÷ 2"
    case .sparsePlus: "0 up to −1, x from 1 on, (x + 1)² ÷ 4 between"
    case .sparseSigmoid: "(x + 1) ÷ 2, within 0 and 1"
    case .logSigmoid: "−ln(1 + e^−x)"
    case .softmax: "e^x ÷ Σ e^x"
    case .logSoftmax: "x − ln Σ e^x"
    case .sparsemax: "max(0, x − τ), with τ of the largest numbers"
    }
  }
}

extension BentReLU {
  /// The formula, with x for the pre-activation.
  fileprivate var formula: String {
    let part = threshold == 0 ? "max(0, x)" : "(x where x > \(threshold), else 0)"
    let limited = maximum.map { "min(\(part), \($0))" } ?? part
    guard negativeSlope != 0 else { return limited }
    return limited + " − \(negativeSlope)·max(0, \(threshold == 0 ? "−x" : "\(threshold) − x"))"
  }
}
