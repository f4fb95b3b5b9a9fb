/// Numbers as the screen prints them: a true minus sign, no negative zero, commas between thousands.
public enum NumberText {
  /// The sign of numbers below zero: U+2212, as wide as a plus.
  public static let minus = "−"

  /// A number with a fixed count of decimals: `0.552`, `−0.11`, `NaN`, `−∞`; from ten millions on as a power of ten
  /// with at most two: `2.71e38`.
  ///
  /// Rounded to nearest, halves away from zero. What is not 0 doesn't read 0: where it would, it is a digit and a power
  /// of ten, `4e−5`, with four decimals and more two, `3.6e−5`; only without decimals it is 0.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    fixed(value, decimals: decimals, below: 1e7)
  }

  /// A number with a fixed count of decimals and all of the digits before its point, for what is to be added up.
  ///
  /// A power of ten is written from where a `Double` has no such digits.
  public static func allPlaces(_ value: Double, decimals: Int) -> String {
    fixed(value, decimals: decimals, below: .infinity)
  }

  private static func fixed(_ value: Double, decimals: Int, below limit: Double) -> String {
    guard value.isFinite else { return nonFinite(value) }
    var digits = magnitude(value, decimals: decimals, below: limit)
    if value != 0, decimals > 0, !isNotZero(digits) { digits = small(value.magnitude, decimals: decimals) }
    return (value < 0 && isNotZero(digits) ? minus : "") + digits
  }

  /// A number with a fixed count of decimals.
  public static func fixed(_ value: Float, decimals: Int) -> String {
    fixed(Double(value), decimals: decimals)
  }

  /// A number with a sign in front, `+` or `−`; zero has a blank in its place: `+0.11`, `−0.11`, ` 0.00`.
  public static func signed(_ value: Double, decimals: Int) -> String {
    let text = fixed(value, decimals: decimals)
    guard !text.hasPrefix(minus), !value.isNaN else { return text }
    return (isNotZero(text) || value == .infinity ? "+" : " ") + text
  }

  /// A number with a sign in front, `+` or `−`; zero has a blank in its place.
  public static func signed(_ value: Float, decimals: Int) -> String {
    signed(Double(value), decimals: decimals)
  }

  /// A number with a sign in front in at most so many columns: with a count of decimals, with fewer, or as a digit and a
  /// power of ten; what is not 0 doesn't read 0.
  public static func signed(_ value: Float, decimals: Int, width: Int) -> String {
    let mayReadZero = value == 0 || !value.isFinite
    let fitting = (0...decimals).reversed().lazy.map { signed(Double(value), decimals: $0) }
      .first { $0.count <= width && (mayReadZero || isNotZero($0)) }
    if let fitting { return fitting }
    let magnitude = Double(value.magnitude)
    let sign = value < 0 ? minus : "+"
    return sign + (magnitude < 1 ? small(magnitude, decimals: 1) : large(magnitude, decimals: 0))
  }

  /// How many decimals numbers of a magnitude need so that two of its digits are seen: from 2 to 6.
  public static func decimals(showing magnitude: Double) -> Int {
    var (decimals, scaled) = (2, magnitude.magnitude * 100)
    while decimals < 6, scaled > 0, scaled < 9.5 { (decimals, scaled) = (decimals + 1, scaled * 10) }
    return decimals
  }

  /// A count with commas between thousands: `28,800`, `−1,024`.
  public static func grouped(_ value: Int) -> String {
    (value < 0 ? minus : "") + grouped(digits: String(value.magnitude))
  }

  /// The shortest decimal that reads back as the same number: `0.5520326` as `Float`, `0.485` as `Double`.
  public static func allDigits(_ value: some BinaryFloatingPoint & CustomStringConvertible) -> String {
    guard value.isFinite else { return nonFinite(Double(value)) }
    return (value < 0 ? minus : "") + plain(value.magnitude.description)
  }

  /// A magnitude as digits and a power of ten, for what is very small: `3.2e−07`, `1.0e−04`, `0`.
  public static func scientific(_ value: Float) -> String {
    guard value.isFinite else { return nonFinite(Double(value)) }
    guard value != 0 else { return "0" }
    var exponent = 0
    var digits = Double(value.magnitude)
    while digits >= 9.95 { (digits, exponent) = (digits / 10, exponent + 1) }
    while digits < 0.995 { (digits, exponent) = (digits * 10, exponent - 1) }
    let sign = exponent < 0 ? minus : ""
    let power = (exponent.magnitude < 10 ? "0" : "") + String(exponent.magnitude)
    return (value < 0 ? minus : "") + fixed(digits, decimals: 1) + "e" + sign + power
  }

  /// A number with at most two decimals, without zeros at their end: `255`, `−2.12`, `0.5`.
  public static func short(_ value: Float) -> String {
    var text = fixed(value, decimals: 2)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// What the standard library prints of a magnitude, without `.0` and with a true minus sign.
  private static func plain(_ text: String) -> String {
    (text.hasSuffix(".0") ? String(text.dropLast(2)) : text).replacing("e-", with: "e" + minus)
  }

  /// A share of 1 as a percentage, alike wherever shares are printed: with one decimal, below 1 % with three: `99.7 %`,
  /// `0.308 %`, `< 0.001 %`; `0 %` and `100 %` only where it is.
  public static func percent(_ share: Double) -> String {
    percent(share, decimals: share.magnitude < 0.00995 ? 3 : 1)
  }

  /// A share of 1 as a percentage with a count of decimals; what is not 0 doesn't read 0, what is not all doesn't read
  /// `100 %`.
  public static func percent(_ share: Double, decimals: Int) -> String {
    guard share.isFinite else { return nonFinite(share) }
    guard share != 0, share != 1 else { return share == 0 ? "0 %" : "100 %" }
    let digits = magnitude(share * 100, decimals: decimals)
    if !isNotZero(digits) {
      return (share < 0 ? "> " + minus : "< ") + magnitude(smallestStep(decimals), decimals: decimals) + " %"
    }
    if share > 0, share < 1, digits.hasPrefix("100") {
      return "> " + magnitude(100 - smallestStep(decimals), decimals: decimals) + " %"
    }
    return (share < 0 ? minus : "") + digits + " %"
  }

  /// Whether a printed number has a digit other than 0.
  private static func isNotZero(_ text: String) -> Bool { text.contains { ("1"..."9").contains($0) } }

  /// Ten to the power of a count of decimals.
  static func scale(_ decimals: Int) -> Double { (0..<decimals).reduce(1.0) { scale, _ in scale * 10 } }

  /// The smallest step that a count of decimals can show.
  static func smallestStep(_ decimals: Int) -> Double { 1 / scale(decimals) }

  private static func nonFinite(_ value: Double) -> String {
    value.isNaN ? "NaN" : value < 0 ? minus + "∞" : "∞"
  }

  /// The digits of a magnitude, with commas between thousands; from a limit on as a power of ten.
  private static func magnitude(_ value: Double, decimals: Int, below limit: Double = .infinity) -> String {
    let scale = scale(decimals)
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < min(limit * scale, 9e15) else { return large(value.magnitude, decimals: min(decimals, 2)) }
    let digits = String(UInt64(scaled))
    guard decimals > 0 else { return grouped(digits: digits) }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return grouped(digits: String(padded.dropLast(decimals))) + "." + padded.suffix(decimals)
  }

  /// A small magnitude as one or two digits and a power of ten, no wider than a number with its decimals mostly is.
  private static func small(_ value: Double, decimals: Int) -> String {
    var (digits, exponent) = (value, 0)
    while digits < 1 { (digits, exponent) = (digits * 10, exponent + 1) }
    let places = decimals >= 4 ? 1 : 0
    let text = magnitude(digits, decimals: places)
    // 9.96 would become 10.0.
    guard text.hasPrefix("10") else { return "\(text)e\(minus)\(exponent)" }
    return "\(magnitude(1, decimals: places))e\(minus)\(exponent - 1)"
  }

  /// A large magnitude as digits and a power of ten.
  private static func large(_ value: Double, decimals: Int) -> String {
    var (digits, exponent) = (value, 0)
    while digits >= 10 { (digits, exponent) = (digits / 10, exponent + 1) }
    let text = magnitude(digits, decimals: decimals)
    // 9.996 would become 10.00.
    guard text.hasPrefix("10") else { return "\(text)e\(exponent)" }
    return "\(magnitude(1, decimals: decimals))e\(exponent + 1)"
  }

  private static func grouped(digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
