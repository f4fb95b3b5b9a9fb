import CKernels
import Tensors

extension Pooling2D: FastOperation {
  /// The winners or means of many channels at a time.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    grid(over: inputs[0]).map {
      .work(FastPooling(rule: rule, window: cnn_window($0, channels: inputs[0][2])))
    }
  }
}

/// A pooling of some rows.
private struct FastPooling: FastWork {
  let rule: PoolingRule
  let window: cnn_window

  func work(on operands: FastOperands, _ share: FastShare) {
    let rows = share.range(of: window.out_height)
    let line = window.out_width * window.channels
    let pool = rule == .maximum ? cnn_pool_maxima : cnn_pool_means
    withUnsafePointer(to: window) {
      pool($0, operands.inputs[0], rows.lowerBound, rows.upperBound, operands.output)
    }
    operands.finish(rows.lowerBound * line..<rows.upperBound * line)
  }
}

extension GlobalPooling2D: FastOperation {
  /// The means or winners of many channels at a time.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    .work(FastGlobalPooling(rule: rule, input: inputs[0]))
  }
}

/// A global pooling of some channels.
private struct FastGlobalPooling: FastWork {
  let rule: PoolingRule
  let input: Shape

  func work(on operands: FastOperands, _ share: FastShare) {
    let (rows, columns, channels) = (input[0], input[1], input[2])
    let own = share.range(of: channels, runs: 16)
    let (maps, output) = (operands.inputs[0], operands.output)
    switch rule {
    case .average: cnn_global_means(maps, rows, columns, channels, own.lowerBound, own.upperBound, output)
    case .maximum: cnn_global_maxima(maps, rows * columns, channels, own.lowerBound, own.upperBound, output)
    }
    operands.finish(own)
  }
}
