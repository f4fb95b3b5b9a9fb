public import Tensors

/// A depthwise convolution: every input channel is scanned by filters of its own and makes so many feature maps.
///
/// With input A (height, width, input channel) and weight B (row, column, input channel, multiplier m), strides s,
/// dilation d and `before` rows and columns of zero padding in front of the input:
///
///     out[u,v, k·m + q] = Σ i<o  Σ j<p   A[u·s + i·d − before, v·s + j·d − before, k] · B[i,j,k,q]  + bias[k·m + q]
///
/// then the activation function. Source: Keras 3, `keras.layers.DepthwiseConv2D`.
public struct DepthwiseConv2D: Operation {
  /// The rows and columns of a kernel.
  public let kernelSize: Size2D
  /// The number of filters of each input channel.
  public let multiplier: Int
  /// How far the window moves at a time.
  public let strides: Size2D
  /// How many rows and columns of padding are put around the input.
  public let padding: Border
  /// How far apart the places lie that the window reads.
  public let dilation: Size2D
  /// The function applied to the pre-activation.
  public let activationFunction: ActivationFunction
  /// Whether a bias is added to each sum.
  public let usesBias: Bool

  /// Makes a convolution; nothing is checked before `outputShape`.
  public init(
    kernelSize: Size2D, multiplier: Int = 1, strides: Size2D = Size2D(square: 1), padding: Border = .none,
    dilation: Size2D = Size2D(square: 1), activationFunction: ActivationFunction = .linear,
    usesBias: Bool = true
  ) {
    self.kernelSize = kernelSize
    self.multiplier = multiplier
    self.strides = strides
    self.padding = padding
    self.dilation = dilation
    self.activationFunction = activationFunction
    self.usesBias = usesBias
  }

  /// The filters (height, width, input channel, multiplier) and one bias an output channel.
  ///
  /// - Throws: `LayerFault` where `outputShape` does.
  public func parameterSlots(for inputs: [Shape]) throws(LayerFault) -> [ParameterSlot] {
    let output = try outputShape(of: inputs)
    let channels = try inputs.only()[2]
    let kernel = ParameterSlot(.kernel, Shape(kernelSize.height, kernelSize.width, channels, multiplier))
    return [kernel] + (usesBias ? [ParameterSlot(.bias, Shape(output[2]))] : [])
  }

  /// (height, width, input channels · multiplier), with the rows and columns of `WindowAxis`.
  ///
  /// - Throws: `LayerFault` where rank, multiplier or window don't fit.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    let grid = try WindowGrid(
      input, window: kernelSize, strides: strides, dilation: dilation, padding: padding)
    let (maps, overflow) = input[2].multipliedReportingOverflow(by: multiplier)
    guard multiplier >= 1, !overflow else { throw .argument("multiplier", found: "\(multiplier)") }
    return Shape(grid.rows.outputExtent, grid.columns.outputExtent, maps)
  }

  /// How the window slides over an input that `outputShape` accepts.
  public func grid(over input: Shape) -> WindowGrid? {
    try? WindowGrid(input, window: kernelSize, strides: strides, dilation: dilation, padding: padding)
  }

  /// The convolution with a group for each input channel, which multiplies the same numbers in the same order.
  private func convolution(over channels: Int) -> Conv2D {
    Conv2D(
      filters: channels * multiplier, kernelSize: kernelSize, strides: strides, padding: padding,
      dilation: dilation, groups: channels, usesBias: usesBias)
  }

  /// The parameters of that convolution: the weight is the same in memory.
  private func grouped(_ parameters: LayerParameters) -> LayerParameters {
    let weight = parameters[.kernel]
    let maps = weight.shape[2] * multiplier
    var tensors = parameters.tensors
    tensors[.kernel] = weight.reshaped(to: Shape(kernelSize.height, kernelSize.width, 1, maps))
    return LayerParameters(tensors)
  }

  /// The only kernel of an output channel: a 2-D slice (row, column) of the weight.
  ///
  /// - Precondition: The channel exists.
  public func kernel(ofMap map: Int, _ parameters: LayerParameters) -> Plane {
    convolution(over: parameters[.kernel].shape[2])
      .kernel(inputChannel: 0, filter: map, grouped(parameters))
  }

  /// Products in one pass: one a place of the window, for each number of the output.
  public func multiplyAddCount(inputs: [Shape], output: Shape) -> Int {
    output.count * termCount(inputs: inputs)
  }

  /// One product a place of the window.
  public func termCount(inputs: [Shape]) -> Int { kernelSize.height * kernelSize.width }

  /// The sums of the formula above, before the activation function.
  public func preActivation(of inputs: [Tensor], _ parameters: LayerParameters) -> Tensor {
    let input = inputs[0]
    guard let grid = grid(over: input.shape) else { return input }
    let channels = input.shape[2]
    let (weight, bias) = (parameters[.kernel], usesBias ? parameters[.bias].values : nil)
    let shape = Shape(grid.rows.outputExtent, grid.columns.outputExtent, channels * multiplier)
    var output: [Float] = []
    output.reserveCapacity(shape.count)
    for u in 0..<shape[0] {
      for v in 0..<shape[1] {
        output += sums(over: input, grid.taps(at: u, v, channels: channels), weight, bias)
      }
    }
    return Tensor(shape, output)
  }

  /// The sums of all maps at one stop of the window, each in the order of `form(ofUnitAt:inputs:_:)`.
  ///
  /// Input channel and multiplier are the fastest axes of the weight, in the order of the maps.
  private func sums(over input: Tensor, _ taps: [WindowTap], _ weight: Tensor, _ bias: [Float]?) -> [Float] {
    let (channels, multiplier) = (weight.shape[2], multiplier)
    var sums = [Double](repeating: 0, count: channels * multiplier)
    sums.withUnsafeMutableBufferPointer { sums in
      weight.values.withUnsafeBufferPointer { weight in
        input.values.withUnsafeBufferPointer { input in
          for tap in taps {
            let input = UnsafeBufferPointer(rebasing: input[tap.input...])
            let weight = UnsafeBufferPointer(rebasing: weight[(tap.window * channels * multiplier)...])
            for q in 0..<multiplier {
              for k in 0..<channels {
                sums[k * multiplier + q] += Double(input[k]) * Double(weight[k * multiplier + q])
              }
            }
          }
        }
      }
    }
    return sums.rounded(with: bias)
  }

  /// Every product of the map's input channel by kernel row, kernel column; then the bias.
  public func form(
    ofUnitAt position: [Int], inputs: [Tensor], _ parameters: LayerParameters
  ) -> Explanation.Form {
    convolution(over: inputs[0].shape[2]).form(ofUnitAt: position, inputs: inputs, grouped(parameters))
  }

  /// The windows of the region's units, in the channels of their maps.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    convolution(over: inputs[0][2]).regions(readBy: output, inputs: inputs, output: shape)
  }
}
