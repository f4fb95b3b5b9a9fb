import CKernels
import Tensors

extension Pooling2D: ExactOperation {
  func exactPreActivation(of inputs: [Tensor], _ parameters: LayerParameters, _ team: ExactTeam) -> Tensor? {
    guard let grid = grid(over: inputs[0].shape) else { return nil }
    let shape = Shape(grid.rows.outputExtent, grid.columns.outputExtent, inputs[0].shape[2])
    return rule.exact(cnn_window(grid, channels: shape[2]), inputs[0], shape, team)
  }
}

extension GlobalPooling2D: ExactOperation {
  func exactPreActivation(of inputs: [Tensor], _ parameters: LayerParameters, _ team: ExactTeam) -> Tensor? {
    let input = inputs[0].shape
    return (try? outputShape(of: [input])).flatMap {
      rule.exact(cnn_window(wholeMapsOf: input), inputs[0], $0, team)
    }
  }
}

extension cnn_window {
  /// A window that is as large as the maps of an input.
  init(wholeMapsOf input: Shape) {
    self.init(
      height: input[0], width: input[1], channels: input[2], out_height: 1, out_width: 1,
      window_height: input[0], window_width: input[1], stride_height: 1, stride_width: 1, dilation_height: 1,
      dilation_width: 1, before_height: 0, before_width: 0)
  }
}

extension PoolingRule {
  /// What the kernels call it.
  var inMemory: cnn_rule {
    switch self {
    case .average: CNN_MEANS
    case .maximum: CNN_MAXIMA
    }
  }

  /// What becomes of the numbers under the window at every stop.
  fileprivate func exact(_ window: cnn_window, _ input: Tensor, _ shape: Shape, _ team: ExactTeam) -> Tensor?
  {
    Tensor(shape) { output in
      withUnsafePointer(to: window) { cnn_pool_exactly(team.pointer, $0, inMemory, input.values, output) }
      return true
    }
  }
}

extension MergeLayer: ExactOperation {
  /// Only where every input has the shape of the result, or repeats along its first axes.
  func exactPreActivation(of inputs: [Tensor], _ parameters: LayerParameters, _ team: ExactTeam) -> Tensor? {
    guard let shape = try? outputShape(of: inputs.map(\.shape)), shape.count > 0 else { return nil }
    let periods = inputs.compactMap { $0.shape.period(in: shape) }
    guard periods.count == inputs.count, periods.allSatisfy({ $0 >= min(shape.count, 8) }) else { return nil }
    return inputs[...].withPointers { inputs in
      Tensor(shape) { output in
        cnn_merge_exactly(
          team.pointer, operation.inMemory, inputs, periods, Int32(inputs.count), shape.count,
          operation == .average ? Double(inputs.count) : 1, output)
        return true
      }
    }
  }
}

extension ArraySlice<Tensor> {
  /// Calls a function with the places of all tensors' numbers.
  fileprivate func withPointers<Result>(
    _ found: [UnsafePointer<Float>?] = [], _ body: ([UnsafePointer<Float>?]) -> Result
  ) -> Result {
    guard let first else { return body(found) }
    return first.values.withUnsafeBufferPointer {
      dropFirst().withPointers(found + [$0.baseAddress], body)
    }
  }
}

extension Merge.Operation {
  /// What is done with two numbers; of an average the sum.
  var inMemory: cnn_operation {
    switch self {
    case .add, .average: CNN_ADD
    case .subtract: CNN_SUBTRACT
    case .multiply: CNN_MULTIPLY
    case .maximum: CNN_MAXIMUM
    case .minimum: CNN_MINIMUM
    }
  }
}

extension Shape {
  /// After how many numbers a tensor of this shape repeats, read as one of another; `nil` where it does otherwise.
  func period(in target: Shape) -> Int? {
    let own = extents.drop { $0 == 1 }
    return own.elementsEqual(target.extents.suffix(own.count)) ? own.reduce(1, *) : nil
  }
}

extension ActivationFunction {
  /// The function of each number of a tensor, to the bit, by a kernel where there is one.
  func computed(_ tensor: Tensor) -> Tensor {
    guard let bend else { return self(tensor) }
    let count = tensor.values.count
    let found = ExactTeam.forWork(ExactTeam.costOfNumber * count) { team in
      Tensor(tensor.shape) { output in
        cnn_bend_exactly(team.pointer, bend.kind, tensor.values, count, bend.low, bend.high, output)
        return true
      }
    }
    return found ?? self(tensor)
  }

  private var bend: (kind: cnn_bend_kind, low: Float, high: Float)? {
    switch self {
    case .relu: (CNN_RELU, 0, 0)
    case .relu6: (CNN_WITHIN, 0, 6)
    case .leakyReLU(let slope): (CNN_LEAKY, slope, 0)
    case .hardTanh: (CNN_WITHIN, -1, 1)
    default: nil
    }
  }
}
