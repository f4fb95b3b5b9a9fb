public import Tensors

/// A transposed convolution: every number of the input, times each weight of a filter, spreads over a window of the
/// output; where windows overlap, what they bring is added.
///
/// With input A (height, width, input channel) and weight B (row, column, input channel, output channel), with strides
/// s, dilation d, and `before` rows and columns cut off in front:
///
///     out[u,v,w] = Σ k<c  Σ i<o  Σ j<p   A[(u + before − i·d) ÷ s, (v + before − j·d) ÷ s, k] · B[i,j,k,w]  + bias[w]
///
/// over those i and j for which both quotients are whole and lie in the input; then the activation function. So it is
/// the backward view of a convolution: each number goes back to all places whose window would have read it. Extents of
/// the output: (n − 1)·s + (o − 1)·d + 1, less what is cut off, plus what is added. Source: Keras 3,
/// `keras.layers.Conv2DTranspose`; TensorFlow, `conv2d_transpose`.
public struct Conv2DTranspose: Operation {
  /// The number of filters, so of feature maps.
  public let filters: Int
  /// The rows and columns of a kernel.
  public let kernelSize: Size2D
  /// How far apart the windows of neighbouring numbers begin.
  public let strides: Size2D
  /// How many rows and columns are cut off at each side; below 0 at the bottom and right, how many are added.
  public let cut: Border
  /// How far apart the places lie that a number spreads over.
  public let dilation: Size2D
  /// The function applied to the pre-activation.
  public let activationFunction: ActivationFunction
  /// Whether a bias is added to each sum.
  public let usesBias: Bool

  /// Makes a transposed convolution; nothing is checked before `outputShape`.
  public init(
    filters: Int, kernelSize: Size2D, strides: Size2D = Size2D(square: 1), cut: Border = .none,
    dilation: Size2D = Size2D(square: 1), activationFunction: ActivationFunction = .linear,
    usesBias: Bool = true
  ) {
    self.filters = filters
    self.kernelSize = kernelSize
    self.strides = strides
    self.cut = cut
    self.dilation = dilation
    self.activationFunction = activationFunction
    self.usesBias = usesBias
  }

  /// The filters (height, width, input channel, output channel) and one bias an output channel.
  ///
  /// - Throws: `LayerFault` where `outputShape` does.
  public func parameterSlots(for inputs: [Shape]) throws(LayerFault) -> [ParameterSlot] {
    _ = try outputShape(of: inputs)
    let shape = Shape(kernelSize.height, kernelSize.width, try inputs.only().channels, filters)
    return [ParameterSlot(.kernel, shape)] + (usesBias ? [ParameterSlot(.bias, Shape(filters))] : [])
  }

