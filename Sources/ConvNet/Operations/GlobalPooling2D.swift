public import Tensors

/// Global pooling: every feature map becomes one number, its mean or its largest.
///
///     out[w] = Σ i<height  Σ j<width  in[i, j, w]  ÷ (height · width)        or
///     out[w] = max over i<height, j<width of  in[i, j, w]
///
/// Source: Keras 3, `keras.layers.GlobalAveragePooling2D` and `GlobalMaxPooling2D`.
public struct GlobalPooling2D: FixedOperation {
  /// What becomes of the numbers of a map.
  public let rule: PoolingRule
  /// Whether the activation is (1, 1, channel) rather than (channel).
  public let keepsAxes: Bool

  /// Makes a global pooling.
  public init(_ rule: PoolingRule, keepsAxes: Bool = false) {
    self.rule = rule
    self.keepsAxes = keepsAxes
  }

  /// Nothing is multiplied by a weight below 0.
  public var keepsSigns: Bool { true }

  /// (channel) or, with its axes kept, (1, 1, channel).
  ///
  /// - Throws: `LayerFault` where there is not one input of three axes.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard input.rank == 3 else { throw .rank(expected: 3, found: input) }
    guard input[0] >= 1, input[1] >= 1, input.checkedCount != nil else {
      throw .argument("input", found: "\(input)")
    }
    return keepsAxes ? Shape(1, 1, input[2]) : Shape(input[2])
  }

  /// The whole map as the only window, where the activation has rows and columns.
  public func grid(over input: Shape) -> WindowGrid? {
    guard keepsAxes, input.rank == 3 else { return nil }
    let map = Size2D(height: input[0], width: input[1])
    return try? WindowGrid(input, window: map, strides: map)
  }

  /// One a place of the map.
  public func termCount(inputs: [Shape]) -> Int { inputs[0][0] * inputs[0][1] }

  /// The mean or the largest number of every map.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let input = inputs[0]
    let numbers = rule.numbers(of: input, rows: 0..<input.shape[0], columns: 0..<input.shape[1])
    return Tensor(keepsAxes ? Shape(1, 1, numbers.count) : Shape(numbers.count), numbers)
  }

  /// The numbers of the map, by row, then column.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    let input = inputs[0]
    let channel = position[position.count - 1]
    let places = (0..<input.shape[0]).flatMap { row in
      (0..<input.shape[1]).map { column in
        WindowPlace(
          position: [row, column, channel], isOutside: false, value: input[row, column, channel])
      }
    }
    return rule.form(places)
  }

  /// The whole maps of the region's channels.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { input in
      output.map { [RangeSet(0..<input[0]), RangeSet(0..<input[1])] + $0.suffix(1) }
    }
  }
}
