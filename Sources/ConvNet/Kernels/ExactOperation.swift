import CKernels
import Tensors

/// An operation with a kernel that computes its definition faster, to the bit.
///
/// A product of two Floats is exact in Double, so that only the order of the sums matters, and a kernel keeps it. The
/// result is the same however the work is divided among threads.
protocol ExactOperation: Operation {
  /// The numbers before the activation function; `nil` where the kernel would not keep to the definition.
  ///
  /// - Precondition: As of `preActivation`.
  func exactPreActivation(of inputs: [Tensor], _ parameters: LayerParameters, _ team: ExactTeam) -> Tensor?
}

extension Operation {
  /// The numbers of `preActivation`, to the bit, by a kernel where there is one.
  ///
  /// - Precondition: As of `preActivation`.
  func computedPreActivation(of inputs: [Tensor], _ parameters: LayerParameters) -> Tensor {
    guard let kernel = self as? any ExactOperation,
      let shape = try? outputShape(of: inputs.map(\.shape))
    else { return preActivation(of: inputs, parameters) }
    let team = ExactTeam(products: multiplyAddCount(inputs: inputs.map(\.shape), output: shape))
    return kernel.exactPreActivation(of: inputs, parameters, team) ?? preActivation(of: inputs, parameters)
  }
}

/// The threads that compute one layer; none beside the caller's where that would take longer.
final class ExactTeam {
  /// What the kernels take; `nil` for the caller's thread alone.
  let pointer: OpaquePointer?

  /// So many products keep a thread busy for longer than it takes to start one.
  private static let productsPerThread = 1 << 21

  /// Forms a team of so many threads; of fewer where the system gives no more.
  init(threadCount: Int) {
    pointer = threadCount > 1 ? cnn_team_create(Int32(clamping: threadCount)) : nil
  }

  /// Forms a team for so many products.
  convenience init(products: Int) {
    self.init(threadCount: min(Int(cnn_processor_count()), products / Self.productsPerThread))
  }

  deinit {
    if let pointer { cnn_team_destroy(pointer) }
  }
}

extension Conv2D: ExactOperation {
  /// Not where a weight is NaN or ±∞: the zeros of a border stand among the numbers.
  func exactPreActivation(of inputs: [Tensor], _ parameters: LayerParameters, _ team: ExactTeam) -> Tensor? {
    guard let grid = grid(over: inputs[0].shape) else { return nil }
    var window = cnn_window(grid, channels: inputs[0].shape[2])
    return Tensor(Shape(grid.rows.outputExtent, grid.columns.outputExtent, filters)) { output in
      cnn_convolve_exactly(
        team.pointer, &window, inputs[0].values, parameters[.kernel].values, groups, filters,
        usesBias ? parameters[.bias].values : nil, output)
    }
  }
}

extension DepthwiseConv2D: ExactOperation {
  func exactPreActivation(of inputs: [Tensor], _ parameters: LayerParameters, _ team: ExactTeam) -> Tensor? {
    guard let grid = grid(over: inputs[0].shape) else { return nil }
    let channels = inputs[0].shape[2]
    var window = cnn_window(grid, channels: channels)
    return Tensor(Shape(grid.rows.outputExtent, grid.columns.outputExtent, channels * multiplier)) { output in
      cnn_convolve_depthwise_exactly(
        team.pointer, &window, inputs[0].values, parameters[.kernel].values, multiplier,
        usesBias ? parameters[.bias].values : nil, output)
    }
  }
}

extension Dense: ExactOperation {
  func exactPreActivation(of inputs: [Tensor], _ parameters: LayerParameters, _ team: ExactTeam) -> Tensor? {
    let (input, depth) = (inputs[0], inputs[0].shape.channels)
    return Tensor(Shape(input.shape.extents.dropLast() + [units])) { output in
      cnn_multiply_exactly(
        team.pointer, input.values, input.values.count / max(1, depth), depth, parameters[.kernel].values,
        units,
        usesBias ? parameters[.bias].values : nil, output)
      return true
    }
  }
}

extension Tensor {
  /// Makes a tensor of numbers that a kernel writes; `nil` where it has not.
  fileprivate init?(_ shape: Shape, writtenBy kernel: (UnsafeMutablePointer<Float>) -> Bool) {
    var isWritten = false
    let values = [Float](unsafeUninitializedCapacity: shape.count) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      isWritten = kernel(start)
      count = isWritten ? shape.count : 0
    }
    guard isWritten else { return nil }
    self.init(shape, values)
  }
}
