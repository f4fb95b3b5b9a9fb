import CKernels
import Tensors

extension Conv2D: FastOperation {
  /// Sums in registers.
  ///
  /// A padded place is read as 0 here and not at all by the definition: that is the same unless a weight is not finite.
  /// What reaches so far that a copy with its padding would be large is left to the exact kernel or the definition.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    guard let grid = grid(over: inputs[0]) else { return nil }
    guard !grid.isPadded || parameters[.kernel].isFinite else { return nil }
    let convolution = FastConvolution(
      parameters[.kernel], bias: usesBias ? parameters[.bias].values : nil, groups: groups,
      window: cnn_window(grid, channels: inputs[0][2]), isPadded: grid.isPadded)
    return convolution.copyCount <= Self.mostCopied ? .work(convolution) : nil
  }

  /// How many numbers of a padded input are copied at the most: 16 MiB.
  private static var mostCopied: Int { 1 << 22 }
}

/// A convolution whose sums stay in registers while products are added.
///
/// Nothing is gathered: the numbers under a window are read where they lie. A padded input is copied with its zeros
/// around it, some rows at a time.
struct FastConvolution: FastWork {
  private let window: cnn_window
  private let isPadded: Bool
  /// How wide a row that is read is, padding included.
  private let readWidth: Int
  private let filters: FastFilters

  /// How many numbers of the input and of the result are in the cache at a time.
  private static let (inputCount, resultCount) = (1 << 15, 1 << 14)
  /// For so many stops weights that are not kept laid out are laid out once; so many are summed together.
  private static let (stopsForLaying, run) = (1020, 6)
  /// How many numbers of a padded input are copied at a time.
  private static let paddedCount = 1 << 20
  /// With fewer stops, of weights that are laid out and of others, a piece takes a part of the filters instead, where
  /// these are many.
  private static let (fewestStops, fewestStopsForLaying, fewestFilters) = (48, 256, 64)

  /// Makes a convolution ready; the weight is (row, column, channel of the filter, filter).
  init(_ weight: Tensor, bias: [Float]?, groups: Int, window: cnn_window, isPadded: Bool) {
    self.window = window
    self.isPadded = isPadded
    let reach = (window.window_width - 1) * window.dilation_width + 1
    readWidth =
      isPadded
      ? max((window.out_width - 1) * window.stride_width + reach, window.before_width + window.width)
      : window.width
    var read = window
    read.width = readWidth
    filters = FastFilters(weight, bias: bias, groups: groups, window: read)
  }

  /// How many rows of a padded input so many rows of the result need.
  private func paddedRows(_ rows: Int) -> Int {
    (rows - 1) * window.stride_height + (window.window_height - 1) * window.dilation_height + 1
  }

  /// How many rows of the result are made of one copy.
  private var rowsAtATime: Int {
    let line = readWidth * window.channels
    let rows = (Self.paddedCount / line - paddedRows(1)) / window.stride_height + 1
    return min(max(rows, 1), window.out_height)
  }

  /// How many numbers a copy of a padded input has.
  var copyCount: Int { isPadded ? paddedRows(rowsAtATime) * readWidth * window.channels : 0 }

  var scratchCount: Int { copyCount + filters.scratchCount }

  func work(on operands: FastOperands, _ share: FastShare) {
    let stops = window.out_height * window.out_width
    let isByFilters =
      share.count > 1 && filters.groups == 1
      && stops < (filters.isLaid ? Self.fewestStops : Self.fewestStopsForLaying) * share.count
      && filters.count >= Self.fewestFilters * share.count
    let blocks = isByFilters ? share.range(of: filters.blocks, runs: 4) : 0..<filters.blocks
    if isPadded {
      let rows = isByFilters ? 0..<window.out_height : share.range(of: window.out_height)
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: rowsAtATime) {
        sumPadded(operands, share, rows: first..<min(first + rowsAtATime, rows.upperBound), blocks)
      }
    } else {
      sum(
        operands, share, window, operands.inputs[0], stops: isByFilters ? 0..<stops : share.range(of: stops),
        blocks, before: 0)
    }
  }

  /// The sums for some rows of the result, over a copy of what they read.
  private func sumPadded(_ operands: FastOperands, _ share: FastShare, rows: Range<Int>, _ blocks: Range<Int>)
  {
    let copy = operands.scratch[share.thread]
    var padded = window
    padded.height = paddedRows(rows.count)
    padded.width = readWidth
    withUnsafePointer(to: window) {
      cnn_copy_padded(
        $0, operands.inputs[0], rows.lowerBound * window.stride_height - window.before_height, padded.height,
        readWidth, copy)
    }
    sum(
      operands, share, padded, copy, stops: 0..<rows.count * window.out_width, blocks,
      before: rows.lowerBound * window.out_width)
  }

  /// At how many stops all filters are summed before the next ones are.
  private var stopsAtATime: Int {
    let line = readWidth * window.channels * window.stride_height
    let stops = min(Self.inputCount * window.out_width / line, Self.resultCount / filters.count)
    return max(stops / Self.run * Self.run, filters.isLaid ? 4 * Self.run : Self.stopsForLaying)
  }

  /// The sums of some filters at some stops, of which so many of the result come before the first.
  private func sum(
    _ operands: FastOperands, _ share: FastShare, _ window: cnn_window, _ input: UnsafePointer<Float>,
    stops: Range<Int>, _ blocks: Range<Int>, before: Int
  ) {
    let columns = filters.range(of: blocks)
    for first in stride(from: stops.lowerBound, to: stops.upperBound, by: stopsAtATime) {
      let last = min(first + stopsAtATime, stops.upperBound)
      filters.convolve(
        window, input, blocks, stops: first..<last, scratch: operands.scratch[share.thread] + copyCount,
        operands.output + before * filters.count)
      operands.finish(rows: before + first..<before + last, columns, of: filters.count)
    }
  }
}

