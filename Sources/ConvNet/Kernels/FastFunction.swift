import CKernels
import Tensors

extension ActivationFunction {
  /// Applies the function to so many numbers in memory, by the fast form where it has one, else number by number.
  ///
  /// Nothing is done by the identity, whose result is its input, nor by functions over an axis, which need all numbers.
  func apply(to input: UnsafePointer<Float>, count: Int, result: UnsafeMutablePointer<Float>) {
    switch self {
    case .linear, .softmax, .logSoftmax, .sparsemax: break
    case .relu: cnn_relu(input, count, result)
    case .relu6: cnn_clamp(input, count, 0, 6, result)
    case .leakyReLU(let slope): cnn_leaky_relu(input, count, slope, result)
    case .bentReLU(let bend) where bend.simple != nil:
      bend.simple?.apply(to: input, count: count, result: result)
    case .bentReLU(let bend) where bend.isClamp:
      cnn_clamp(input, count, 0, bend.maximum ?? .infinity, result)
    case .sigmoid: cnn_sigmoid(input, count, result)
    case .silu: cnn_silu(input, count, result)
    default: for index in 0..<count { result[index] = Float(value(of: Double(input[index]))) }
    }
  }
}

extension BentReLU {
  /// The function without arguments, or with a slope alone, that does the same; `nil` where there is none.
  fileprivate var simple: ActivationFunction? {
    guard threshold == 0, maximum == nil else { return nil }
    return negativeSlope == 0 ? .relu : .leakyReLU(negativeSlope: negativeSlope)
  }

  /// Whether it keeps numbers within a range from 0.
  fileprivate var isClamp: Bool {
    threshold == 0 && negativeSlope == 0 && maximum.map { $0 >= 0 } ?? false
  }
}
