import CKernels
import Tensors

/// An operation that takes each number through the same steps of arithmetic with others.
protocol StepwiseOperation: ExactOperation {
  /// The steps for an input that `outputShape` accepts.
  func steps(on input: Tensor, _ parameters: LayerParameters) -> [BroadcastStep]
}

extension StepwiseOperation {
  func exactPreActivation(of inputs: [Tensor], _ parameters: LayerParameters, _ team: ExactTeam) -> Tensor? {
    steps(on: inputs[0], parameters).computed(on: inputs[0], team)
  }
}

extension BatchNormalization: StepwiseOperation {}
extension LayerNormalization: StepwiseOperation {}
extension Normalization: StepwiseOperation {}
extension Rescaling: StepwiseOperation {}
extension ConstantArithmetic: StepwiseOperation {}

extension [BroadcastStep] {
  /// The tensor after all steps, as `applied(to:)` has it, to the bit.
  ///
  /// Lines are made longer where all have the same other numbers, so that there are more numbers side by side.
  fileprivate func computed(on tensor: Tensor, _ team: ExactTeam) -> Tensor? {
    let (count, length) = (tensor.values.count, tensor.shape.channels)
    guard count > 0 else { return nil }
    let isUniform = allSatisfy(\.isSameForAllLines)
    let lines = isUniform ? Swift.max(1, Swift.min(Self.mostNumbers / length, count / length)) : 1
    let operands = map {
      $0.isSingle ? $0.operands : [[Double]](repeating: $0.operands, count: lines).flatMap { $0 }
    }
    let starts = isUniform ? map { _ in [] } : map { $0.starts(over: tensor.shape) }
    return Tensor(tensor.shape) { output in
      operands.flatMap { $0 }.withUnsafeBufferPointer { allOperands in
        starts.flatMap { $0 }.withUnsafeBufferPointer { allStarts in
          var (operand, start) = (allOperands.baseAddress, allStarts.baseAddress)
          let steps = indices.map { index in
            defer {
              operand = operand.map { $0 + operands[index].count }
              start = start.map { $0 + starts[index].count }
            }
            return cnn_step(
              operation: self[index].operation.inMemory, operands: operand, starts: isUniform ? nil : start,
              is_single: self[index].isSingle)
          }
          cnn_take_steps_exactly(
            team.pointer, tensor.values, count, lines * length, steps, Int32(steps.count), output)
        }
      }
      return true
    }
  }

  /// So many numbers are side by side at the most.
  private static var mostNumbers: Int { 512 }
}

extension BroadcastStep {
  /// Whether one number is the other one of a whole line.
  fileprivate var isSingle: Bool { shape.channels == 1 }

  /// Whether all lines of the last axis have the same other numbers.
  fileprivate var isSameForAllLines: Bool { operands.count == shape.channels }
}

extension Elementwise.Operation {
  /// What is done with two numbers.
  fileprivate var inMemory: cnn_operation {
    switch self {
    case .add: CNN_ADD
    case .subtract: CNN_SUBTRACT
    case .multiply: CNN_MULTIPLY
    case .divide: CNN_DIVIDE
    }
  }
}
