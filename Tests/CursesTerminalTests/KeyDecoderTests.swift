import CellScreen
import Testing

@testable import CursesTerminal

@Suite struct KeyDecoderTests {
  private func keys(_ text: String) -> [KeyPress] {
    KeyDecoder.keys(text.unicodeScalars.map { .character($0.value) })
  }

  @Test("characters are keys of their own, in any script")
  func characters() {
    #expect(keys("q é日") == [.character("q"), .character(" "), .character("é"), .character("日")])
  }

  @Test("control characters are keys with names or letters held with Ctrl")
  func control() {
    #expect(keys("\r\n\t\u{7F}\u{8}") == [.enter, .enter, .tab, .backspace, .backspace])
    #expect(keys("\u{1}\u{3}\u{C}\u{1A}") == "aclz".map { .control($0) })
    #expect(keys("\u{0}\u{1C}\u{85}") == [.unknown, .unknown, .unknown])
  }

  @Test("Esc is a key, also with another directly behind it")
  func escape() {
    #expect(keys("\u{1B}") == [.escape])
    #expect(keys("\u{1B}q") == [.escape, .character("q")])
    #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
    #expect(keys("\u{1B}[") == [.escape, .character("[")])
  }

  @Test(
    "a sequence that nobody knows is one unknown key; its letters don't act",
    arguments: [
      "\u{1B}[I", "\u{1B}[200~", "\u{1B}[1;9Q", "\u{1B}Ox", "\u{1B}[?1;2c",
    ])
  func unknownSequence(text: String) {
    #expect(keys(text + "q") == [.unknown, .character("q")])
  }

  @Test("a change of size is no key")
  func resize() {
    #expect(KeyDecoder.keys([.function(410), .function(99_999)]) == [.unknown])
  }
}
