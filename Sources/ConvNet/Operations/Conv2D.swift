public import Tensors

/// A convolution: every filter slides over all input channels, or over those of its group, and makes one feature
/// map.
///
/// With input A (height, width, input channel) and weight B (row, column, channel of the filter, output channel),
/// with strides s, dilation d, and `before` rows and columns of zero padding in front of the input:
///
///     out[u,v,w] = Σ i<o  Σ j<p  Σ k<c   A[u·s + i·d − before, v·s + j·d − before, g·c + k] · B[i,j,k,w]  + bias[w]
///
/// then the activation function. In one group g is 0 and c the number of input channels; in more, the channels and
/// the filters are divided into so many runs of equal length, and filter w belongs to group g. Extents of the output:
/// see `WindowAxis`. Source: Keras 3, `keras.layers.Conv2D`.
public struct Conv2D: Operation {
  /// The number of filters, so of feature maps.
  public let filters: Int
  /// The rows and columns of a kernel.
  public let kernelSize: Size2D
  /// How far the window moves at a time.
  public let strides: Size2D
  /// How many rows and columns of padding are put around the input.
  public let padding: Border
  /// How far apart the places lie that the window reads.
  public let dilation: Size2D
  /// Into how many groups the input channels and the filters are divided.
  public let groups: Int
  /// The function applied to the pre-activation.
  public let activationFunction: ActivationFunction
  /// Whether a bias is added to each sum.
  public let usesBias: Bool

  /// Makes a convolution; nothing is checked before `outputShape`.
  public init(
    filters: Int, kernelSize: Size2D, strides: Size2D = Size2D(square: 1), padding: Border = .none,
    dilation: Size2D = Size2D(square: 1), groups: Int = 1, activationFunction: ActivationFunction = .linear,
    usesBias: Bool = true
  ) {
    self.filters = filters
    self.kernelSize = kernelSize
    self.strides = strides
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    self.activationFunction = activationFunction
    self.usesBias = usesBias
  }

  /// The number of filters of each group.
  public var filtersPerGroup: Int { filters / groups }

  /// The number of channels that every filter spans: those of the input, or of one group of them.
  public func filterDepth(over input: Shape) -> Int { input.channels / groups }

  /// The filters (height, width, channel of the filter, output channel) and one bias an output channel.
  ///
  /// - Throws: `LayerFault` where `outputShape` does.
  public func parameterSlots(for inputs: [Shape]) throws(LayerFault) -> [ParameterSlot] {
    _ = try outputShape(of: inputs)
    let depth = filterDepth(over: try inputs.only())
    let kernel = ParameterSlot(.kernel, Shape(kernelSize.height, kernelSize.width, depth, filters))
    return [kernel] + (usesBias ? [ParameterSlot(.bias, Shape(filters))] : [])
  }

