import Tensors

/// How a window slides over the rows and the columns of its input.
public struct WindowGrid: Hashable, Sendable {
  /// Along the rows.
  public let rows: WindowAxis
  /// Along the columns.
  public let columns: WindowAxis

  /// The most places that a window may have: none is larger in earnest, and each is named in an explanation.
  public static let largestWindow = 1 << 20

  /// Lays a window over a (height, width, channel) input.
  ///
  /// - Throws: `LayerFault` where the input has another rank, an argument is out of range, or the window does not
  ///   fit.
  init(
    _ input: Shape, window: Size2D, strides: Size2D, dilation: Size2D = Size2D(square: 1), padding: Padding
  ) throws(LayerFault) {
    guard input.rank == 3 else { throw .rank(expected: 3, found: input) }
    try Self.check(window, "window")
    try Self.check(dilation, "dilation_rate")
    guard strides.height >= 1, strides.width >= 1 else { throw .argument("strides", found: "\(strides)") }
    guard
      let rows = WindowAxis(
        inputExtent: input[0], windowExtent: window.height, stride: strides.height, dilation: dilation.height,
        padding: padding),
      let columns = WindowAxis(
        inputExtent: input[1], windowExtent: window.width, stride: strides.width, dilation: dilation.width,
        padding: padding)
    else {
      throw .windowTooLarge(
        window: Size2D(
          height: (window.height - 1) * dilation.height + 1, width: (window.width - 1) * dilation.width + 1),
        input: input)
    }
    self.rows = rows
    self.columns = columns
  }

  /// Refuses a size that is not positive, or so large that products of its sides exceed `Int`.
  private static func check(_ size: Size2D, _ argument: String) throws(LayerFault) {
    guard size.height >= 1, size.width >= 1, largestWindow / size.height >= size.width else {
      throw .argument(argument, found: "\(size)")
    }
  }

  /// Refuses a dilated window that moves on by more than one place, as Keras does.
  func checkDilation() throws(LayerFault) {
    guard max(rows.stride, columns.stride) == 1 || max(rows.dilation, columns.dilation) == 1 else {
      throw .argument(
        "dilation_rate with strides", found: "\(Size2D(height: rows.dilation, width: columns.dilation))")
    }
  }

  /// The positions that the window reads at a set of its stops; channels are translated by a function.
  func region(reading output: Region, channels: (RangeSet<Int>) -> RangeSet<Int>) -> Region {
    output.map { crossing in
      Region.Crossing([
        places(crossing.axes[0], along: rows), places(crossing.axes[1], along: columns),
        channels(crossing.axes[2]),
      ])
    }
  }

  private func places(_ stops: RangeSet<Int>, along axis: WindowAxis) -> RangeSet<Int> {
    stops.indices.reduce(into: RangeSet()) { $0.formUnion(axis.placesRead(at: $1)) }
  }
}
