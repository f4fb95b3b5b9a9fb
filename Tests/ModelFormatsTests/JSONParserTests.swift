import Testing

@testable import ModelFormats

struct JSONParserTests {
  private func parse(_ text: String) throws(JSONParser.Failure) -> JSONValue {
    try JSONParser.value(of: Array(text.utf8))
  }

  @Test("values of every kind are read")
  func kinds() throws {
    let text = #" {"a": [1, -2.5, 1e3, true, false, null], "b": {"c": "d"}, "e": {}, "f": []} "#
    let list: [JSONValue] = [.integer(1), .number(-2.5), .number(1_000), .bool(true), .bool(false), .null]
    #expect(
      try parse(text)
        == .object([
          "a": .array(list), "b": .object(["c": .string("d")]), "e": .object([:]), "f": .array([]),
        ]))
  }

  @Test("an integer beyond Int becomes a number")
  func largeIntegers() throws {
    #expect(try parse("9223372036854775807") == .integer(.max))
    #expect(try parse("9223372036854775808") == .number(9_223_372_036_854_775_808))
    #expect(try parse("1e999") == .number(.infinity))
  }

  @Test("numbers that Python writes and JSON doesn't know are read")
  func nonFinite() throws {
    #expect(try parse("Infinity") == .number(.infinity))
    #expect(try parse("-Infinity") == .number(-.infinity))
    guard case .number(let number) = try parse("NaN") else {
      Issue.record("no number")
      return
    }
    #expect(number.isNaN)
  }

  @Test("escapes become their characters, halves of pairs the replacement character")
  func escapes() throws {
    #expect(try parse(#""\"\\\/\b\f\n\r\t""#) == .string("\"\\/\u{8}\u{C}\n\r\t"))
    #expect(try parse(#""\u00e9\ud83d\ude00""#) == .string("é😀"))
    #expect(try parse(#""\ud83dx""#) == .string("\u{FFFD}x"))
    #expect(try parse("\"é\"") == .string("é"))
  }

  @Test("of a key that stands twice the last value counts")
  func duplicateKeys() throws {
    #expect(try parse(#"{"a": 1, "a": 2}"#) == .object(["a": .integer(2)]))
  }

  @Test(
    "what is not JSON is refused at its byte",
    arguments: [
      ("", 0), ("  ", 2), ("[1, 2", 5), ("[1 2]", 3), ("{\"a\" 1}", 5), ("{a: 1}", 1), ("[1,]", 3),
      ("nul", 0),
      ("01x", 0), ("--1", 0), ("+1", 0), (".5", 0), ("infinity", 0), ("nan", 0), ("\"a", 2), ("\"\\x\"", 2),
      ("\"\\u12\"", 3), ("\"\\u+123\"", 3), ("\"\n\"", 1), ("1 2", 2), ("{\"a\": 1,}", 8), ("]", 0),
    ])
  func failures(text: String, offset: Int) {
    #expect(throws: JSONParser.Failure(offset: offset)) { try parse(text) }
  }

  @Test("nesting that would exhaust the stack is refused")
  func depth() {
    for (opening, length) in [("[", 1), ("{\"a\":", 5)] {
      #expect(throws: JSONParser.Failure(offset: 100 * length, isTooDeep: true)) {
        try parse(String(repeating: opening, count: 1_000_000))
      }
    }
    #expect(throws: Never.self) {
      try parse(String(repeating: "[", count: 100) + String(repeating: "]", count: 100))
    }
  }

  @Test("values are written as Python writes them")
  func pythonLiterals() throws {
    #expect(
      try parse(#"[null, true, [3], "a", {"b": 1, "a": 2}]"#).excerpt
        == "(None, True, (3,), 'a', {'a': …, 'b': …})")
    #expect(JSONValue.string(String(repeating: "x", count: 1_000)).excerpt.count == 60)
  }
}
