import CKernels
import Tensors

/// A convolution whose sums stay in registers from the first product to the last.
///
/// Nothing is gathered: under a window the numbers of neighbouring columns stand side by side in the input, as their
/// weights do, filter beside filter. A padded input is copied with its zeros around it, some rows at a time.
struct FastDirectConvolution: FastWork {
  private let filterCount: Int
  private let weight: [Float]
  private let bias: [Float]?
  private let window: cnn_window
  /// How wide a row is with its padding.
  private let paddedWidth: Int
  private let isPadded: Bool

  /// With more weights in a row of a filter than these, BLAS, which arranges them first, is better.
  private static let longest = 2_560
  /// How many numbers of the result are written before the activation function is applied to them, where there are
  /// few weights; more weights than these are not fetched so often.
  private static let (resultCount, fewWeights) = (1 << 14, 1 << 16)
  /// How many numbers of a padded input are copied at a time.
  private static let paddedCount = 1 << 20
  /// Of fewer stops a piece takes a part of the filters instead, where these are many.
  private static let (fewestStops, fewestFilters) = (48, 64)

  /// Makes a convolution ready; `nil` where another way is better, or this one is not possible.
  init?(_ layer: Conv2D, _ parameters: LayerParameters, grid: WindowGrid, channels: Int) {
    guard cnn_can_convolve() != 0, layer.groups == 1, layer.filters.isMultiple(of: 16),
      layer.kernelSize.width * channels <= Self.longest,
      grid.columns.dilation == 1
    else { return nil }
    filterCount = layer.filters
    weight = parameters[.kernel].values
    bias = layer.usesBias ? parameters[.bias].values : nil
    window = cnn_window(grid, channels: channels)
    isPadded = grid.isPadded
    let columns = grid.columns
    paddedWidth = max(
      (columns.outputExtent - 1) * columns.stride + columns.reach, columns.paddingBefore + columns.inputExtent
    )
  }

  /// How many rows of a padded input so many rows of the result need.
  private func paddedRows(_ rows: Int) -> Int {
    (rows - 1) * window.stride_height + (window.window_height - 1) * window.dilation_height + 1
  }

  /// How many rows of the result are made of one copy.
  private var rowsAtATime: Int {
    let line = paddedWidth * window.channels
    let rows = (Self.paddedCount / line - paddedRows(1)) / window.stride_height + 1
    return min(max(rows, 1), window.out_height)
  }

  var scratchCount: Int { isPadded ? paddedRows(rowsAtATime) * paddedWidth * window.channels : 0 }

  func work(on operands: FastOperands, _ share: FastShare) {
    let stops = window.out_height * window.out_width
    let isByFilters =
      share.count > 1 && stops < Self.fewestStops * share.count
      && filterCount >= Self.fewestFilters * share.count
    let filters = isByFilters ? share.range(of: filterCount, runs: 64) : 0..<filterCount
    if isPadded {
      let rows = isByFilters ? 0..<window.out_height : share.range(of: window.out_height)
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: rowsAtATime) {
        sumPadded(operands, share, rows: first..<min(first + rowsAtATime, rows.upperBound), filters)
      }
    } else {
      sum(
        operands, window, operands.inputs[0],
        stops: isByFilters ? 0..<stops : share.range(of: stops),
        filters, before: 0)
    }
  }

  /// The sums for some rows of the result, over a copy of what they read.
  private func sumPadded(
    _ operands: FastOperands, _ share: FastShare, rows: Range<Int>, _ filters: Range<Int>
  ) {
    let scratch = operands.scratch[share.thread]
    var padded = window
    padded.height = paddedRows(rows.count)
    padded.width = paddedWidth
    withUnsafePointer(to: window) {
      cnn_copy_padded(
        $0, operands.inputs[0], rows.lowerBound * window.stride_height - window.before_height, padded.height,
        paddedWidth, scratch)
    }
    sum(
      operands, padded, scratch, stops: 0..<rows.count * window.out_width, filters,
      before: rows.lowerBound * window.out_width)
  }

  /// The sums of some filters at some stops, of which so many of the result come before the first.
  private func sum(
    _ operands: FastOperands, _ window: cnn_window, _ input: UnsafePointer<Float>, stops: Range<Int>,
    _ filters: Range<Int>, before: Int
  ) {
    let length =
      weight.count > Self.fewWeights
      ? max(stops.count, 1) : max(Self.resultCount / filterCount / 6 * 6, 24)
    for first in stride(from: stops.lowerBound, to: stops.upperBound, by: length) {
      let last = min(first + length, stops.upperBound)
      weight.withUnsafeBufferPointer { weight in
        withUnsafePointer(to: window) { window in
          bias.withPointer { bias in
            cnn_convolve(
              window, input, weight.baseAddress, filterCount, bias, filters.lowerBound, filters.upperBound,
              first, last, operands.output + before * filterCount)
          }
        }
      }
      operands.finish(rows: before + first..<before + last, filters, of: filterCount)
    }
  }
}
