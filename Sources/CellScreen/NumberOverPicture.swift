/// What a number of a diverging map over a pixel of a photograph looks like: the photograph fades to grey, and the
/// farther the number is from 0, the more of it is covered by the colour of its sign.
///
/// So what is near 0 is the photograph, and hue means the number only.
struct NumberOverPicture {
  /// The share of the scale, −1…1.
  let share: Double
  private let luma: Double

  /// The steps of either, as few colours are fewer bytes for a terminal.
  private static let steps = 20.0
  /// Where on a map's arms the colours of the signs are: light enough, and still colours.
  private static let place = 0.6

  init(_ picture: RGB, share: Double) {
    self.share = share
    luma = Double(Self.step(of: picture)) / Self.steps
  }

  /// The step of grey that a pixel of a photograph fades to: 0…20.
  static func step(of picture: RGB) -> UInt32 { UInt32((picture.luma * steps).rounded()) }

  /// How much of the photograph is covered, 0…1: small numbers are lifted, so that they are seen.
  private var cover: Double {
    let step = (share.magnitude * Self.steps).rounded(.up) / Self.steps
    return min(1, step.squareRoot() * (0.35 + 0.65 * step))
  }

  /// The colour, where the map of the signs is the one for the page.
  func colour(_ map: ColourMap, isLight: Bool) -> RGB {
    let grey = UInt8((isLight ? 165 + 90 * luma : 12 + 70 * luma).rounded())
    let sign = share < 0 ? 128 - 128 * Self.place : 128 + 127 * Self.place
    return RGB(grey, grey, grey).mixed(with: map.rgb(at: UInt8(sign)), share == 0 ? 0 : cover)
  }
}
