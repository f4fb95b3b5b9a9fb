import CellScreen
public import Tensors

extension Statistics {
  /// How many of the numbers are 0: `12 of 1,024 are 0`.
  public var zerosInWords: String {
    "\(NumberText.grouped(zeroCount)) of \(NumberText.grouped(count)) are 0"
  }
}

/// A place in an order: `1st`, `2nd`, `3rd`, `4th`, `11th`.
public func ordinal(_ number: Int) -> String {
  let suffix =
    switch (number % 100, number % 10) {
    case (11...13, _): "th"
    case (_, 1): "st"
    case (_, 2): "nd"
    case (_, 3): "rd"
    default: "th"
    }
  return NumberText.grouped(number) + suffix
}
