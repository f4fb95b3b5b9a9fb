import Tensors

extension ActivationFunction {
  /// The function of one number; the number itself for those that work over an axis.
  public func value(of x: Double) -> Double {
    switch self {
    case .linear, .softmax, .logSoftmax, .sparsemax: x
    case .relu: x <= 0 ? 0 : x
    case .relu6: kept(x, within: 0...6)
    case .bentReLU(let bend): bend.value(of: x)
    case .leakyReLU(let slope): x < 0 ? Double(slope) * x : x
    case .elu(let alpha): x < 0 ? Double(alpha) * exponentialMinusOne(x) : x
    case .celu: x < 0 ? exponentialMinusOne(x) : x
    case .selu: Self.seluScale * (x < 0 ? Self.seluAlpha * exponentialMinusOne(x) : x)
    case .exponential: Tensors.exponential(x)
    case .gelu: x / 2 * complementaryError(-x / 2.0.squareRoot())
    case .silu: x / (1 + Tensors.exponential(-x))
    case .mish: x * hyperbolicTangent(softplusValue(x))
    case .softplus: softplusValue(x)
    case .logSigmoid: -softplusValue(-x)
    case .sigmoid: 1 / (1 + Tensors.exponential(-x))
    case .tanh: hyperbolicTangent(x)
    case .tanhShrink: x - hyperbolicTangent(x)
    case .softsign: x / (1 + abs(x))
    case .hardSigmoid: kept(x + 3, within: 0...6) / 6
    case .hardSilu: x * kept(x + 3, within: 0...6) / 6
    case .hardTanh: kept(x, within: -1...1)
    case .hardShrink: abs(x) <= 0.5 ? 0 : x
    case .softShrink: abs(x) <= 0.5 ? 0 : x - (x < 0 ? -0.5 : 0.5)
    case .squareplus: (x + (x * x + 4).squareRoot()) / 2
    case .sparsePlus: x <= -1 ? 0 : x >= 1 ? x : (x + 1) * (x + 1) / 4
    case .sparseSigmoid: kept(x + 1, within: 0...2) / 2
    }
  }

  /// Source: Klambauer et al., "Self-Normalizing Neural Networks", 2017.
  private static let seluAlpha = 1.6732632423543772
  private static let seluScale = 1.0507009873554805
}

/// ln(1 + e^x), without overflow.
private func softplusValue(_ x: Double) -> Double {
  max(x, 0) + logarithmOfOnePlus(exponential(-abs(x)))
}

/// A number kept within a range; NaN stays NaN.
private func kept(_ x: Double, within range: ClosedRange<Double>) -> Double {
  x < range.lowerBound ? range.lowerBound : x > range.upperBound ? range.upperBound : x
}
