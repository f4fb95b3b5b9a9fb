/// Numbers of several inputs that become one.
public struct Merge: Equatable, Sendable {
  /// What is done with the numbers.
  public enum Operation: CaseIterable, Sendable {
    /// Their sum.
    case add
    /// The first without the second.
    case subtract
    /// Their product.
    case multiply
    /// Their sum ÷ their count.
    case average
    /// The largest.
    case maximum
    /// The smallest.
    case minimum
  }

  /// A number of one input.
  public struct Operand: Equatable, Sendable {
    /// Where it comes from.
    public let place: InputPlace
    /// The number.
    public let value: Float
  }

  /// What is done.
  public let operation: Operation
  /// The numbers, one an input, in the order of the inputs.
  public let operands: [Operand]

  /// Makes a merge of at least one number.
  public init(_ operation: Operation, _ operands: [Operand]) {
    precondition(!operands.isEmpty, "a merge of nothing")
    self.operation = operation
    self.operands = operands
  }

  /// What the first numbers make one after the other, in `Double`; of an average their sum.
  ///
  /// - Precondition: There is at least one, and not more than all.
  public func partialValue(ofOperands count: Int) -> Double {
    operands[1..<count].reduce(Double(operands[0].value)) { operation.combined($0, Double($1.value)) }
  }

  /// What all numbers make, in `Double`.
  public var value: Double {
    let value = partialValue(ofOperands: operands.count)
    return operation == .average ? value / Double(operands.count) : value
  }

  /// The index of the number that is kept by a maximum or a minimum, the first of equals; `nil` for others.
  public var kept: Int? {
    guard operation == .maximum || operation == .minimum else { return nil }
    let value = value
    return operands.firstIndex { Double($0.value) == value || ($0.value.isNaN && value.isNaN) }
  }
}

extension Merge.Operation {
  /// What a number and the next one make, in `Double`; of an average the sum.
  ///
  /// NaN makes NaN of every operation.
  func combined(_ number: Double, _ next: Double) -> Double {
    switch self {
    case .add, .average: number + next
    case .subtract: number - next
    case .multiply: number * next
    case .maximum: number.isNaN || next.isNaN ? .nan : Swift.max(number, next)
    case .minimum: number.isNaN || next.isNaN ? .nan : Swift.min(number, next)
    }
  }
}
