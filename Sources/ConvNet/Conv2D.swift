public import Tensors

/// A convolution: every filter slides over all input channels and makes one feature map.
///
/// With input A (height, width, input channel) and weight B (row, column, input channel, output channel), with
/// strides s and `before` rows and columns of zero padding in front of the input:
///
///     out[u,v,w] = Σ i<o  Σ j<p  Σ k<c   A[u·s + i − before, v·s + j − before, k] · B[i,j,k,w]  + bias[w]
///
/// then the activation function. Extents of the output: see `WindowAxis`. Source: Keras 3, `keras.layers.Conv2D`.
public struct Conv2D: LayerKind {
  /// The name of the Keras class.
  public static let className = "Conv2D"

  /// The filters: (height, width, input channel, output channel).
  public let weight: Tensor
  /// One number an output channel; `nil` where none is added.
  public let bias: [Float]?
  /// How far the window moves at a time.
  public let strides: Size2D
  /// What happens at the border.
  public let padding: Padding
  /// The function applied to the pre-activation.
  public let activationFunction: ActivationFunction

  /// Makes a convolution; nothing is checked before `outputShape`.
  public init(
    weight: Tensor, bias: [Float]?, strides: Size2D = Size2D(square: 1), padding: Padding = .valid,
    activationFunction: ActivationFunction = .linear
  ) {
    self.weight = weight
    self.bias = bias
    self.strides = strides
    self.padding = padding
    self.activationFunction = activationFunction
  }

  /// The number of filters, so of feature maps.
  public var filters: Int { weight.shape[3] }
  /// The number of channels that every filter spans.
  public var inputChannels: Int { weight.shape[2] }
  /// The rows and columns of a kernel.
  public var kernelSize: Size2D { Size2D(height: weight.shape[0], width: weight.shape[1]) }
  /// All weights and biases.
  public var parameterCount: Int { weight.shape.count + (bias?.count ?? 0) }

  /// Whether a bias is added to each sum.
  public var usesBias: Bool { bias != nil }

  /// The code `Conv2D(32, (3, 3), activation='relu')`.
  public var listing: [ListingToken] {
    Self.listing(
      filters: filters, kernelSize: kernelSize, strides: strides, padding: padding,
      activationFunction: activationFunction, usesBias: bias != nil)
  }

  /// The code of a convolution whose weights need not be known.
  public static func listing(
    filters: Int, kernelSize: Size2D, strides: Size2D, padding: Padding,
    activationFunction: ActivationFunction, usesBias: Bool
  ) -> [ListingToken] {
    let arguments = [[ListingToken("\(filters)", .filters)], [ListingToken("\(kernelSize)", .window)]]
    let options = ListingToken.options(
      strides: strides == Size2D(square: 1) ? nil : "\(strides)", padding: padding,
      activationFunction: activationFunction, usesBias: usesBias)
    return ListingToken.call(className, arguments + options)
  }

