public import Tensors

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
    let target = try PictureTarget(shape)
    var sums = InputSums(of: self, channels: channels, orientation: .upright, target: target, fit: fit)
    for row in 0..<height {
      let start = row * width * channels
      sums.add(at: RowPlace(row: row), count: width) { Double(samples.values[start + $0]) }
    }
    return sums.input(largest: 1)
  }
}
