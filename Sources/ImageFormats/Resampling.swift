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
    // Nothing is resampled: v · w ÷ w is v again.
    if shape == samples.shape { return samples }
    let region = region(height: shape[0], width: shape[1], fit: fit)
    let placement = placement(height: shape[0], width: shape[1], fit: fit)
    let rows = AxisSampling(region.rows, to: placement.rows.count)
    let columns = AxisSampling(region.columns, to: placement.columns.count)
    let divisor = rows.divisor * columns.divisor
    var values = [Float](repeating: 0, count: shape.count)
    var means = [Double](repeating: 0, count: channels)
    for (row, rowTaps) in zip(placement.rows, rows.taps) {
      for (column, columnTaps) in zip(placement.columns, columns.taps) {
        for channel in 0..<channels {
          means[channel] = weightedSum(rowTaps, columnTaps, channel: channel) / divisor
        }
        let first = (row * shape[1] + column) * shape[2]
        for channel in 0..<shape[2] {
          values[first + channel] = Self.sample(channel, of: means, channels: shape[2])
        }
      }
    }
    return Tensor(shape, values)
  }

  /// Σ row weight · Σ column weight · sample of a channel.
  private func weightedSum(_ rows: AxisSampling.Taps, _ columns: AxisSampling.Taps, channel: Int) -> Double {
    var sum = 0.0
    for (row, rowWeight) in rows.weights.enumerated() {
      let start = ((rows.first + row) * width + columns.first) * channels + channel
      for (column, columnWeight) in columns.weights.enumerated() {
        sum += rowWeight * columnWeight * Double(samples.values[start + column * channels])
      }
    }
    return sum
  }

  /// A sample of a pixel that is brought to a count of channels, rounded to `Float`.
  private static func sample(_ channel: Int, of pixel: [Double], channels: Int) -> Float {
    switch (pixel.count, channels) {
    case (1, 3): Float(pixel[0])
    case (3, 1): Float(0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2])
    default: Float(pixel[channel])
    }
  }
}
