import CKernels
import Tensors

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