/// The filters of a convolution, in blocks whose sums stand side by side.
private struct FastFilters {
  /// How many filters there are.
  let count: Int
  let groups: Int
  private let weight: [Float]
  /// The weights in the order in which they are multiplied; `nil` where they are so many that memory is worth more.
  private let laid: FastBuffer?
  private let bias: FastBuffer?
  /// Where the numbers under the window lie behind its corner.
  private let offsets: [Int]

  /// The most weights that are kept laid out, and how many filters are a block.
  private static let (mostLaid, block) = (1 << 17, 16)

  init(_ weight: Tensor, bias: [Float]?, groups: Int, window: cnn_window) {
    count = weight.shape.channels
    self.groups = groups
    self.weight = weight.values
    self.bias = bias.map(FastBuffer.init)
    let depth = window.channels / groups
    offsets = withUnsafePointer(to: window) { window in
      [Int](unsafeUninitializedCapacity: weight.shape.count / max(1, weight.shape.channels)) {
        buffer, count in
        cnn_fill_offsets(window, depth, buffer.baseAddress)
        count = buffer.count
      }
    }
    laid =
      weight.shape.count > Self.mostLaid
      ? nil : FastFilters.laidOut(weight.values, count: weight.shape.channels, groups: groups, window)
  }

  /// The weights laid out.
  private static func laidOut(_ weight: [Float], count: Int, groups: Int, _ window: cnn_window) -> FastBuffer
  {
    weight.withUnsafeBufferPointer { weight in
      var (window, filters) = (window, cnn_filters())
      filters.weight = weight.baseAddress
      (filters.groups, filters.filters) = (groups, count)
      let buffer = FastBuffer(count: cnn_laid_count(&window, &filters))
      cnn_lay_filters(&window, &filters, buffer.start)
      return buffer
    }
  }

  var isLaid: Bool { laid != nil }

  /// How much room every thread needs.
  var scratchCount: Int { isLaid ? 0 : Int(CNN_PANEL) }

  /// How many blocks each group has.
  var blocks: Int { (count / groups + Self.block - 1) / Self.block }

  /// The filters of some blocks of each group: all, unless there is one group.
  func range(of blocks: Range<Int>) -> Range<Int> {
    groups > 1 ? 0..<count : blocks.lowerBound * Self.block..<min(blocks.upperBound * Self.block, count)
  }

  /// Writes the sums of some blocks at some stops.
  func convolve(
    _ window: cnn_window, _ input: UnsafePointer<Float>, _ blocks: Range<Int>, stops: Range<Int>,
    scratch: UnsafeMutablePointer<Float>, _ output: UnsafeMutablePointer<Float>
  ) {
    weight.withUnsafeBufferPointer { weight in
      offsets.withUnsafeBufferPointer { offsets in
        var window = window
        var filters = cnn_filters(
          weight: weight.baseAddress, laid: laid.map { UnsafePointer($0.start) },
          bias: bias.map { UnsafePointer($0.start) },
          groups: groups, filters: count, offsets: offsets.baseAddress)
        cnn_convolve(
          &window, &filters, input, blocks.lowerBound, blocks.upperBound, stops.lowerBound, stops.upperBound,
          scratch, output)
      }
    }
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
      // A window that stops once may have any stride.
      stride_height: rows.outputExtent > 1 ? rows.stride : 1,
      stride_width: columns.outputExtent > 1 ? columns.stride : 1,
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
