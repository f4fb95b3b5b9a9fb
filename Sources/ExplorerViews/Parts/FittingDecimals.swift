import CellScreen

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
