import CKernels
import Tensors

extension Dense: FastOperation {
  /// A row of numbers by the weights; several rows as a convolution of one place each.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    let (depth, bias) = (inputs[0].channels, usesBias ? parameters[.bias].values : nil)
    let rows = inputs[0].count / max(1, depth)
    guard rows > 1 else { return .work(FastDense(weight: parameters[.kernel], bias: bias)) }
    let window = cnn_window(
      height: rows, width: 1, channels: depth, out_height: rows, out_width: 1, window_height: 1,
      window_width: 1,
      stride_height: 1, stride_width: 1, dilation_height: 1, dilation_width: 1, before_height: 0,
      before_width: 0)
    return .work(
      FastConvolution(parameters[.kernel], bias: bias, groups: 1, window: window, isPadded: false))
  }
}

/// A dense layer of one row.
private struct FastDense: FastWork {
  /// The weights by number, then unit.
  let weight: Tensor
  let bias: [Float]?

  /// One: what is read of a row of weights is as long as can be.
  var piecesPerThread: Int { 1 }

  func work(on operands: FastOperands, _ share: FastShare) {
    let (depth, units) = (weight.shape[0], weight.shape[1])
    let own = share.range(of: units, runs: 16)
    bias.withPointer { bias in
      cnn_multiply_row(
        operands.inputs[0], depth, weight.values, units, bias, own.lowerBound, own.upperBound, operands.output
      )
    }
    operands.finish(own)
  }
}
