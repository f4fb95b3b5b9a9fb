public import Tensors

extension Tensor {
  /// A tensor of numbers between −1 and 1, the same for the same seed.
  public static func random(_ shape: Shape, seed: UInt64) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    return Tensor(shape, (0..<shape.count).map { _ in Float.random(in: -1...1, using: &generator) })
  }

  /// A tensor of small whole numbers, so that sums are exact and equal numbers are frequent.
  public static func randomIntegers(_ shape: Shape, seed: UInt64) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    return Tensor(shape, (0..<shape.count).map { _ in Float(Int.random(in: -4...4, using: &generator)) })
  }
}
