import CellScreen
import Testing

@testable import CursesTerminal

@Suite struct InputDecoderTests {
  private func raw(_ text: String) -> [RawKey] { text.unicodeScalars.map { .character($0.value) } }
  private let begin = RawKey.function(0x7E00)
  private let end = RawKey.function(0x7E01)

  @Test("what is pasted is one event with all of its text, control characters too, and no key")
  func paste() {
    var decoder = InputDecoder()
    let events = decoder.events(raw("a") + [begin] + raw("q\r:é日\u{3}") + [end] + raw("b"))
    #expect(events == [.key(.character("a")), .pasted("q\r:é日\u{3}"), .key(.character("b"))])
  }

  @Test("a paste that arrives in pieces is one event, when its end arrives")
  func pieces() {
    var decoder = InputDecoder()
    #expect(decoder.events([begin]) == [])
    #expect(decoder.events(raw("qq")) == [])
    #expect(decoder.events(raw("\u{1B}")) == [])
    #expect(decoder.events([end] + raw("q")) == [.pasted("qq\u{1B}"), .key(.character("q"))])
  }

  @Test("keys that are named in a paste are left out, and a second beginning is none")
  func functions() {
    var decoder = InputDecoder()
    #expect(
      decoder.events([begin, .function(259)] + raw("a") + [begin] + raw("b") + [end]) == [.pasted("ab")])
    #expect(decoder.events([begin, end]) == [.pasted("")])
    #expect(decoder.events([end] + raw("q")) == [.key(.unknown), .key(.character("q"))])
  }

  @Test("of a paste without end no more is kept than a hundred thousand characters")
  func endless() {
    var decoder = InputDecoder()
    #expect(decoder.events([begin] + raw(String(repeating: "x", count: 150_000))) == [])
    #expect(decoder.events([end]) == [.pasted(String(repeating: "x", count: InputDecoder.longestPaste))])
  }
}
