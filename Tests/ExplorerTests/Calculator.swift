/// Calculates arithmetic as the screen prints it: `⌊(20−3)÷2⌋+1`, `3·3·3·32 + 32`.
struct Calculator {
  private var rest: Substring

  /// The value of an expression; NaN where it is none.
  static func value(_ text: String) -> Double {
    let plain = text.filter { $0 != " " && $0 != "," }
    var calculator = Calculator(rest: plain[...])
    let value = calculator.sum()
    return calculator.rest.isEmpty ? value : .nan
  }

  private mutating func take(_ characters: String) -> Character? {
    guard let first = rest.first, characters.contains(first) else { return nil }
    return rest.removeFirst()
  }

  private mutating func sum() -> Double {
    var value = product()
    while let sign = take("+−") { value += sign == "+" ? product() : -product() }
    return value
  }

  private mutating func product() -> Double {
    var value = factor()
    while let sign = take("·÷") { value = sign == "·" ? value * factor() : value / factor() }
    return value
  }

  private mutating func factor() -> Double {
    if let bracket = take("(⌊⌈") {
      let value = sum()
      guard take(")⌋⌉") != nil else { return .nan }
      return bracket == "⌊" ? value.rounded(.down) : bracket == "⌈" ? value.rounded(.up) : value
    }
    let digits = rest.prefix { $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return Double(digits) ?? .nan
  }
}