  /// (height, width, filters), with the rows and columns of `WindowAxis`.
  ///
  /// - Throws: `LayerFault` where rank, channels, window or bias don't fit.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard weight.shape.rank == 4, weight.shape.extents.allSatisfy({ $0 >= 1 }) else {
      throw .weightShape(expected: [nil, nil, nil, nil], found: weight.shape)
    }
    let grid = try WindowGrid(input, window: kernelSize, strides: strides, padding: padding)
    guard input[2] == inputChannels else { throw .channels(expected: inputChannels, found: input) }
    guard bias.map({ $0.count == filters }) ?? true else {
      throw .biasCount(expected: filters, found: bias?.count ?? 0)
    }
    return Shape(grid.rows.outputExtent, grid.columns.outputExtent, filters)
  }

  /// How the window slides over an input that `outputShape` accepts.
  public func grid(over input: Shape) -> WindowGrid? {
    try? WindowGrid(input, window: kernelSize, strides: strides, padding: padding)
  }

  /// One kernel of a filter: a 2-D slice (row, column) of the weight.
  ///
  /// - Precondition: Both channels exist.
  public func kernel(inputChannel: Int, filter: Int) -> Plane {
    precondition((0..<inputChannels).contains(inputChannel) && (0..<filters).contains(filter))
    let size = kernelSize
    let values = (0..<size.height * size.width).map { place in
      weight.values[(place * inputChannels + inputChannel) * filters + filter]
    }
    return Plane(height: size.height, width: size.width, values: values)
  }

  /// Products in one pass: one a weight of the filter, for each number of the output.
  public func multiplyAddCount(inputs: [Shape], output: Shape) -> Int {
    output.count * kernelSize.height * kernelSize.width * inputChannels
  }

  /// One product a weight of a filter.
  public func termCount(inputs: [Shape]) -> Int { kernelSize.height * kernelSize.width * inputChannels }

  /// The sums of the formula above, before the activation function.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let input = inputs[0]
    guard let grid = grid(over: input.shape) else { return input }
    var output: [Float] = []
    output.reserveCapacity(grid.rows.outputExtent * grid.columns.outputExtent * filters)
    for u in 0..<grid.rows.outputExtent {
      for v in 0..<grid.columns.outputExtent {
        output += sums(over: input, rows: grid.rows.window(at: u), columns: grid.columns.window(at: v))
      }
    }
    return Tensor(Shape(grid.rows.outputExtent, grid.columns.outputExtent, filters), output)
  }

  /// The sums of all filters at one stop of the window, each in the order of `form(ofUnitAt:inputs:)`.
  ///
  /// Filters are the fastest axis of the weight, so the sums of all filters grow side by side.
  private func sums(over input: Tensor, rows: Range<Int>, columns: Range<Int>) -> [Float] {
    var sums = [Double](repeating: 0, count: filters)
    let filters = filters
    let channels = inputChannels
    sums.withUnsafeMutableBufferPointer { sums in
      weight.values.withUnsafeBufferPointer { weight in
        for k in 0..<channels {
          for (i, row) in rows.enumerated() where (0..<input.shape[0]).contains(row) {
            for (j, column) in columns.enumerated() where (0..<input.shape[1]).contains(column) {
              let value = Double(input.values[(row * input.shape[1] + column) * channels + k])
              let weights = ((i * columns.count + j) * channels + k) * filters
              for w in 0..<filters { sums[w] += value * Double(weight[weights + w]) }
            }
          }
        }
      }
    }
    guard let bias else { return sums.map { Float($0) } }
    return zip(sums, bias).map { Float($0 + Double($1)) }
  }

  /// Every product by input channel, kernel row, kernel column; then the bias.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    let input = inputs[0]
    guard let grid = grid(over: input.shape) else { return .given }
    let rows = grid.rows.window(at: position[0])
    let columns = grid.columns.window(at: position[1])
    var terms: [Term] = []
    terms.reserveCapacity(termCount(inputs: [input.shape]))
    for k in 0..<inputChannels {
      let kernel = kernel(inputChannel: k, filter: position[2])
      for (i, row) in rows.enumerated() {
        for (j, column) in columns.enumerated() {
          terms.append(term(input, at: row, column, k, weight: kernel.values[i * columns.count + j]))
        }
      }
    }
    return .weightedSum(
      WeightedSum(terms: terms, termsPerChannel: rows.count * columns.count, bias: bias?[position[2]]))
  }

  /// The product of a weight with the input's number at a place, which may lie in the padding.
  private func term(_ input: Tensor, at row: Int, _ column: Int, _ k: Int, weight: Float) -> Term {
    let inside = (0..<input.shape[0]).contains(row) && (0..<input.shape[1]).contains(column)
    return Term(
      position: [row, column, k], isOutside: !inside,
      input: inside ? input.values[(row * input.shape[1] + column) * inputChannels + k] : 0, weight: weight)
  }

  /// The windows of the region's units.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    let all = RangeSet(0..<inputChannels)
    return inputs.map { input in
      grid(over: input)?.region(reading: output) { _ in all } ?? .all(of: input)
    }
  }
}