  /// (height, width, filters), with the rows and columns of the formula above.
  ///
  /// - Throws: `LayerFault` where rank, kernel, strides or what is cut off don't fit.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard input.rank == 3 else { throw .rank(expected: 3, found: input) }
    guard filters >= 1 else { throw .argument("filters", found: "\(filters)") }
    for (name, size) in [("kernel size", kernelSize), ("strides", strides), ("dilation", dilation)] {
      guard (1...Self.largestSide).contains(size.height), (1...Self.largestSide).contains(size.width) else {
        throw .argument(name, found: "\(size)")
      }
    }
    let extents = [(rows, input[0]), (columns, input[1])].map { axis, extent in axis.extent(over: extent) }
    guard let height = extents[0], let width = extents[1] else { throw .argument("padding", found: "\(cut)") }
    return Shape(height, width, filters)
  }

  /// No kernel and no stride is larger: so no product of two overflows.
  private static let largestSide = 1 << 20

  var rows: TransposedAxis {
    TransposedAxis(
      kernel: kernelSize.height, stride: strides.height, dilation: dilation.height, before: cut.top,
      after: cut.bottom)
  }

  var columns: TransposedAxis {
    TransposedAxis(
      kernel: kernelSize.width, stride: strides.width, dilation: dilation.width, before: cut.left,
      after: cut.right)
  }

  /// Products in one pass: one a weight, for each number of the input.
  public func multiplyAddCount(inputs: [Shape], output: Shape) -> Int {
    inputs[0].count * kernelSize.height * kernelSize.width * filters
  }

  /// One a weight of a filter; those that no number of the input meets count as padding.
  public func termCount(inputs: [Shape]) -> Int {
    kernelSize.height * kernelSize.width * inputs[0].channels
  }

  /// The sums of the formula above, before the activation function.
  public func preActivation(of inputs: [Tensor], _ parameters: LayerParameters) -> Tensor {
    let input = inputs[0]
    guard let shape = try? outputShape(of: [input.shape]) else { return input }
    let (weight, bias) = (parameters[.kernel], usesBias ? parameters[.bias].values : nil)
    var output: [Float] = []
    output.reserveCapacity(shape.count)
    for u in 0..<shape[0] {
      let rows = rows.taps(at: u, of: input.shape[0])
      for v in 0..<shape[1] {
        let taps = rows.flatMap { row in
          columns.taps(at: v, of: input.shape[1]).map { column in
            WindowTap(
              window: row.kernel * kernelSize.width + column.kernel,
              input: (row.input * input.shape[1] + column.input) * input.shape[2])
          }
        }
        output += sums(over: input, taps, weight, bias)
      }
    }
    return Tensor(shape, output)
  }

  /// The sums of all filters at one place, each in the order of `form(ofUnitAt:inputs:_:)`.
  private func sums(over input: Tensor, _ taps: [WindowTap], _ weight: Tensor, _ bias: [Float]?) -> [Float] {
    let depth = weight.shape[2]
    var sums = [Double](repeating: 0, count: filters)
    sums.withUnsafeMutableBufferPointer { sums in
      weight.values.withUnsafeBufferPointer { weight in
        for channel in 0..<depth {
          for tap in taps {
            let value = Double(input.values[tap.input + channel])
            let weight = UnsafeBufferPointer(rebasing: weight[((tap.window * depth + channel) * filters)...])
            for w in 0..<filters { sums[w] += value * Double(weight[w]) }
          }
        }
      }
    }
    return sums.rounded(with: bias)
  }

  /// Every product by input channel, kernel row, kernel column, with a 0 where a weight meets no number; then the bias.
  public func form(
    ofUnitAt position: [Int], inputs: [Tensor], _ parameters: LayerParameters
  ) -> Explanation.Form {
    let (input, weight, filter) = (inputs[0], parameters[.kernel], position[2])
    let terms = (0..<input.shape[2]).flatMap { channel in
      (0..<kernelSize.height).flatMap { i in
        (0..<kernelSize.width).map { j in
          let row = rows.place(ofKernel: i, at: position[0], of: input.shape[0])
          let column = columns.place(ofKernel: j, at: position[1], of: input.shape[1])
          let place = [row ?? -1, column ?? -1, channel]
          let isOutside = row == nil || column == nil
          return Term(
            position: place, isOutside: isOutside, input: isOutside ? 0 : input[position: place],
            weight: weight[position: [i, j, channel, filter]])
        }
      }
    }
    return .weightedSum(
      WeightedSum(
        terms: terms, termsPerChannel: kernelSize.height * kernelSize.width,
        bias: usesBias ? parameters[.bias].values[filter] : nil))
  }

  /// The numbers that spread to the region, in all channels.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { input in
      output.map { axes in
        [rows.places(readBy: axes[0], of: input[0]), columns.places(readBy: axes[1], of: input[1])]
          + [RangeSet(0..<input[2])]
      }
    }
  }
}

/// One axis of a transposed convolution.
struct TransposedAxis {
  let kernel: Int
  let stride: Int
  let dilation: Int
  /// How many places are cut off in front, and behind; below 0 there they are added.
  let before: Int
  let after: Int

  /// How far a number spreads.
  var reach: Int { (kernel - 1) * dilation + 1 }

  /// The extent of the output; `nil` where nothing is left.
  func extent(over input: Int) -> Int? {
    guard input >= 1, before >= 0 else { return nil }
    let (spread, overflow) = (input - 1).multipliedReportingOverflow(by: stride)
    let (whole, isTooLarge) = spread.addingReportingOverflow(reach)
    guard !overflow, !isTooLarge, after > -(1 << 40) else { return nil }
    let extent = whole - before - after
    return extent >= 1 ? extent : nil
  }

  /// The place of the input whose number a weight of the kernel brings to a place of the output; `nil` where it lies
  /// between two or outside.
  func place(ofKernel index: Int, at stop: Int, of input: Int) -> Int? {
    let (place, rest) = (stop + before - index * dilation).quotientAndRemainder(dividingBy: stride)
    return rest == 0 && (0..<input).contains(place) ? place : nil
  }

  /// The weights that bring a number to a place of the output, with its place in the input.
  func taps(at stop: Int, of input: Int) -> [(kernel: Int, input: Int)] {
    (0..<kernel).compactMap { index in
      place(ofKernel: index, at: stop, of: input).map { (index, $0) }
    }
  }

  /// The places of the input that spread to some of the output.
  func places(readBy stops: RangeSet<Int>, of input: Int) -> RangeSet<Int> {
    RangeSet(stops.indices.flatMap { taps(at: $0, of: input) }.map { $0.input..<$0.input + 1 })
  }
}
