import CKernels
import Tensors

extension Conv2D: FastOperation {
  /// Sums in registers, or a product of matrices where the arguments of BLAS can hold its extents.
  ///
  /// A padded place is read as 0 here and not at all by the reference: that is the same unless a weight is not finite.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    guard let grid = grid(over: inputs[0]) else { return nil }
    guard !grid.isPadded || parameters[.kernel].isFinite else { return nil }
    if let direct = FastDirectConvolution(self, parameters, grid: grid, channels: inputs[0][2]) {
      return .work(direct)
    }
    let depth = kernelSize.height * kernelSize.width * inputs[0][2]
    guard max(depth, filters, output[0] * output[1]) <= Int(Int32.max) else { return nil }
    return .work(FastConvolution(self, parameters, grid: grid, channels: inputs[0][2]))
  }
}

/// A convolution as the product of two matrices: the numbers under the window at every stop, and the filters.
///
/// The first one, "im2col", is made for some stops at a time; the second are the weights as they are in memory. Source:
/// Chellapilla et al., "High Performance Convolutional Neural Networks for Document Processing", 2006.
private struct FastConvolution: FastWork {
  private let layer: Conv2D
  private let product: FastProduct
  private let window: cnn_window
  /// How many stops there are.
  private let stops: Int
  /// Whether the input is the first matrix already.
  private let isDirect: Bool
  /// At how many stops windows are gathered at a time.
  private let tile: Int

  /// The most numbers gathered at a time: they shall stay in the processor's cache.
  private static let tileCount = 1 << 20
  /// A piece with fewer stops than these is a part of the filters instead.
  private static let fewestStops = 48

  init(_ layer: Conv2D, _ parameters: LayerParameters, grid: WindowGrid, channels: Int) {
    self.layer = layer
    product = FastProduct(
      weight: parameters[.kernel], bias: layer.usesBias ? parameters[.bias].values : nil)
    window = cnn_window(grid, channels: channels)
    stops = grid.rows.outputExtent * grid.columns.outputExtent
    isDirect =
      layer.kernelSize == Size2D(square: 1) && layer.strides == Size2D(square: 1) && !grid.isPadded
    tile = isDirect ? max(stops, 1) : min(max(Self.tileCount / product.depth, 1), max(stops, 1))
  }

  var scratchCount: Int { isDirect ? 0 : tile * product.depth }

  func work(on operands: FastOperands, _ share: FastShare) {
    if layer.groups == 1, share.count > 1, stops < Self.fewestStops * share.count {
      work(on: operands, share, stops: 0..<stops, filters: share.range(of: layer.filters, runs: 16))
    } else {
      work(on: operands, share, stops: share.range(of: stops, runs: 4), filters: 0..<layer.filters)
    }
  }

  private func work(on operands: FastOperands, _ share: FastShare, stops: Range<Int>, filters: Range<Int>) {
    for first in stride(from: stops.lowerBound, to: stops.upperBound, by: tile) {
      let stops = first..<min(first + tile, stops.upperBound)
      for group in 0..<layer.groups {
        let matrix = matrix(of: stops, group: group, operands, share)
        let own = layer.groups == 1 ? filters : group * perGroup..<(group + 1) * perGroup
        product.multiply(matrix.start, step: matrix.step, rows: stops, columns: own, operands.output)
      }
      operands.finish(rows: stops, filters, of: layer.filters)
    }
  }

  private var perGroup: Int { layer.filtersPerGroup }

  /// The numbers under the window at some stops, a row each, and how far apart the rows are.
  private func matrix(
    of stops: Range<Int>, group: Int, _ operands: FastOperands, _ share: FastShare
  ) -> (start: UnsafePointer<Float>, step: Int) {
    let channels = product.weight.shape[2]
    guard !isDirect else {
      return (operands.inputs[0] + stops.lowerBound * window.channels + group * channels, window.channels)
    }
    let scratch = operands.scratch[share.thread]
    withUnsafePointer(to: window) {
      cnn_gather_windows(
        $0, operands.inputs[0], group * channels, channels, stops.lowerBound, stops.count, scratch)
    }
    return (UnsafePointer(scratch), product.depth)
  }
}

extension cnn_window {
  /// A window that slides over maps of so many channels.
  init(_ grid: WindowGrid, channels: Int) {
    let (rows, columns) = (grid.rows, grid.columns)
    self.init(
      height: rows.inputExtent, width: columns.inputExtent, channels: channels,
      out_height: rows.outputExtent, out_width: columns.outputExtent,
      window_height: rows.windowExtent, window_width: columns.windowExtent,
      stride_height: rows.stride, stride_width: columns.stride,
      dilation_height: rows.dilation, dilation_width: columns.dilation,
      before_height: rows.paddingBefore, before_width: columns.paddingBefore)
  }
}

extension WindowGrid {
  /// Whether the window reads a padded place anywhere.
  var isPadded: Bool {
    rows.paddingBefore + rows.paddingAfter + columns.paddingBefore + columns.paddingAfter > 0
  }
}

extension Tensor {
  /// Whether no number is NaN or ±∞.
  fileprivate var isFinite: Bool {
    values.withUnsafeBufferPointer { $0.baseAddress.map { cnn_are_finite($0, values.count) != 0 } ?? true }
  }
}
