import CKernels
import Tensors

/// An activation function over numbers in memory.
enum FastFunction {
  /// The numbers stay, and pre-activation and activation are one.
  case linear
  /// 0 up to 0.
  case relu
  /// Kept within a range.
  case clamp(Float, Float)
  /// With a slope below 0.
  case leakyReLU(Float)
  /// 1 ÷ (1 + e^−x)
  case sigmoid
  /// x · sigmoid(x)
  case silu
  /// The reference, number by number.
  case numberByNumber(ActivationFunction)
  /// The reference, over the last axis: needs the whole pre-activation.
  case overAxis(ActivationFunction)

  /// Takes the fast form of a function.
  init(_ function: ActivationFunction) {
    self =
      switch function {
      case .linear: .linear
      case .relu: .relu
      case .relu6: .clamp(0, 6)
      case .leakyReLU(let slope): .leakyReLU(slope)
      case .bentReLU(let bend): FastFunction(bend) ?? .numberByNumber(function)
      case .sigmoid: .sigmoid
      case .silu: .silu
      default: function.worksOverAxis ? .overAxis(function) : .numberByNumber(function)
      }
  }

  /// The fast form of a ReLU with the bend at 0 and either a slope or a largest value.
  private init?(_ bend: BentReLU) {
    guard bend.threshold == 0 else { return nil }
    switch (bend.maximum, bend.negativeSlope) {
    case (nil, 0): self = .relu
    case (nil, let slope): self = .leakyReLU(slope)
    case (let maximum?, 0) where maximum >= 0: self = .clamp(0, maximum)
    default: return nil
    }
  }

  /// Applies the function to so many numbers; nothing is done by those that leave them or need all.
  func apply(to input: UnsafePointer<Float>, count: Int, result: UnsafeMutablePointer<Float>) {
    switch self {
    case .linear, .overAxis: break
    case .relu: cnn_relu(input, count, result)
    case .clamp(let low, let high): cnn_clamp(input, count, low, high, result)
    case .leakyReLU(let slope): cnn_leaky_relu(input, count, slope, result)
    case .sigmoid: cnn_sigmoid(input, count, result)
    case .silu: cnn_silu(input, count, result)
    case .numberByNumber(let function):
      for index in 0..<count { result[index] = Float(function.value(of: Double(input[index]))) }
    }
  }
}
