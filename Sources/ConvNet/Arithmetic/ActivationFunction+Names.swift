extension ActivationFunction {
  /// What a person calls the function.
  public var title: String { words.title }

  /// Whether its values can be negative, so that a map of them has a zero in its middle.
  public var isSigned: Bool {
    switch self {
    case .relu, .relu6, .softplus, .exponential, .sigmoid, .hardSigmoid, .squareplus, .sparsePlus,
      .sparseSigmoid, .softmax, .sparsemax:
      false
    case .bentReLU(let bend): bend.negativeSlope != 0 || bend.threshold < 0 && bend.maximum == nil
    case .leakyReLU(let slope): slope != 0
    case .clip(let lower, _): lower < 0
    default: true
    }
  }

  /// The formula, with x for the pre-activation.
  public var formula: String { words.formula }

  private var words: (title: String, formula: String) {
    switch self {
    case .linear: ("linear", "x")
    case .relu: ("ReLU", "max(0, x)")
    case .relu6: ("ReLU6", "min(max(0, x), 6)")
    case .bentReLU(let bend): ("bent ReLU", bend.formula)
    case .leakyReLU(let slope): ("leaky ReLU", "x above 0, \(slope)·x below")
    case .elu(let alpha):
      ("ELU", alpha == 1 ? "x above 0, e^x − 1 below" : "x above 0, \(alpha)·(e^x − 1) below")
    case .selu: ("SELU", "1.0507·(x above 0, 1.6733·(e^x − 1) below)")
    case .celu: ("CELU", "x above 0, e^x − 1 below")
    case .gelu: ("GELU", "x ÷ 2 · (1 + erf(x ÷ √2))")
    case .geluByTanh: ("GELU by tanh", "x ÷ 2 · (1 + tanh(0.797885·(x + 0.044715·x³)))")
    case .clip(let lower, let upper): ("clip", clipFormula(lower, upper))
    case .silu: ("SiLU", "x ÷ (1 + e^−x)")
    case .mish: ("mish", "x · tanh(ln(1 + e^x))")
    case .softplus: ("softplus", "ln(1 + e^x)")
    case .softsign: ("softsign", "x ÷ (1 + |x|)")
    case .exponential: ("exponential", "e^x")
    case .sigmoid: ("sigmoid", "1 ÷ (1 + e^−x)")
    case .hardSigmoid: ("hard sigmoid", "x ÷ 6 + ½, within 0 and 1")
    case .hardSilu: ("hard silu", "x · (x ÷ 6 + ½, within 0 and 1)")
    case .tanh: ("tanh", "(e^x − e^−x) ÷ (e^x + e^−x)")
    case .hardTanh: ("hard tanh", "x, within −1 and 1")
    case .tanhShrink: ("tanh shrink", "x − tanh(x)")
    case .hardShrink: ("hard shrink", "x where |x| > ½, else 0")
    case .softShrink: ("soft shrink", "x moved by ½ towards 0")
    case .squareplus: ("squareplus", "(x + √(x² + 4)) ÷ 2")
    case .sparsePlus: ("sparse plus", "0 up to −1, x from 1 on, (x + 1)² ÷ 4 between")
    case .sparseSigmoid: ("sparse sigmoid", "(x + 1) ÷ 2, within 0 and 1")
    case .logSigmoid: ("log sigmoid", "−ln(1 + e^−x)")
    case .softmax: ("softmax", "e^x ÷ Σ e^x")
    case .logSoftmax: ("log softmax", "x − ln Σ e^x")
    case .sparsemax: ("sparsemax", "max(0, x − τ), with τ of the largest numbers")
    }
  }
}

/// The formula of a number kept within ends of which one may be infinite.
private func clipFormula(_ lower: Float, _ upper: Float) -> String {
  switch (lower.isFinite, upper.isFinite) {
  case (true, true): "min(max(\(lower), x), \(upper))"
  case (true, false): "max(\(lower), x)"
  case (false, true): "min(x, \(upper))"
  case (false, false): "x"
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
