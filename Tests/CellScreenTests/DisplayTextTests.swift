import CellScreen
import Testing

@Suite struct DisplayTextTests {
  /// Names that would do harm if a terminal saw them as they are.
  static let hostile = [
    "\u{1B}]0;title\u{7}", "\u{1B}[2J", "a\u{9B}31mb", "\u{90}q\u{9C}", "line\nbreak", "tab\there", "\u{7F}",
    "\u{202E}txt.exe", "\u{2066}x\u{2069}", "\u{200E}\u{200F}", "zero\u{200B}width", "\u{FEFF}bom",
    "soft\u{AD}hyphen", "\u{2028}\u{2029}", "\u{E000}private", "\u{E0041}tag", "\u{FFFE}",
    "e" + String(repeating: "\u{301}", count: 500), "\u{301}alone", "\r\n", "\0",
  ]

  @Test("a hostile name has nothing left that acts on a terminal", arguments: hostile)
  func isHarmless(name: String) {
    let text = DisplayText(name)
    #expect(text.string.contains("\u{FFFD}"))
    for scalar in text.string.unicodeScalars {
      let category = scalar.properties.generalCategory
      #expect(![.control, .format, .privateUse, .lineSeparator, .paragraphSeparator].contains(category))
    }
    #expect(text.string.unicodeScalars.count <= 8 * text.graphemes.count)
    #expect(text.width >= text.graphemes.count)
  }

  @Test("a hostile name takes the cells that it is measured at, and reaches no writer", arguments: hostile)
  func isHarmlessInGrid(name: String) {
    var grid = CellGrid(height: 1, width: 40)
    #expect(grid.write(DisplayText(name), row: 0, column: 0) == DisplayText(name).width)
    let outputs = [grid.text(), ANSIWriter(.plain).string(grid), SVGWriter().string(grid)]
    for scalar in outputs.joined().unicodeScalars {
      #expect(scalar == "\n" || scalar.properties.generalCategory != .control)
      #expect(scalar.properties.generalCategory != .format)
    }
  }

  @Test("signs, arrows and blocks that screens are made of take one cell, and none of them acts")
  func plainSigns() {
    for range in [0x2190...0x22FF, 0x2500...0x25FC] as [ClosedRange<UInt32>] {
      for scalar in range.compactMap(Unicode.Scalar.init) {
        let text = DisplayText(String(Character(scalar)))
        #expect(text.width == 1 && text.string == String(Character(scalar)))
        let category = scalar.properties.generalCategory
        #expect([.mathSymbol, .otherSymbol].contains(category) && !scalar.properties.isEmojiPresentation)
      }
    }
  }

  @Test(
    "ordinary names are left as they are",
    arguments: [
      "conv2d_1", "naïve", "e\u{301}", "Größe", "日本語", "кот", "−3·½ → ≡", "👩", " a b ",
    ])
  func ordinary(name: String) {
    #expect(DisplayText(name).string == name)
  }

  @Test(
    "widths are those of a terminal",
    arguments: [
      ("conv2d", 6), ("日本", 4), ("ｆ", 2), ("e\u{301}", 1), ("─▀░·", 4), ("", 0), ("한", 2), ("👩", 2),
    ])
  func widths(text: String, width: Int) {
    #expect(DisplayText(text).width == width)
  }

  @Test("a text of 10,000 characters is cut to 1,000 of them")
  func long() {
    let text = DisplayText(String(repeating: "x", count: 10_000))
    #expect(text.width == 1_001)
    #expect(text.string.hasSuffix("x…"))
  }

  @Test("a text cut to a width fits, and says that something is missing", arguments: 0...8)
  func truncated(limit: Int) {
    let text = DisplayText("日本ab語").truncated(to: limit)
    #expect(text.width <= limit)
    #expect(limit == 0 || limit == 8 || text.string.hasSuffix("…"))
  }

  @Test("a wide grapheme that doesn't fit ends the cut text; nothing after it slips in")
  func truncationKeepsPrefix() {
    #expect(DisplayText("ab日c").truncated(to: 4).string == "ab…")
    #expect(DisplayText("a日cd").truncated(to: 3).string == "a…")
  }
}
