public import Tensors

/// A function applied to a layer's pre-activation, as part of the layer or as a layer of its own.
///
/// All but `softmax`, `logSoftmax` and `sparsemax`, which work over the last axis, work number by number. Source for
/// all: Keras 3, `keras.activations`.
public enum ActivationFunction: Hashable, Sendable {
  /// x
  case linear
  /// max(0, x); NaN stays NaN, and −0 becomes 0.
  case relu
  /// min(max(0, x), 6)
  case relu6
  /// ReLU with a bend elsewhere, a slope below it, or a largest value.
  case bentReLU(BentReLU)
  /// x above 0, negativeSlope · x below.
  case leakyReLU(negativeSlope: Float)
  /// x above 0, alpha · (e^x − 1) below.
  case elu(alpha: Float)
  /// 1.0507 · (x above 0, 1.6733 · (e^x − 1) below)
  case selu
  /// x above 0, e^x − 1 below: alpha is 1.
  case celu
  /// x · Φ(x) with Φ the normal distribution: x ÷ 2 · (1 + erf(x ÷ √2)).
  case gelu
  /// GELU with Φ by a hyperbolic tangent: x ÷ 2 · (1 + tanh(√(2 ÷ π) · (x + 0.044715·x³))).
  case geluByTanh
  /// x, kept within lower…upper, of which one may be infinite; NaN stays NaN.
  case clip(lower: Float, upper: Float)
  /// x · sigmoid(x)
  case silu
  /// x · tanh(softplus(x))
  case mish
  /// ln(1 + e^x)
  case softplus
  /// x ÷ (1 + |x|)
  case softsign
  /// e^x
  case exponential
  /// 1 ÷ (1 + e^−x)
  case sigmoid
  /// x ÷ 6 + ½, kept within 0…1.
  case hardSigmoid
  /// x · hardSigmoid(x)
  case hardSilu
  /// (e^x − e^−x) ÷ (e^x + e^−x)
  case tanh
  /// x, kept within −1…1.
  case hardTanh
  /// x − tanh(x)
  case tanhShrink
  /// x where |x| > ½, else 0.
  case hardShrink
  /// x moved by ½ towards 0, and 0 where |x| ≤ ½.
  case softShrink
  /// (x + √(x² + 4)) ÷ 2
  case squareplus
  /// 0 up to −1, x from 1 on, (x + 1)² ÷ 4 between.
  case sparsePlus
  /// (x + 1) ÷ 2, kept within 0…1.
  case sparseSigmoid
  /// −ln(1 + e^−x)
  case logSigmoid
  /// e^x ÷ Σ e^x over the last axis.
  case softmax
  /// x − ln Σ e^x over the last axis.
  case logSoftmax
  /// max(0, x − τ) over the last axis, with τ as Keras takes it of the largest numbers.
  case sparsemax

  /// Whether a value depends on all numbers of the last axis.
  public var worksOverAxis: Bool {
    switch self {
    case .softmax, .logSoftmax, .sparsemax: true
    default: false
    }
  }

  /// The function of each number of a tensor; shape in = shape out.
  ///
  /// Computed in `Double` and rounded once.
  public func callAsFunction(_ tensor: Tensor) -> Tensor {
    switch self {
    case .linear: tensor
    case .relu: tensor.map { $0 <= 0 ? 0 : $0 }
    case .softmax: tensor.mapLastAxis { softmaxShares(of: $0).shares }
    case .logSoftmax: tensor.mapLastAxis(logarithmsOfShares)
    case .sparsemax: tensor.mapLastAxis(sparseShares)
    default: tensor.map { Float(value(of: Double($0))) }
    }
  }
}

/// ReLU with arguments: `max_value`, `negative_slope` and `threshold` of Keras's `ReLU` layer.
///
///     f(x) = min(x where x > threshold else 0, maximum) − negativeSlope · max(0, threshold − x)
public struct BentReLU: Hashable, Sendable {
  /// What no value exceeds; `nil` for no limit.
  public let maximum: Float?
  /// The slope below the threshold.
  public let negativeSlope: Float
  /// Where the bend is.
  public let threshold: Float

  /// Makes a ReLU from its arguments.
  public init(maximum: Float?, negativeSlope: Float, threshold: Float) {
    self.maximum = maximum
    self.negativeSlope = negativeSlope
    self.threshold = threshold
  }

  /// The function of a number.
  ///
  /// Source: Keras 3, `keras.activations.relu`.
  func value(of x: Double) -> Double {
    guard !x.isNaN else { return x }
    var value = x > Double(threshold) ? x : 0
    if let maximum { value = min(max(value, 0), Double(maximum)) }
    guard negativeSlope != 0 else { return value }
    return value - Double(negativeSlope) * max(0, Double(threshold) - x)
  }
}

extension Tensor {
  /// The tensor with each line of the last axis replaced, rounded once.
  fileprivate func mapLastAxis(_ transform: ([Float]) -> [Double]) -> Tensor {
    let extent = shape.channels
    guard extent > 0 else { return self }
    var mapped: [Float] = []
    mapped.reserveCapacity(values.count)
    for start in stride(from: 0, to: values.count, by: extent) {
      mapped += transform(Array(values[start..<start + extent])).map { Float($0) }
    }
    return Tensor(shape, mapped)
  }
}

/// x − max − ln Σ e^(x − max) of each number of a line.
private func logarithmsOfShares(_ line: [Float]) -> [Double] {
  let shares = softmaxShares(of: line)
  let logarithm = naturalLogarithm(shares.sum)
  return line.map { Double($0) - shares.max - logarithm }
}

/// Sparsemax of a line as Keras computes it: max(0, x − τ); NaN makes all NaN.
///
/// With x sorted from the largest down and S[i] the sum of the first i, k is the number of places where
/// 1 + i·x[i] > S[i], and τ = (S[1] + … + S[k] − 1) ÷ k. The paper has S[k] in place of that sum, so Keras's values add
/// up to 1 only where k is 1. Source: Keras 3, `keras/src/backend/tensorflow/nn.py`, `sparsemax`; Martins & Astudillo,
/// "From Softmax to Sparsemax", 2016, algorithm 1.
private func sparseShares(_ line: [Float]) -> [Double] {
  guard !line.contains(where: \.isNaN) else { return line.map { _ in .nan } }
  var sum = 0.0
  var sumOfSums = 0.0
  var support = 0.0
  for (index, value) in line.map(Double.init).sorted(by: >).enumerated() {
    sum += value
    let count = Double(index + 1)
    guard 1 + count * value > sum else { continue }
    sumOfSums += sum
    support += 1
  }
  let threshold = (sumOfSums - 1) / support
  return line.map { max(0, Double($0) - threshold) }
}

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
    case .geluByTanh: x / 2 * (1 + hyperbolicTangent(Self.geluScale * (x + 0.044715 * x * x * x)))
    case .clip(let lower, let upper):
      x < Double(lower) ? Double(lower) : x > Double(upper) ? Double(upper) : x
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
  /// √(2 ÷ π).
  ///
  /// Source: Hendrycks & Gimpel, "Gaussian Error Linear Units", 2016.
  private static let geluScale = 0.7978845608028654
}

/// ln(1 + e^x), without overflow.
private func softplusValue(_ x: Double) -> Double {
  max(x, 0) + logarithmOfOnePlus(exponential(-abs(x)))
}

/// A number kept within a range; NaN stays NaN.
private func kept(_ x: Double, within range: ClosedRange<Double>) -> Double {
  x < range.lowerBound ? range.lowerBound : x > range.upperBound ? range.upperBound : x
}
