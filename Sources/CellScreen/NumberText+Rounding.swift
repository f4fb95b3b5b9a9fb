extension NumberText {
  /// What keeps a printed column from adding up to its printed total, with its sign; `nil` where it adds up.
  ///
  /// The difference of the rounded total and the sum of the rounded parts: `−0.0001`.
  public static func rounding(of parts: [Double], total: Double, decimals: Int) -> String? {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let printed: (Double) -> Double = { ($0.magnitude * scale).rounded() * ($0 < 0 ? -1 : 1) }
    let rest = printed(total) - parts.reduce(0) { $0 + printed($1) }
    guard rest != 0, rest.isFinite else { return nil }
    return signed(rest / scale, decimals: decimals)
  }
}
