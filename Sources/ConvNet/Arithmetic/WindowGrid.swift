import Tensors

/// How a window slides over the rows and the columns of its input.
public struct WindowGrid: Hashable, Sendable {
  /// Along the rows.
  public let rows: WindowAxis
  /// Along the columns.
  public let columns: WindowAxis

  /// The most places that a window may have: none is larger in earnest, and each is named in an explanation.
  private static let largestWindow = 1 << 20

  /// Lays a window over a (height, width, channel) input.
  ///
  /// - Throws: `LayerFault` where the input has another rank, an argument is out of range, or the window does not
  ///   fit.
  init(
    _ input: Shape, window: Size2D, strides: Size2D, dilation: Size2D = Size2D(square: 1),
    padding: Border = .none
  ) throws(LayerFault) {
    guard input.rank == 3 else { throw .rank(expected: 3, found: input) }
    try Self.check(window, "window")
    try Self.check(dilation, "dilation")
    guard strides.height >= 1, strides.width >= 1 else { throw .argument("strides", found: "\(strides)") }
    guard padding.isSound, Self.isSum(padding.rows, input[0]), Self.isSum(padding.columns, input[1]) else {
      throw .argument("padding", found: "\(padding)")
    }
    guard
      let rows = WindowAxis(
        inputExtent: input[0], windowExtent: window.height, stride: strides.height, dilation: dilation.height,
        paddingBefore: padding.top, paddingAfter: padding.bottom),
      let columns = WindowAxis(
        inputExtent: input[1], windowExtent: window.width, stride: strides.width, dilation: dilation.width,
        paddingBefore: padding.left, paddingAfter: padding.right)
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

  /// Whether a border, where its sides have a sum, has one with an extent.
  private static func isSum(_ border: Int?, _ extent: Int) -> Bool {
    border.map { !$0.addingReportingOverflow(extent).overflow } ?? false
  }

  /// The positions that the window reads at a set of its stops; channels are translated by a function.
  func region(reading output: Region, channels: (RangeSet<Int>) -> RangeSet<Int>) -> Region {
    output.map { axes in
      [places(axes[0], along: rows), places(axes[1], along: columns), channels(axes[2])]
    }
  }

  private func places(_ stops: RangeSet<Int>, along axis: WindowAxis) -> RangeSet<Int> {
    guard axis.dilation > 1 || axis.stride > axis.windowExtent else {
      // Windows side by side leave out nothing between the first and the last.
      return RangeSet(
        stops.ranges.map {
          axis.places(at: $0.lowerBound).lowerBound..<axis.places(at: $0.upperBound - 1).upperBound
        })
    }
    return stops.indices.reduce(into: RangeSet()) { $0.formUnion(axis.placesRead(at: $1)) }
  }
}

/// A place of the input under a window.
struct WindowTap {
  /// The place of the window, by row, then column.
  let window: Int
  /// The index in memory of the place's first channel.
  let input: Int
}

extension WindowGrid {
  /// The places of the input, none of them padded, under the window at a stop, by row, then column.
  func taps(at row: Int, _ column: Int, channels: Int) -> [WindowTap] {
    let columns = columns
    return rows.taps(at: row).enumerated().flatMap { i, row in
      columns.taps(at: column).enumerated().compactMap { j, column in
        guard (0..<rows.inputExtent).contains(row), (0..<columns.inputExtent).contains(column) else {
          return nil
        }
        return WindowTap(
          window: i * columns.windowExtent + j, input: (row * columns.inputExtent + column) * channels)
      }
    }
  }
}
