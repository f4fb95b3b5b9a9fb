import CKernels
import Tensors

extension MergeLayer: FastOperation {
  /// Number by number, where every input has the shape of the result, or repeats along its first axes only.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    let periods = inputs.compactMap { $0.period(in: output) }
    guard periods.count == inputs.count, let shortest = periods.min(), shortest >= min(output.count, 8) else {
      return nil
    }
    return .work(FastMerge(operation: operation, periods: periods, shortest: shortest, count: output.count))
  }
}

/// A merge, in runs in which no input repeats.
private struct FastMerge: FastWork {
  let operation: Merge.Operation
  /// After how many numbers each input repeats.
  let periods: [Int]
  let shortest: Int
  let count: Int

  func work(on operands: FastOperands, _ share: FastShare) {
    let own = shortest == count ? share.range(of: count) : share.range(of: count, runs: shortest)
    for start in stride(from: own.lowerBound, to: own.upperBound, by: shortest) {
      merge(operands, start..<min(start + shortest, own.upperBound))
    }
    operands.finish(own)
  }

  private func merge(_ operands: FastOperands, _ run: Range<Int>) {
    let output = operands.output + run.lowerBound
    var first = operands.inputs[0] + run.lowerBound % periods[0]
    if periods.count == 1 { output.update(from: first, count: run.count) }
    for index in periods.indices.dropFirst() {
      let next = operands.inputs[index] + run.lowerBound % periods[index]
      cnn_merge(operation.inMemory, first, next, run.count, output)
      first = UnsafePointer(output)
    }
    if operation == .average { cnn_scale(output, run.count, 1 / Float(periods.count), output) }
  }
}
