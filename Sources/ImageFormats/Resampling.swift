public import Tensors

/// A network whose input no picture can be brought to: not (height, width, channel) with 1 or 3 channels.
public struct UnsuitableInput: Error, Equatable, Sendable {
  /// The shape of the network's input.
  public let shape: Shape

  /// Makes the error for an input shape.
  public init(shape: Shape) {
    self.shape = shape
  }
}

extension Picture {
  /// The picture as the input of a network: the region that fits, resampled to what it fills of (height, width, channel).
  ///
  /// Each axis is resampled by itself: averaged by area where it shrinks, interpolated linearly between
  /// pixel centres where it grows (edges clamped), copied where it stays. A grey picture is repeated in 3
  /// channels; of an RGB picture 1 channel is the luma 0.299·R + 0.587·G + 0.114·B (ITU-R BT.601). Sums are
  /// taken in `Double` and rounded once to `Float`; nothing is rounded to whole samples. What the picture doesn't
  /// fill is 0.
  ///
  /// - Throws: `UnsuitableInput` where the shape is not (height, width, 1 or 3).
  public func input(_ shape: Shape, fit: PictureFit = .crop) throws(UnsuitableInput) -> Tensor {
    guard shape.rank == 3, shape[0] >= 1, shape[1] >= 1, shape[2] == 1 || shape[2] == 3 else {
      throw UnsuitableInput(shape: shape)
    }
    let region = region(height: shape[0], width: shape[1], fit: fit)
    let placement = placement(height: shape[0], width: shape[1], fit: fit)
    let rows = AxisSampling(region.rows, to: placement.rows.count)
    let columns = AxisSampling(region.columns, to: placement.columns.count)
    let divisor = rows.divisor * columns.divisor
    var values = [Float](repeating: 0, count: shape.count)
    for (row, rowTaps) in zip(placement.rows, rows.taps) {
      for (column, columnTaps) in zip(placement.columns, columns.taps) {
        let means = weightedSums(rowTaps, columnTaps).map { $0 / divisor }
        let first = (row * shape[1] + column) * shape[2]
        values.replaceSubrange(first..<first + shape[2], with: Self.pixel(means, channels: shape[2]))
      }
    }
    return Tensor(shape, values)
  }

  /// Σ row weight · Σ column weight · sample, for each channel.
  private func weightedSums(_ rows: AxisSampling.Taps, _ columns: AxisSampling.Taps) -> [Double] {
    var sums = [Double](repeating: 0, count: channels)
    for (row, rowWeight) in zip(rows.first..., rows.weights) {
      for (column, columnWeight) in zip(columns.first..., columns.weights) {
        let start = (row * width + column) * channels
        for channel in 0..<channels {
          sums[channel] += rowWeight * columnWeight * Double(samples.values[start + channel])
        }
      }
    }
    return sums
  }

  /// A pixel brought to a count of channels, rounded to `Float`.
  private static func pixel(_ samples: [Double], channels: Int) -> [Float] {
    switch (samples.count, channels) {
    case (1, 3): [Float](repeating: Float(samples[0]), count: 3)
    case (3, 1): [Float(0.299 * samples[0] + 0.587 * samples[1] + 0.114 * samples[2])]
    default: samples.map { Float($0) }
    }
  }
}
