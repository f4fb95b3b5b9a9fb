import CKernels
import Tensors

extension Flatten: FastOperation {
  /// Nothing moves, unless the numbers come map by map.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    order == .channelsFirst && inputs[0].rank == 3 ? nil : .inputItself
  }
}

extension Reshape: FastOperation {
  /// Nothing moves.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? { .inputItself }
}

extension Identity: FastOperation {
  /// Nothing moves.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? { .inputItself }
}

extension ActivationLayer: FastOperation {
  /// Nothing moves; the activation function does the rest.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? { .inputItself }
}

extension Concatenate: FastOperation {
  /// Runs of each input in turn.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    let axis = starts(of: inputs).axis
    let runs = inputs.map { $0.extents[axis...].reduce(1, *) }
    return .work(FastConcatenation(runs: runs, count: output.extents[..<axis].reduce(1, *)))
  }
}

/// Numbers of several inputs in turn.
private struct FastConcatenation: FastWork {
  /// How many numbers are taken of each input at a time.
  let runs: [Int]
  /// How often.
  let count: Int

  func work(on operands: FastOperands, _ share: FastShare) {
    let (own, length) = (share.range(of: count), runs.reduce(0, +))
    var start = own.lowerBound * length
    for turn in own {
      for (input, run) in zip(operands.inputs, runs) {
        (operands.output + start).update(from: input + turn * run, count: run)
        start += run
      }
    }
    operands.finish(own.lowerBound * length..<own.upperBound * length)
  }
}

extension ZeroPadding2D: FastOperation {
  /// Rows between zeros.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    .work(FastPadding(border: border, input: inputs[0], output: output))
  }
}

/// Rows of the input between zeros.
private struct FastPadding: FastWork {
  let border: Border
  let input: Shape
  let output: Shape

  func work(on operands: FastOperands, _ share: FastShare) {
    let (line, inner) = (output[1] * output[2], input[1] * input[2])
    let rows = share.range(of: output[0])
    for row in rows {
      let start = operands.output + row * line
      start.update(repeating: 0, count: line)
      guard (0..<input[0]).contains(row - border.top) else { continue }
      (start + border.left * output[2]).update(
        from: operands.inputs[0] + (row - border.top) * inner, count: inner)
    }
    operands.finish(rows.lowerBound * line..<rows.upperBound * line)
  }
}
