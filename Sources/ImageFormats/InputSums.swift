internal import Tensors

/// The input of a network while the pixels of a picture are added up to it, in any order.
///
/// Stored rows lie along one axis of the input and stored columns along the other, each forward or backward, so a
/// stored picture is turned upright on the way.
struct InputSums {
  /// How the positions along one stored axis make those of the input's axis on which it lies.
  private struct Axis {
    let sampling: AxisSampling
    /// The positions of the input that are filled.
    let filled: Range<Int>
    let isReversed: Bool
    /// The distance of neighbouring positions among the sums.
    let step: Int

    /// An axis of a picture of which some positions fill some of the input's.
    init(_ region: Range<Int>, of length: Int, filling filled: Range<Int>, step: Int, isReversed: Bool) {
      let stored = isReversed ? length - region.upperBound..<length - region.lowerBound : region
      sampling = AxisSampling(stored, to: filled.count)
      (self.filled, self.isReversed, self.step) = (filled, isReversed, step)
    }

    /// The place among the sums of a position that is counted in stored order.
    func offset(_ index: Int) -> Int {
      step * (isReversed ? filled.upperBound - 1 - index : filled.lowerBound + index)
    }
  }

  private let target: PictureTarget
  private let placement: PictureRegion
  /// The samples of a pixel of the picture.
  private let channels: Int
  private let rows: Axis
  private let columns: Axis
  /// By row, column and channel of the picture.
  private var sums: [Double]

  /// Begins with sums of 0 for a picture of the given upright extents.
  init(
    of picture: some PictureExtents, channels: Int, orientation: Orientation, target: PictureTarget,
    fit: PictureFit
  ) {
    let region = picture.region(height: target.height, width: target.width, fit: fit)
    let placement = picture.placement(height: target.height, width: target.width, fit: fit)
    (self.target, self.placement, self.channels) = (target, placement, channels)
    let (rowsReversed, columnsReversed) = (orientation.reversesRows, orientation.reversesColumns)
    let down = Axis(
      region.rows, of: picture.height, filling: placement.rows, step: target.width * channels,
      isReversed: orientation.swapsAxes ? columnsReversed : rowsReversed)
    let across = Axis(
      region.columns, of: picture.width, filling: placement.columns, step: channels,
      isReversed: orientation.swapsAxes ? rowsReversed : columnsReversed)
    (rows, columns) = orientation.swapsAxes ? (across, down) : (down, across)
    sums = [Double](repeating: 0, count: Self.count(channels: channels, target: target))
  }

  /// The number of sums: each position of the input has one for every channel of the picture.
  static func count(channels: Int, target: PictureTarget) -> Int { target.height * target.width * channels }

  /// Adds stored pixels.
  mutating func add(_ run: PixelRun) {
    add(at: run.place, count: run.samples.count / channels) { Double(run.samples[$0]) }
  }

  /// Adds pixels of a row whose samples are given by pixel · channels + channel.
  mutating func add(at place: RowPlace, count: Int, sample: (Int) -> Double) {
    let (row, firstColumn, columnStep) = (place.row, place.firstColumn, place.columnStep)
    let uses = rows.sampling.uses(of: row..<row + 1)
    guard !uses.isEmpty, count > 0 else { return }
    let end = firstColumn + (count - 1) * columnStep + 1
    let columnUses = columns.sampling.uses(of: firstColumn..<end)
    if columns.sampling.isCopy, columnStep == 1 {
      for use in uses { copy(columnUses, from: firstColumn, use, of: row, sample: sample) }
      return
    }
    for index in columnUses {
      let taps = columns.sampling.taps[index]
      let pixels = Self.pixels(in: taps.positions, first: firstColumn, step: columnStep, count: count)
      guard !pixels.isEmpty else { continue }
      for channel in 0..<channels {
        var sum = 0.0
        for pixel in pixels {
          sum += taps.weight(at: firstColumn + pixel * columnStep) * sample(pixel * channels + channel)
        }
        let place = columns.offset(index) + channel
        for use in uses { sums[rows.offset(use) + place] += rows.sampling.taps[use].weight(at: row) * sum }
      }
    }
  }

  /// Adds pixels of which each is a column of the input by itself, to a row that is made of them.
  private mutating func copy(
    _ indices: Range<Int>, from firstColumn: Int, _ use: Int, of row: Int, sample: (Int) -> Double
  ) {
    let line = rows.offset(use)
    for index in indices {
      let taps = columns.sampling.taps[index]
      let weight = rows.sampling.taps[use].weight(at: row) * taps.first
      let pixel = taps.positions.lowerBound - firstColumn
      let place = line + columns.offset(index)
      for channel in 0..<channels { sums[place + channel] += weight * sample(pixel * channels + channel) }
    }
  }

  /// Which of some pixels lie at given columns.
  private static func pixels(in columns: Range<Int>, first: Int, step: Int, count: Int) -> Range<Int> {
    let start = max(0, (columns.lowerBound - first + step - 1) / step)
    let end = min(count, (columns.upperBound - first + step - 1) / step)
    return start..<max(start, end)
  }

  /// The input: each sum ÷ what its weights add up to and what a full sample counts, in the input's channels.
  func input(largest: Int) -> Tensor {
    let divisor = rows.sampling.divisor * columns.sampling.divisor * Double(largest)
    let (width, count) = (target.width, target.channels)
    var values = [Float](repeating: 0, count: target.shape.count)
    for row in placement.rows {
      for pixel in row * width + placement.columns.lowerBound..<row * width + placement.columns.upperBound {
        for channel in 0..<count {
          values[pixel * count + channel] = Float(sample(channel, of: count, at: pixel * channels, divisor))
        }
      }
    }
    return Tensor(target.shape, values)
  }

  /// A sample of the pixel whose sums begin at an index, brought to the input's count of channels.
  private func sample(_ channel: Int, of count: Int, at first: Int, _ divisor: Double) -> Double {
    switch (channels, count) {
    case (1, 3): sums[first] / divisor
    case (3, 1):
      0.299 * (sums[first] / divisor) + 0.587 * (sums[first + 1] / divisor) + 0.114
        * (sums[first + 2] / divisor)
    default: sums[first + channel] / divisor
    }
  }
}
