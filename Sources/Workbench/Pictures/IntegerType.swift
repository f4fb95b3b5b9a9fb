/// A type of whole numbers, as NumPy names it: `uint8`, `int32`.
struct IntegerType {
  /// The smallest and the largest number.
  let range: ClosedRange<Double>

  /// The type of a name; `nil` where it is none of 8 to 64 bits.
  init?(named name: String) {
    let isUnsigned = name.hasPrefix("uint")
    guard isUnsigned || name.hasPrefix("int"), let bits = Int(name.dropFirst(isUnsigned ? 4 : 3)),
      [8, 16, 32, 64].contains(bits)
    else { return nil }
    let half = Double(sign: .plus, exponent: bits - 1, significand: 1)
    range = isUnsigned ? 0...2 * half - 1 : -half...half - 1
  }
}
