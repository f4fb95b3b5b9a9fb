import CKernels
import Tensors

extension Dense: FastOperation {
  /// A product of matrices, where the arguments of BLAS can hold its extents.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    let rows = inputs[0].count / inputs[0].channels
    guard max(rows, inputs[0].channels, units) <= Int(Int32.max) else { return nil }
    return .work(
      FastDense(
        units: units, weight: parameters[.kernel], bias: usesBias ? parameters[.bias].values : nil, rows: rows
      ))
  }
}

/// A dense layer as the product of a row, or of several rows at once, and the weights.
private struct FastDense: FastWork {
  let units: Int
  let weight: Tensor
  let bias: [Float]?
  let rows: Int

  func work(on operands: FastOperands, _ share: FastShare) {
    if rows == 1 {
      multiply(operands, rows: 0..<1, units: share.range(of: self.units, runs: 16))
    } else {
      multiply(operands, rows: share.range(of: rows), units: 0..<self.units)
    }
  }

  /// Adds the products to the biases.
  private func multiply(_ operands: FastOperands, rows: Range<Int>, units: Range<Int>) {
    guard !rows.isEmpty, !units.isEmpty else { return }
    let (all, depth) = (self.units, weight.shape[0])
    let input = operands.inputs[0] + rows.lowerBound * depth
    let output = operands.output + rows.lowerBound * all + units.lowerBound
    bias?.withUnsafeBufferPointer { bias in
      guard let bias = bias.baseAddress else { return }
      cnn_fill_rows(output, all, rows.count, bias + units.lowerBound, units.count)
    }
    let beta: Float = bias == nil ? 0 : 1
    weight.values.withUnsafeBufferPointer { weight in
      guard let weight = weight.baseAddress.map({ $0 + units.lowerBound }) else { return }
      if rows.count == 1 {
        cnn_multiply_row(units.count, depth, input, weight, all, beta, output)
      } else {
        cnn_multiply(rows.count, units.count, depth, input, depth, weight, all, beta, output, all)
      }
    }
    let start = rows.lowerBound * all + units.lowerBound
    operands.finish(start..<start + (rows.count - 1) * all + units.count)
  }
}
