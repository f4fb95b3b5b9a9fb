import CKernels
import Tensors

extension DepthwiseConv2D: FastOperation {
  /// Sums of products, many channels at a time.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    grid(over: inputs[0]).map {
      .work(
        FastDepthwise(
          multiplier: multiplier, weight: parameters[.kernel],
          bias: usesBias ? parameters[.bias].values : nil, window: cnn_window($0, channels: inputs[0][2]),
          line: output[1] * output[2]))
    }
  }
}

/// A depthwise convolution row by row.
private struct FastDepthwise: FastWork {
  let multiplier: Int
  let weight: Tensor
  let bias: [Float]?
  let window: cnn_window
  /// How many numbers a row of the result has.
  let line: Int

  func work(on operands: FastOperands, _ share: FastShare) {
    for row in share.range(of: window.out_height) {
      weight.values.withUnsafeBufferPointer { weight in
        bias.withPointer { bias in
          withUnsafePointer(to: window) {
            cnn_depthwise(
              $0, operands.inputs[0], weight.baseAddress, multiplier, bias, row, row + 1, operands.output)
          }
        }
      }
      operands.finish(row * line..<(row + 1) * line)
    }
  }
}
