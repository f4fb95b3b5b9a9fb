import Foundation
import Testing

@testable import ModelFormats

@Suite("JSON text")
struct JSONValueTests {
  @Test("objects take a line a member, arrays of plain values one line, keys keep their order")
  func layout() {
    let value: JSONValue = [
      "model": .string("my.keras"),
      "layers": .array([["name": .string("a"), "shape": .extents([2, 3])], [:]]),
      "empty": .array([]), "flag": .bool(true), "nothing": .null, "count": .integer(-4),
    ]
    #expect(
      value.text == """
        {
          "model": "my.keras",
          "layers": [
            {
              "name": "a",
              "shape": [2, 3]
            },
            {}
          ],
          "empty": [],
          "flag": true,
          "nothing": null,
          "count": -4
        }
        """)
  }

  @Test("objects keep the order in which keys first came, and are equal in any order")
  func order() throws {
    var object: JSONObject = ["b": .integer(1), "a": .integer(2), "b": .integer(3)]
    #expect(object.keys == ["b", "a"] && object["b"] == .integer(3))
    #expect(object == ["a": .integer(2), "b": .integer(3)] && object != ["a": .integer(2)])
    object["c"] = .null
    object["b"] = nil
    #expect(object.keys == ["a", "c"] && object["b"] == nil && object["c"] == .null)
    object["b"] = nil
    #expect(object.keys == ["a", "c"])
    let text = #"{"z": 1, "a": {"y": 2, "b": 3}}"#
    let read = try JSONParser.value(of: Array(text.utf8))
    #expect(read.text.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
  }

  @Test("numbers that are not finite are strings")
  func nonFinite() {
    let value = JSONValue.array([
      .float(.nan), .float(.infinity), .float(-.infinity), .number(-.nan), .number(-.infinity),
    ])
    #expect(value.text == #"["NaN", "Infinity", "-Infinity", "NaN", "-Infinity"]"#)
  }

  @Test(
    "finite numbers have the fewest digits that read back the same",
    arguments: [
      (Float(0.1), "0.1"), (-0.0, "-0.0"), (1e-10, "1e-10"), (16_777_216, "16777216.0"),
      (0.552_032_6, "0.5520326"),
    ])
  func numbers(value: Float, text: String) {
    #expect(JSONValue.float(value).text == text)
    #expect(Float(text) == value)
  }

  @Test("what JSON forbids, and what could act on a terminal, is escaped")
  func strings() {
    #expect(JSONValue.string("a\"b\\c\n\t\r\u{1B}").text == #""a\"b\\c\n\t\u000d\u001b""#)
    #expect(
      JSONValue.string("\u{202E}x\u{200B}\u{9B}\u{E0001}").text == #""\u202ex\u200b\u009b\udb40\udc01""#)
    #expect(JSONValue.string("naïve 畳み込み 🐸").text == "\"naïve 畳み込み 🐸\"")
  }

  @Test("another reader understands all of it")
  func readBack() throws {
    let names = ["é\u{1}\u{202E}\"\\/", "🐸\u{E0001}", "\u{2028}"]
    let text = JSONValue.array(names.map { ["name": .string($0), "value": .float(1e-30)] }).text
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    #expect(read?.map { $0["name"] as? String } == names)
    #expect(read?.map { ($0["value"] as? NSNumber)?.floatValue } == [1e-30, 1e-30, 1e-30])
  }
}
