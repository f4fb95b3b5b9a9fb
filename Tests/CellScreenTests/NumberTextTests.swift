import CellScreen
import Testing

@Suite struct NumberTextTests {
  @Test(
    "a number is rounded to its decimals, halves away from zero",
    arguments: [
      (0.552, 2, "0.55"), (0.125, 2, "0.13"), (-0.125, 2, "−0.13"), (2.5, 0, "3"), (0.05, 1, "0.1"),
      (9.995, 1, "10.0"), (1_234.5, 1, "1,234.5"), (-1_234_567, 0, "−1,234,567"), (0.001, 3, "0.001"),
      (999.96, 1, "1,000.0"),
    ])
  func fixed(value: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(value, decimals: decimals) == text)
  }

  @Test(
    "two digits of a magnitude are seen, with 2 to 6 decimals",
    arguments: [
      (0, 2), (123, 2), (1, 2), (0.1, 2), (0.096, 2), (0.094, 3), (-0.031, 3), (0.0031, 4), (1e-9, 6),
      (.infinity, 2), (.nan, 2),
    ] as [(Double, Int)])
  func decimals(magnitude: Double, decimals: Int) {
    #expect(NumberText.decimals(showing: magnitude) == decimals)
  }

  @Test("zero has no sign", arguments: [-0.0, 0.0])
  func negativeZero(value: Double) {
    #expect(NumberText.fixed(value, decimals: 2) == "0.00")
    #expect(NumberText.signed(value, decimals: 2) == " 0.00")
    #expect(NumberText.fixed(-0.004, decimals: 0) == "0")
  }

  @Test(
    "what is not 0 doesn't read 0: it is a digit and a power of ten, two digits where there is room",
    arguments: [
      (0.004, 2, "4e−3"), (-0.004, 2, "−4e−3"), (0.00049, 3, "5e−4"), (0.0005, 3, "0.001"),
      (3.6e-5, 4, "3.6e−5"), (-1.23e-7, 6, "−1.2e−7"), (9.96e-8, 4, "1.0e−7"), (9.6e-8, 3, "1e−7"),
      (.leastNonzeroMagnitude, 3, "5e−324"),
      (0.04, 1, "4e−2"),
    ])
  func small(value: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(value, decimals: decimals) == text)
    #expect(NumberText.signed(value, decimals: decimals) == (value < 0 ? text : "+" + text))
  }

  @Test("NaN and the infinities have names")
  func nonFinite() {
    #expect(NumberText.fixed(Double.nan, decimals: 2) == "NaN")
    #expect(NumberText.fixed(Double.infinity, decimals: 2) == "∞")
    #expect(NumberText.fixed(-Double.infinity, decimals: 2) == "−∞")
    #expect(NumberText.signed(Float.infinity, decimals: 2) == "+∞")
    #expect(NumberText.signed(-Float.infinity, decimals: 2) == "−∞")
    #expect(NumberText.signed(Float.nan, decimals: 2) == "NaN")
    #expect(NumberText.allDigits(Float.nan) == "NaN")
    #expect(NumberText.percent(.nan) == "NaN")
  }

  @Test("a short number has two decimals at most, and no zeros at their end")
  func short() {
    let numbers: [Float] = [0, 1, 255, -2.1179, 0.5, 0.001, 1_000]
    #expect(numbers.map(NumberText.short) == ["0", "1", "255", "−2.12", "0.5", "1e−3", "1,000"])
    #expect(NumberText.short(.infinity) == "∞")
  }

  @Test("a very small number is digits and a power of ten")
  func scientific() {
    let numbers: [Float] = [0, 1, 3.21e-7, 9.96e-5, 0.5, -2_500, .nan]
    #expect(
      numbers.map(NumberText.scientific) == [
        "0", "1.0e00", "3.2e−07", "1.0e−04", "5.0e−01", "−2.5e03", "NaN",
      ])
  }

  @Test("all digits of a Double are those that read back as the same")
  func allDigitsOfDouble() {
    #expect(
      [0.485, -1, 255, 1e-7, .nan].map { NumberText.allDigits($0 as Double) } == [
        "0.485", "−1", "255", "1e−07", "NaN",
      ])
  }

  @Test("a signed number has its sign in front")
  func signed() {
    #expect(NumberText.signed(0.11, decimals: 2) == "+0.11")
    #expect(NumberText.signed(-0.11, decimals: 2) == "−0.11")
  }

  @Test(
    "counts have commas between thousands",
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1,000"), (28_800, "28,800"), (-1_024, "−1,024"),
      (4_548_608, "4,548,608"), (Int.min, "−9,223,372,036,854,775,808"),
    ])
  func grouped(value: Int, text: String) {
    #expect(NumberText.grouped(value) == text)
  }

  @Test(
    "all digits of a number read back as the same number",
    arguments: [
      (Float(0.5520326), "0.5520326"), (-2, "−2"), (0, "0"), (-0.0, "0"), (1e-7, "1e−07"),
      (16_777_216, "16777216"),
    ])
  func allDigits(value: Float, text: String) {
    #expect(NumberText.allDigits(value) == text)
    #expect(Float(text.replacing("−", with: "-")) == value)
  }

  @Test(
    "a share is 0 % only where it is nothing and 100 % only where it is all; below 1 % it has three decimals",
    arguments: [
      (0.997, "99.7 %"), (0.0, "0 %"), (0.0004, "0.040 %"), (0.00000499, "< 0.001 %"), (0.000005, "0.001 %"),
      (1, "100 %"), (0.9996, "> 99.9 %"), (0.99949, "99.9 %"), (0.03, "3.0 %"), (0.00996, "1.0 %"),
      (0.0099, "0.990 %"), (-0.000001, "> −0.001 %"), (-0.5, "−50.0 %"), (1e-300, "< 0.001 %"),
    ])
  func percent(share: Double, text: String) {
    #expect(NumberText.percent(share) == text)
  }

  @Test("a share of no decimals keeps to whole percents")
  func wholePercent() {
    #expect(NumberText.percent(0.67, decimals: 0) == "67 %")
    #expect(NumberText.percent(0.999, decimals: 0) == "> 99 %")
    #expect(NumberText.percent(0.001, decimals: 0) == "< 1 %")
  }

  @Test(
    "a number of ten millions or more is written as a power of ten, and does not trap",
    arguments: [
      (9_999_999, 2, "9,999,999.00"), (1e7, 2, "1.00e7"), (9_999_999.996, 2, "1.00e7"),
      (12_345_678, 4, "1.23e7"), (-9.996e11, 3, "−1.00e12"), (2.71e20, 0, "3e20"), (-1e300, 4, "−1.00e300"),
      (Double(Float.greatestFiniteMagnitude), 1, "3.4e38"), (.greatestFiniteMagnitude, 2, "1.80e308"),
    ])
  func huge(number: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(number, decimals: decimals) == text)
  }

  @Test("a column that adds up as printed needs no rounding, another says what it lacks")
  func rounding() {
    #expect(NumberText.rounding(of: [0.1552, 0.0976, 0.298], total: 0.5508, decimals: 4) == nil)
    #expect(NumberText.rounding(of: [0.15524, 0.09764, 0.29804], total: 0.55092, decimals: 4) == "+0.0001")
    #expect(NumberText.rounding(of: [0.6, 0.6], total: 1.2, decimals: 0) == "−1")
    #expect(NumberText.rounding(of: [], total: 0, decimals: 3) == nil)
    #expect(NumberText.rounding(of: [-.infinity, 1], total: -.infinity, decimals: 3) == nil)
    #expect(NumberText.rounding(of: [.nan], total: .nan, decimals: 3) == nil)
  }
}
