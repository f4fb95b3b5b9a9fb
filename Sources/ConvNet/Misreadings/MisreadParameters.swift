import Tensors

/// What a misreading makes of the learned numbers of a convolution.
///
/// A kernel is (row, column, input channel, filter), a bias one number a filter.
enum MisreadParameters {
  /// The kernels of the first filter, each for its channel, and its bias for each.
  case kernelsOfFirstFilter
  /// The bias of a filter for each of the maps that it makes, one a channel.
  case biasOfEveryMap
  /// The first filter alone.
  case firstFilter
  /// Of every filter the kernel of its first channel, for all channels.
  case firstKernelOfEachFilter
  /// Every weight divided by the number of channels: a mean of their sums in place of the sum.
  case dividedByChannels
  /// Every kernel turned by half a turn.
  case turned

  /// The tensors after the change.
  ///
  /// - Precondition: They are those of a convolution of one group.
  func applied(to parameters: LayerParameters) -> LayerParameters {
    var tensors = parameters.tensors
    let kernel = parameters[.kernel]
    let bias = tensors[.bias]
    let (channels, filters) = (kernel.shape[2], kernel.shape[3])
    switch self {
    case .kernelsOfFirstFilter:
      tensors[.kernel] = kernel.keepingFirstFilter
      tensors[.bias] = bias.map { Tensor(Shape(channels), repeating: $0.values[0]) }
    case .biasOfEveryMap:
      let each = bias.map { bias in (0..<channels).flatMap { _ in bias.values } }
      tensors[.bias] = each.map { Tensor(Shape(channels * filters), $0) }
    case .firstFilter:
      tensors[.kernel] = kernel.keepingFirstFilter
      tensors[.bias] = bias.map { Tensor(Shape(1), [$0.values[0]]) }
    case .firstKernelOfEachFilter:
      tensors[.kernel] = kernel.mapPositions { [$0[0], $0[1], 0, $0[3]] }
    case .dividedByChannels:
      let weights = kernel.values.map { Float(Double($0) / Double(channels)) }
      tensors[.kernel] = Tensor(kernel.shape, weights)
    case .turned:
      let (rows, columns) = (kernel.shape[0], kernel.shape[1])
      tensors[.kernel] = kernel.mapPositions { [rows - 1 - $0[0], columns - 1 - $0[1], $0[2], $0[3]] }
    }
    return LayerParameters(tensors)
  }
}

extension Tensor {
  /// Of a kernel the first filter.
  fileprivate var keepingFirstFilter: Tensor {
    let filters = shape[3]
    let first = stride(from: 0, to: values.count, by: filters).map { values[$0] }
    return Tensor(Shape(shape[0], shape[1], shape[2], 1), first)
  }

  /// A tensor of the same shape, each number of which is the one at another position.
  fileprivate func mapPositions(_ source: ([Int]) -> [Int]) -> Tensor {
    let moved = values.indices.map { values[shape.offset(of: source(shape.indices(ofOffset: $0)))] }
    return Tensor(shape, moved)
  }
}
