import CellScreen
import ConvNet
import Tensors

/// The colour behind a number that a network reads for one of three channels: of its hue, the lighter the larger the
/// picture's sample, and dark enough for white digits (contrast 4.5).
///
/// It has 24 steps, as a colour map has few: a screen of few colours takes fewer bytes.
func colour(ofInput number: Float, channel: Int, _ preprocessing: Preprocessing) -> RGB {
  let sample = preprocessing.sample(of: number, channel: channel)
  guard sample.isFinite else { return RGB(0, 0, 0) }
  let share = Double((min(max(sample, 0), 1) * 23).rounded()) / 23
  let (dark, light) = hues[preprocessing.pictureChannel(of: channel)]
  func part(_ part: KeyPath<RGB, UInt8>) -> UInt8 {
    UInt8((Double(dark[keyPath: part]) * (1 - share) + Double(light[keyPath: part]) * share).rounded())
  }
  return RGB(part(\.red), part(\.green), part(\.blue))
}

/// The colours of no light and of all of it, for red, green and blue.
private let hues = [
  (RGB(38, 10, 12), RGB(188, 58, 58)), (RGB(8, 30, 14), RGB(32, 124, 56)),
  (RGB(12, 16, 46), RGB(66, 92, 206)),
]
