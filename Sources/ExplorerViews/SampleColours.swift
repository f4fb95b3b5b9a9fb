import CellScreen
import Tensors

/// The colour behind a number of a picture: its channel's, red, green or blue, the brighter the larger the sample.
///
/// It has 24 steps, as a colour map has few: a screen of few colours takes fewer bytes.
func sampleColour(_ sample: Float, _ channel: Int) -> RGB {
  let level = sample.isFinite ? 71 + UInt8((min(max(sample, 0), 1) * 23).rounded()) * 8 : 0
  return [RGB(level, 0, 0), RGB(0, level, 0), RGB(0, 0, level)][channel]
}

/// The most decimals, up to a limit, with which all of some numbers fit into a width.
func fittingDecimals(of numbers: [Float], atMost limit: Int, width: Int) -> Int {
  fittingDecimals(of: numbers.map(Double.init), atMost: limit, width: width)
}

/// The most decimals, up to a limit, with which all of some numbers fit into a width.
func fittingDecimals(of numbers: [Double], atMost limit: Int, width: Int) -> Int {
  let finite = numbers.filter(\.isFinite)
  let fitting = (0...limit).last { decimals in
    finite.allSatisfy { DisplayText(NumberText.fixed($0, decimals: decimals)).width <= width }
  }
  return fitting ?? 0
}
