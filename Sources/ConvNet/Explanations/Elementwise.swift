/// One number of the input on its way through steps of arithmetic with other numbers.
public struct Elementwise: Equatable, Sendable {
  /// A step: the number so far and another one.
  public struct Step: Equatable, Sendable {
    /// What is done.
    public let operation: Operation
    /// The other number.
    public let operand: Double
    /// What the other number is.
    public let role: Role
  }

  /// What a step does with the number so far.
  public enum Operation: Equatable, Sendable {
    /// number + operand
    case add
    /// number − operand
    case subtract
    /// number · operand
    case multiply
    /// number ÷ operand
    case divide
  }

  /// What the other number of a step is.
  public enum Role: Equatable, Sendable {
    /// A mean: learned while training, given, or taken of the input.
    case mean
    /// √(variance + ε): the spread around the mean, kept from being 0.
    case deviation
    /// max(√variance, 10⁻⁷): the spread, kept from being 0 in another way.
    case boundedDeviation
    /// The learned factor γ.
    case gamma
    /// The learned summand β.
    case beta
    /// A factor that the code gives.
    case scale
    /// A summand that the code gives.
    case offset
    /// The learned slope below 0, or 1 from 0 on.
    case slope
  }

  /// Where the number comes from.
  public let place: InputPlace
  /// The number.
  public let input: Float
  /// What is done with it, in order.
  public let steps: [Step]
  /// The numbers, its own among them, that mean and deviation were taken of, as the places of one input; empty
  /// where none were.
  public private(set) var group: [InputPlace] = []

  /// The number after the first steps, in `Double`.
  ///
  /// - Precondition: There are at least so many steps.
  public func value(afterSteps count: Int) -> Double {
    steps[..<count].reduce(Double(input)) { $1.operation.result(of: $0, with: $1.operand) }
  }

  /// The number at the end, in `Double`.
  public var value: Double { value(afterSteps: steps.count) }
}

extension Elementwise.Operation {
  /// What a number becomes with another one, in `Double`.
  func result(of number: Double, with operand: Double) -> Double {
    switch self {
    case .add: number + operand
    case .subtract: number - operand
    case .multiply: number * operand
    case .divide: number / operand
    }
  }
}
