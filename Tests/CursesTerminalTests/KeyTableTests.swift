import CellScreen
import Testing

@testable import CursesTerminal

@Suite struct KeyTableTests {
  private func keys(_ text: String, _ table: KeyTable = KeyTable { _ in nil }) -> [KeyPress] {
    var decoder = InputDecoder(escapeDelay: 25, table)
    return (decoder.events(of: text.utf8) + decoder.silence()).compactMap { event in
      if case .key(let key) = event { key } else { nil }
    }
  }

  @Test("characters are keys of their own, in any script")
  func characters() {
    #expect(keys("q é日") == [.character("q"), .character(" "), .character("é"), .character("日")])
  }

  @Test("control characters are keys with names or letters held with Ctrl")
  func control() {
    #expect(keys("\r\n\t\u{7F}\u{8}") == [.enter, .enter, .tab, .backspace, .backspace])
    #expect(keys("\u{1}\u{3}\u{C}\u{13}\u{1A}") == "aclsz".map { .control($0) })
    #expect(keys("\u{0}\u{1C}\u{85}") == [.unknown, .unknown, .unknown])
  }

  @Test("arrow keys and those of pages are known in both modes, whatever the database says")
  func arrows() {
    let arrows: [KeyPress] = [.up, .down, .right, .left]
    #expect(keys("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D") == arrows)
    #expect(keys("\u{1B}OA\u{1B}OB\u{1B}OC\u{1B}OD") == arrows)
    #expect(keys("\u{1B}[H\u{1B}OH\u{1B}[1~\u{1B}[7~") == Array(repeating: .home, count: 4))
    #expect(keys("\u{1B}[F\u{1B}OF\u{1B}[4~\u{1B}[8~") == Array(repeating: .end, count: 4))
    #expect(keys("\u{1B}[5~\u{1B}[6~\u{1B}[Z") == [.pageUp, .pageDown, .backTab])
  }

  @Test("the keypad's digits, signs and Enter are those keys in application mode too")
  func keypad() {
    let digits = "pqrstuvwxy".map { "\u{1B}O\($0)" }.joined()
    #expect(keys(digits) == "0123456789".map { .character($0) })
    #expect(keys("\u{1B}Oj\u{1B}Ok\u{1B}Ol\u{1B}Om\u{1B}On\u{1B}Oo") == "*+,-./".map { .character($0) })
    #expect(keys("\u{1B}OM\u{1B}OX\u{1B}OI\u{1B}O ") == [.enter, .character("="), .tab, .character(" ")])
  }

  @Test("what the database says of a key goes before what most terminals send")
  func database() {
    let names = ["kcuu1": "\u{1B}A", "khome": "\u{1B}[A", "kcub1": "\u{8}", "kent": "\u{1B}", "kend": "\r"]
    let table = KeyTable { names[$0] }
    #expect(keys("\u{1B}A\u{1B}[A\u{8}", table) == [.up, .home, .left])
    #expect(keys("\u{1B}\r", table) == [.escape, .enter])
    #expect(keys("\u{1B}[B", table) == [.down])
  }
}
