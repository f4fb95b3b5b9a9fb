import CellScreen
import ConvNet
import Tensors

/// The colour behind a number that a network reads for one of three channels: red, green or blue, the brighter the
/// larger the picture's sample.
///
/// It has 24 steps, as a colour map has few: a screen of few colours takes fewer bytes.
func colour(ofInput number: Float, channel: Int, _ preprocessing: Preprocessing) -> RGB {
  let sample = preprocessing.sample(of: number, channel: channel)
  let level = sample.isFinite ? 71 + UInt8((min(max(sample, 0), 1) * 23).rounded()) * 8 : 0
  let place = preprocessing.pictureChannel(of: channel)
  return [RGB(level, 0, 0), RGB(0, level, 0), RGB(0, 0, level)][place]
}
