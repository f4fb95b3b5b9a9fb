public import Tensors

/// A pooling: a window slides over every feature map by itself, and becomes one number at each stop.
///
/// Extents of the output: see `WindowAxis`; the number of channels stays.
public protocol Pooling2D: FixedOperation {
  /// The rows and columns of the window.
  var poolSize: Size2D { get }
  /// How far the window moves at a time.
  var strides: Size2D { get }
  /// How many rows and columns of padding are put around the input.
  var padding: Border { get }

  /// Makes a pooling; strides are those of the window where none are given.
  init(poolSize: Size2D, strides: Size2D?, padding: Border)
}

extension Pooling2D {
  /// Nothing is multiplied by a weight below 0.
  public var keepsSigns: Bool { true }

  /// Each is one of some numbers, or lies between them.
  public var rangeStep: RangeStep { .keep }

  /// (height, width, channel), with the rows and columns of `WindowAxis`.
  ///
  /// - Throws: `LayerFault` where rank or window don't fit, or a window could lie in the padding alone.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    let grid = try WindowGrid(input, window: poolSize, strides: strides, padding: padding)
    guard max(padding.top, padding.bottom) < poolSize.height,
      max(padding.left, padding.right) < poolSize.width
    else { throw .argument("padding", found: "\(padding)") }
    return Shape(grid.rows.outputExtent, grid.columns.outputExtent, input[2])
  }

  /// How the window slides over an input that `outputShape` accepts.
  public func grid(over input: Shape) -> WindowGrid? {
    try? WindowGrid(input, window: poolSize, strides: strides, padding: padding)
  }

  /// One a place of the window.
  public func termCount(inputs: [Shape]) -> Int { poolSize.height * poolSize.width }

  /// The windows of the region's units.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { input in grid(over: input)?.region(reading: output) { $0 } ?? .all(of: input) }
  }

  /// What a function makes of the places of the input under every window, a number a channel.
  func pooled(_ input: Tensor, _ pool: (_ rows: Range<Int>, _ columns: Range<Int>) -> [Float]) -> Tensor {
    guard let grid = grid(over: input.shape) else { return input }
    let shape = Shape(grid.rows.outputExtent, grid.columns.outputExtent, input.shape[2])
    var output: [Float] = []
    output.reserveCapacity(shape.count)
    for u in 0..<shape[0] {
      let rows = grid.rows.places(at: u)
      for v in 0..<shape[1] { output += pool(rows, grid.columns.places(at: v)) }
    }
    return Tensor(shape, output)
  }
}
