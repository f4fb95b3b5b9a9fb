import Tensors

/// Softmax of a line of numbers, with what it is made of, in `Double`.
///
///     share[w] = e^(x[w] − max) ÷ Σ v  e^(x[v] − max)
///
/// Subtracting the largest number changes no share, but keeps the exponentials finite. NaN makes every share
/// NaN. Source: Keras 3, `keras.activations.softmax`.
public struct SoftmaxShares: Equatable, Sendable {
  /// The largest of the numbers; NaN where one is NaN, 0 where there is none.
  public let max: Double
  /// e^(x − max) of each number.
  public let exponents: [Double]
  /// The sum of the exponents.
  public let sum: Double
  /// The quotients exponent ÷ sum, which add up to 1.
  public let shares: [Double]
}

/// The shares of 1 that softmax makes of logits, or of any line of numbers.
public func softmaxShares(of logits: [Float]) -> SoftmaxShares {
  let numbers = logits.map(Double.init)
  let largest = numbers.contains { $0.isNaN } ? Double.nan : numbers.max() ?? 0
  let exponents = numbers.map { exponential($0 - largest) }
  let sum = exponents.reduce(0, +)
  return SoftmaxShares(max: largest, exponents: exponents, sum: sum, shares: exponents.map { $0 / sum })
}
