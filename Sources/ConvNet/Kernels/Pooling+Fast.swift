import CKernels
import Tensors

extension MaxPooling2D: FastOperation {
  /// The winners of many channels at a time.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    fastForm(input: inputs[0], cnn_pool_maxima)
  }
}

extension AveragePooling2D: FastOperation {
  /// The means of many channels at a time.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    fastForm(input: inputs[0], cnn_pool_means)
  }
}

extension Pooling2D {
  fileprivate func fastForm(input: Shape, _ pool: @escaping FastPooling.Pool) -> FastForm? {
    grid(over: input).map { .work(FastPooling(window: cnn_window($0, channels: input[2]), pool: pool)) }
  }
}

/// A pooling of some rows.
private struct FastPooling: FastWork {
  typealias Pool = (UnsafePointer<cnn_window>?, UnsafePointer<Float>?, Int, Int, UnsafeMutablePointer<Float>?)
    -> Void

  let window: cnn_window
  let pool: Pool

  func work(on operands: FastOperands, _ share: FastShare) {
    let rows = share.range(of: window.out_height)
    let line = window.out_width * window.channels
    withUnsafePointer(to: window) {
      pool($0, operands.inputs[0], rows.lowerBound, rows.upperBound, operands.output)
    }
    operands.finish(rows.lowerBound * line..<rows.upperBound * line)
  }
}

extension GlobalPooling2D: FastOperation {
  /// The means or winners of many channels at a time.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    .work(FastGlobalPooling(operation: operation, input: inputs[0]))
  }
}

/// A global pooling of some channels.
private struct FastGlobalPooling: FastWork {
  let operation: GlobalPooling2D.Operation
  let input: Shape

  func work(on operands: FastOperands, _ share: FastShare) {
    let (rows, columns, channels) = (input[0], input[1], input[2])
    let own = share.range(of: channels, runs: 16)
    let (maps, output) = (operands.inputs[0], operands.output)
    switch operation {
    case .average: cnn_global_means(maps, rows, columns, channels, own.lowerBound, own.upperBound, output)
    case .maximum: cnn_global_maxima(maps, rows * columns, channels, own.lowerBound, own.upperBound, output)
    }
    operands.finish(own)
  }
}
