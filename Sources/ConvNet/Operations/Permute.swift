public import Tensors

/// The same numbers with the axes in another order; nothing is computed.
///
///     out[i₁, i₂, …] = in[…], where axis n of the output is axis dims[n] of the input
///
/// Source: Keras 3, `keras.layers.Permute`.
public struct Permute: FixedOperation {
  /// The name of the Keras class.
  public static let className = "Permute"

  /// Which axis of the input each axis of the output is, as Keras numbers them: the first behind the batch's is 1.
  public let dims: [Int]

  /// Makes a change of axes; nothing is checked before `outputShape`.
  public init(dims: [Int]) {
    self.dims = dims
  }

  /// Numbers that come from elsewhere keep their signs.
  public var keepsSigns: Bool { true }

  /// Numbers that come from elsewhere keep their range.
  public var rangeStep: RangeStep { .keep }

  /// The code `Permute((2, 1, 3))`.
  public var listing: [ListingToken] { ListingToken.call(Self.className, [[ListingToken(tuple, .axis)]]) }

  /// The axes as Python writes a tuple.
  private var tuple: String {
    let list = dims.map(ListingToken.python).joined(separator: ", ")
    return dims.count == 1 ? "(\(list),)" : "(\(list))"
  }

  /// The input's extents in the new order.
  ///
  /// - Throws: `LayerFault` where there is not one input, or it has not exactly these axes.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard dims.sorted() == Array(1...max(1, dims.count)) else { throw .argument("dims", found: tuple) }
    guard input.rank == dims.count else { throw .rank(expected: dims.count, found: input) }
    return Shape(dims.map { input[$0 - 1] })
  }

  /// The position in the input that a number comes from.
  private func origin(of position: [Int]) -> [Int] {
    var origin = position
    for (index, dim) in zip(position, dims) { origin[dim - 1] = index }
    return origin
  }

  /// The same numbers in the new order.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let input = inputs[0]
    guard let shape = try? outputShape(of: [input.shape]) else { return input }
    let extents = input.shape.extents
    let blocks = extents.indices.map { extents[($0 + 1)...].reduce(1, *) }
    let offsets = zip(shape.extents, dims).reduce([0]) { offsets, axis in
      offsets.flatMap { offset in (0..<axis.0).map { offset + $0 * blocks[axis.1 - 1] } }
    }
    return Tensor(shape, offsets.map { input.values[$0] })
  }

  /// One: the number that moves.
  public func termCount(inputs: [Shape]) -> Int { 1 }

  /// The position that the number stood at.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    .moved(from: InputPlace(origin(of: position)))
  }

  /// The same positions with the axes of the input.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { _ in
      output.map { crossing in
        var axes = crossing.axes
        for (axis, dim) in zip(crossing.axes, dims) { axes[dim - 1] = axis }
        return Region.Crossing(axes)
      }
    }
  }
}