  /// (height, width, filters), with the rows and columns of `WindowAxis`.
  ///
  /// - Throws: `LayerFault` where rank, groups or window don't fit.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard filters >= 1 else { throw .argument("filters", found: "\(filters)") }
    let grid = try WindowGrid(
      input, window: kernelSize, strides: strides, dilation: dilation, padding: padding)
    guard groups >= 1, filters.isMultiple(of: groups), input[2].isMultiple(of: groups) else {
      throw .argument("groups", found: "\(groups)")
    }
    return Shape(grid.rows.outputExtent, grid.columns.outputExtent, filters)
  }

  /// How the window slides over an input that `outputShape` accepts.
  public func grid(over input: Shape) -> WindowGrid? {
    try? WindowGrid(input, window: kernelSize, strides: strides, dilation: dilation, padding: padding)
  }

  /// The input channels that a filter spans: all, or those of its group.
  public func channels(readBy filter: Int, of input: Shape) -> Range<Int> {
    let depth = filterDepth(over: input)
    let first = filter / filtersPerGroup * depth
    return first..<first + depth
  }

  /// One kernel of a filter: a 2-D slice (row, column) of the weight.
  ///
  /// The channel is counted among those that the filter spans.
  ///
  /// - Precondition: Both channels exist.
  public func kernel(inputChannel: Int, filter: Int, _ parameters: LayerParameters) -> Plane {
    let weight = parameters[.kernel]
    let depth = weight.shape[2]
    precondition((0..<depth).contains(inputChannel) && (0..<filters).contains(filter))
    let values = (0..<kernelSize.height * kernelSize.width).map { place in
      weight.values[(place * depth + inputChannel) * filters + filter]
    }
    return Plane(height: kernelSize.height, width: kernelSize.width, values: values)
  }

  /// Products in one pass: one a weight of the filter, for each number of the output.
  public func multiplyAddCount(inputs: [Shape], output: Shape) -> Int {
    output.count * termCount(inputs: inputs)
  }

  /// One product a weight of a filter.
  public func termCount(inputs: [Shape]) -> Int {
    kernelSize.height * kernelSize.width * filterDepth(over: inputs[0])
  }

  /// The sums of the formula above, before the activation function.
  public func preActivation(of inputs: [Tensor], _ parameters: LayerParameters) -> Tensor {
    let input = inputs[0]
    guard let grid = grid(over: input.shape) else { return input }
    let (weight, bias) = (parameters[.kernel], usesBias ? parameters[.bias].values : nil)
    let shape = Shape(grid.rows.outputExtent, grid.columns.outputExtent, filters)
    var output: [Float] = []
    output.reserveCapacity(shape.count)
    for u in 0..<shape[0] {
      for v in stride(from: 0, to: shape[1], by: Conv2D.stopsAtATime) {
        let stops = v..<min(v + Conv2D.stopsAtATime, shape[1])
        let taps = stops.map { grid.taps(at: u, $0, channels: input.shape[2]) }
        output += sums(over: input, taps, weight, bias)
      }
    }
    return Tensor(shape, output)
  }

  /// At so many stops of the window sums grow together, so that a filter that was fetched is used more than once.
  private static let stopsAtATime = 4

  /// The sums of all filters at some stops of the window, each in the order of `form(ofUnitAt:inputs:_:)`.
  ///
  /// Filters are the fastest axis of the weight, so the sums of all filters of a group grow side by side.
  private func sums(
    over input: Tensor, _ stops: [[WindowTap]], _ weight: Tensor, _ bias: [Float]?
  ) -> [Float] {
    let (filters, filtersPerGroup, depth) = (filters, filtersPerGroup, weight.shape[2])
    var sums = [Double](repeating: 0, count: stops.count * filters)
    sums.withUnsafeMutableBufferPointer { sums in
      weight.values.withUnsafeBufferPointer { weight in
        input.values.withUnsafeBufferPointer { input in
          for channel in 0..<depth * groups {
            let (group, k) = channel.quotientAndRemainder(dividingBy: depth)
            let first = group * filtersPerGroup
            for (stop, taps) in stops.enumerated() {
              let sums = UnsafeMutableBufferPointer(rebasing: sums[(stop * filters + first)...])
              for tap in taps {
                let value = Double(input[tap.input + channel])
                let weight = UnsafeBufferPointer(
                  rebasing: weight[((tap.window * depth + k) * filters + first)...])
                for w in 0..<filtersPerGroup { sums[w] += value * Double(weight[w]) }
              }
            }
          }
        }
      }
    }
    return sums.rounded(with: bias)
  }

  /// Every product by input channel, kernel row, kernel column; then the bias.
  public func form(
    ofUnitAt position: [Int], inputs: [Tensor], _ parameters: LayerParameters
  ) -> Explanation.Form {
    let input = inputs[0]
    guard let grid = grid(over: input.shape) else { return .given }
    let filter = position[2]
    let terms = channels(readBy: filter, of: input.shape).enumerated().flatMap { k, channel in
      let kernel = kernel(inputChannel: k, filter: filter, parameters)
      return grid.terms(ofWindowAt: position, channel: channel, in: input, kernel: kernel)
    }
    return .weightedSum(
      WeightedSum(
        terms: terms, termsPerChannel: kernelSize.height * kernelSize.width,
        bias: usesBias ? parameters[.bias].values[filter] : nil))
  }

  /// The windows of the region's units, in the channels of their groups.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { input in
      grid(over: input)?.region(reading: output) { channels(readBy: $0, of: input) } ?? .all(of: input)
    }
  }

  /// The input channels that some filters span.
  private func channels(readBy filters: RangeSet<Int>, of input: Shape) -> RangeSet<Int> {
    guard groups > 1 else { return RangeSet(0..<input.channels) }
    return filters.mapped { channels(readBy: $0, of: input) }
  }
}
