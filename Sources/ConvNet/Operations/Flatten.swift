public import Tensors

/// All numbers of an activation in one line; nothing is computed.
///
/// For an input of (height, width, channel): out[(row·width + column)·channels + channel] = in[row, column,
/// channel]; where the code has channels first, out[(channel·height + row)·width + column]. Source: Keras 3,
/// `keras.layers.Flatten`.
public struct Flatten: KeepingOperation {
  /// In which order the numbers of maps come.
  public enum Order: Equatable, Sendable {
    /// Place by place: channel runs fastest.
    case channelsLast
    /// Map by map: column runs fastest.
    case channelsFirst
  }

  /// In which order the numbers of maps come; other ranks keep theirs.
  public let order: Order

  /// Makes a flattening.
  public init(_ order: Order = .channelsLast) {
    self.order = order
  }

  /// Whether the numbers of a shape come map by map.
  private func goesByMap(_ shape: Shape) -> Bool { order == .channelsFirst && shape.rank == 3 }

  /// The position in an input of a shape at which a number of the line stood.
  public func origin(ofIndex index: Int, in shape: Shape) -> [Int] {
    guard goesByMap(shape) else { return shape.indices(ofOffset: index) }
    let place = Shape(shape[2], shape[0], shape[1]).indices(ofOffset: index)
    return [place[1], place[2], place[0]]
  }

  /// The place in the line of a number at a position of an input of a shape.
  public func index(ofPosition position: [Int], in shape: Shape) -> Int {
    guard goesByMap(shape) else { return shape.offset(of: position) }
    return Shape(shape[2], shape[0], shape[1]).offset(of: [position[2], position[0], position[1]])
  }

  /// The product of the extents, as the only axis.
  ///
  /// - Throws: `LayerFault` where there is not one input.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard let count = input.checkedCount else { throw .argument("input", found: "\(input)") }
    return Shape(count)
  }

  /// The same numbers in the layer's order.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let input = inputs[0]
    guard goesByMap(input.shape) else { return input.reshaped(to: Shape(input.shape.count)) }
    return Permute(axes: [2, 0, 1]).preActivation(of: [input]).reshaped(to: Shape(input.shape.count))
  }

  /// The position that the number stood at.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    .moved(from: InputPlace(origin(ofIndex: position[0], in: inputs[0].shape)))
  }

  /// The positions of the indices.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    let offsets = output.offsets(in: shape)
    return inputs.map { input in
      guard goesByMap(input) else { return Region(offsets: offsets, in: input) }
      return Region(offsets: offsets, in: Shape(input[2], input[0], input[1])).map { axes in
        [axes[1], axes[2], axes[0]]
      }
    }
  }
}
