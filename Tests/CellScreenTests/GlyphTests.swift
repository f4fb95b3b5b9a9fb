import Testing

@testable import CellScreen

/// A grapheme as numbers is the grapheme.
struct GlyphTests {
  @Test(
    "a grapheme of up to nine scalars comes out as it went in",
    arguments: [
      "a", "é", "e\u{301}", "─", "日", "ก\u{E34}\u{E48}",
      "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}",
    ])
  func same(text: String) throws {
    let character = try #require(text.first)
    let glyph = Glyph(character)
    #expect(Array(glyph.character.unicodeScalars) == Array(text.unicodeScalars))
    #expect(glyph == Glyph(character) && glyph != Glyph("x"))
    #expect(glyph.isSingle == (text.unicodeScalars.count == 1))
    for (index, scalar) in text.unicodeScalars.enumerated() { #expect(glyph.scalar(index) == scalar.value) }
    #expect(glyph.scalar(8) == (text.unicodeScalars.count == 9 ? text.unicodeScalars.last?.value : 0))
  }

  @Test("a longer grapheme, and one that is the scalar 0, is a replacement character")
  func replaced() throws {
    let long = "a" + String(repeating: "\u{301}", count: 9)
    #expect(Glyph(try #require(long.first)).character == "\u{FFFD}")
    #expect(Glyph("\0").character == "\u{FFFD}")
  }

  @Test("graphemes that differ in any scalar are different")
  func different() {
    let base = "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}"
    let scalars = Array(base.unicodeScalars)
    for index in scalars.indices.dropFirst() {
      var others = String.UnicodeScalarView(scalars)
      others.replaceSubrange(
        others.index(others.startIndex, offsetBy: index)...others.index(others.startIndex, offsetBy: index),
        with: ["\u{309}"])
      #expect(Glyph(Character(String(others))) != Glyph(Character(base)))
    }
  }

  @Test("a cell is a whole number of words of eight bytes, by which rows are compared")
  func words() {
    #expect(MemoryLayout<Cell>.stride.isMultiple(of: 8))
  }
}
