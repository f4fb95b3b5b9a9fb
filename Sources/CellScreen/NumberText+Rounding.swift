extension NumberText {
  /// What keeps a printed column from adding up to its printed total, with its sign; `nil` where it adds up.
  ///
  /// The difference of the printed total and the sum of the printed parts: `−0.0001`. Numbers are printed as `fixed`
  /// prints them, or as `allPlaces` does; what is below the last digit of the largest of them is no difference.
  public static func rounding(
    of parts: [Double], total: Double, decimals: Int, allPlaces: Bool = false
  ) -> String? {
    let numbers = parts + [total]
    guard numbers.allSatisfy(\.isFinite) else { return nil }
    let steps = numbers.map { step(of: $0, decimals: decimals, below: allPlaces ? .infinity : 1e7) }
    let largest = steps.max() ?? 0
    if largest <= smallestStep(decimals) {
      let scale = scale(decimals)
      let printed: (Double) -> Double = { value in
        let steps = (value.magnitude * scale).rounded()
        // What would read 0 is printed with digits of its own.
        guard steps > 0 || value == 0 || decimals == 0 else { return value * scale }
        return steps * (value < 0 ? -1 : 1)
      }
      let rest = (printed(total) - parts.reduce(0) { $0 + printed($1) }).rounded()
      return rest == 0 || !rest.isFinite ? nil : signed(rest / scale, decimals: decimals)
    }
    let printed = zip(numbers, steps).map { ($0 / $1).rounded() * $1 }
    let rest = (printed.last ?? 0) - printed.dropLast().reduce(0, +)
    return rest.magnitude < largest / 2 ? nil : signed(rest, decimals: decimals)
  }

  /// What the last printed digit of a number counts.
  private static func step(of value: Double, decimals: Int, below limit: Double) -> Double {
    let step = smallestStep(decimals)
    guard (value.magnitude / step).rounded() * step >= min(limit, 9e15 * step) else { return step }
    var (digits, power) = (value.magnitude, 1.0)
    while digits >= 10 { (digits, power) = (digits / 10, power * 10) }
    return power * smallestStep(min(decimals, 2))
  }
}
