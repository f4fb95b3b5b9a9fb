import CKernels
import Tensors

extension Pooling2D: FastOperation {
  /// The winners or means of many channels at a time.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    grid(over: inputs[0]).map {
      .work(FastPooling(rule: rule.inMemory, window: cnn_window($0, channels: inputs[0][2])))
    }
  }
}

extension GlobalPooling2D: FastOperation {
  /// The same with whole maps as the only window.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    .work(FastPooling(rule: rule.inMemory, window: cnn_window(wholeMapsOf: inputs[0])))
  }
}

/// A pooling of some parts, by the exact kernel, which is as fast as one in Float.
private struct FastPooling: FastWork {
  let rule: cnn_rule
  let window: cnn_window

  func work(on operands: FastOperands, _ share: FastShare) {
    withUnsafePointer(to: window) { window in
      let parts = share.range(of: cnn_pool_parts(window))
      cnn_pool(window, rule, operands.inputs[0], parts.lowerBound, parts.upperBound, operands.output)
      operands.finish(cnn_pool_start(window, parts.lowerBound)..<cnn_pool_start(window, parts.upperBound))
    }
  }
}
