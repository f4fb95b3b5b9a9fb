/// Broken copies of a JSON text that are mostly JSON still, the same ones for the same seed.
public struct JSONCorruption: Sendable {
  private var generator: SeededGenerator

  /// Values that stand where others are expected.
  private static let oddValues = [
    "null", "true", "false", "0", "1", "2", "-1", "3.5", "-0.0", "1e999", "NaN", "-Infinity", "2147483648",
    "9223372036854775807", "-9223372036854775808", "99999999999999999999", "1e-400", "\"\"", "\"\\ud800\"",
    "\"None\"",
    "\"same\"", "\"valid\"", "\"causal\"", "\"channels_first\"", "\"softmax\"", "\"float16\"", "[]", "{}",
    "[0]", "[1, 1]",
    "[-1, 2]", "[[0, 0], [0, 1]]", "[null, 1, 1, 1]", "[1000000, 1000000]",
  ]

  /// Starts the sequence of a seed.
  public init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// A copy with one to three values replaced, exchanged, repeated, removed or put into a list.
  public mutating func corrupted(_ text: [UInt8]) -> [UInt8] {
    var copy = text
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let values = JSONCorruption.values(of: copy)
      guard let value = values.randomElement(using: &generator),
        let other = values.randomElement(using: &generator)
      else { return copy }
      breakOnce(&copy, value, other)
    }
    return copy
  }

  private mutating func breakOnce(_ text: inout [UInt8], _ value: Range<Int>, _ other: Range<Int>) {
    let odd = Array((JSONCorruption.oddValues.randomElement(using: &generator) ?? "").utf8)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0, 1, 2: text.replaceSubrange(value, with: odd)
    case 3: text.replaceSubrange(value, with: Array(text[other]))
    case 4: text.insert(contentsOf: Array(text[other]) + Array(", ".utf8), at: value.lowerBound)
    case 5: text.replaceSubrange(value, with: [0x5B] + text[value] + [0x5D])
    case 6: JSONCorruption.remove(value, of: &text)
    default: exchange(value, other, of: &text)
    }
  }

  /// Removes a value, and the comma behind it.
  private static func remove(_ value: Range<Int>, of text: inout [UInt8]) {
    let next = text[value.upperBound...].firstIndex { $0 != 0x20 && $0 != 0x0A } ?? text.endIndex
    let hasComma = next < text.endIndex && text[next] == UInt8(ascii: ",")
    text.removeSubrange(value.lowerBound..<(hasComma ? next + 1 : value.upperBound))
  }

  private func exchange(_ one: Range<Int>, _ other: Range<Int>, of text: inout [UInt8]) {
    let (first, second) = one.lowerBound < other.lowerBound ? (one, other) : (other, one)
    guard first.upperBound <= second.lowerBound else { return }
    let (early, late) = (Array(text[first]), Array(text[second]))
    text.replaceSubrange(second, with: early)
    text.replaceSubrange(first, with: late)
  }

  /// Where the values of a text stand, keys and inner ones among them; of a broken text those that can be found.
  private static func values(of text: [UInt8]) -> [Range<Int>] {
    var values: [Range<Int>] = []
    var open: [Int] = []
    var index = 0
    while index < text.count {
      let start = index
      switch text[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(index)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if let start = open.popLast() { values.append(start..<index + 1) }
      case UInt8(ascii: "\""):
        index = endOfText(text, from: index)
        values.append(start..<index + 1)
      case let byte where isPartOfScalar(byte):
        while index + 1 < text.count, isPartOfScalar(text[index + 1]) { index += 1 }
        values.append(start..<index + 1)
      default: break
      }
      index += 1
    }
    return values
  }

  /// The place of the quotation mark that ends a text, or the last place.
  private static func endOfText(_ text: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < text.count, text[index] != UInt8(ascii: "\"") {
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index, text.count - 1)
  }

  private static func isPartOfScalar(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "0"..."9", "a"..."z", "A"..."Z", "-", "+", ".": true
    default: false
    }
  }
}
