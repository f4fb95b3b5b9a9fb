/// How far two tensors of one shape lie apart.
///
/// They agree to `t` when NaN and ±∞ stand at the same positions only and max|a−b| ≤ t·max|b|.
public struct Agreement: Equatable, Sendable {
  /// The largest difference, over positions where both are finite.
  public let worstDifference: Float
  /// The position of the largest difference; `nil` where no position is finite in both.
  public let worstPosition: [Int]?
  /// The largest magnitude of the expected tensor, over its finite values.
  public let expectedMagnitude: Float
  /// The first position where one is NaN or ±∞ and the other is not the same.
  public let nonFiniteMismatch: [Int]?

  /// Compares a tensor with the one expected.
  ///
  /// - Precondition: The shapes are equal.
  public init(_ tensor: Tensor, expected: Tensor) {
    precondition(tensor.shape == expected.shape, "comparing \(tensor.shape) with \(expected.shape)")
    var worst: (difference: Float, index: Int)?
    var magnitude: Float = 0
    var mismatch: Int?
    for (index, (found, wanted)) in zip(tensor.values, expected.values).enumerated() {
      guard found.isFinite, wanted.isFinite else {
        let same = found == wanted || (found.isNaN && wanted.isNaN)
        if !same, mismatch == nil { mismatch = index }
        continue
      }
      magnitude = max(magnitude, abs(wanted))
      let difference = abs(found - wanted)
      if difference > worst?.difference ?? -1 { worst = (difference, index) }
    }
    worstDifference = worst?.difference ?? 0
    worstPosition = worst.map { expected.shape.indices(ofOffset: $0.index) }
    expectedMagnitude = magnitude
    nonFiniteMismatch = mismatch.map { expected.shape.indices(ofOffset: $0) }
  }

  /// Whether the tensors agree to the given tolerance.
  ///
  /// - Precondition: The tolerance is positive.
  public func holds(to tolerance: Float) -> Bool {
    precondition(tolerance > 0, "a tolerance of \(tolerance)")
    return nonFiniteMismatch == nil && worstDifference <= tolerance * expectedMagnitude
  }
}
