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

  private func mouse(_ kind: MouseEvent.Kind, _ row: Int, _ column: Int) -> TerminalEvent {
    .mouse(MouseEvent(kind, row: row, column: column))
  }

  @Test("the left button, a drag and the wheel are events, with any keys held; all else is none")
  func mouseEvents() {
    let mark = RawKey.function(0x7E02)
    var decoder = InputDecoder()
    let reports: [(String, TerminalEvent?)] = [
      ("0;12;5M", mouse(.press, 4, 11)), ("0;12;5m", nil), ("32;300;1M", mouse(.drag, 0, 299)),
      ("64;1;1M", mouse(.wheelUp, 0, 0)), ("65;1;2M", mouse(.wheelDown, 1, 0)),
      ("4;1;1M", mouse(.press, 0, 0)),
      ("1;1;1M", nil), ("2;1;1M", nil), ("35;1;1M", nil), ("0;0;1M", nil), ("0;1M", nil), ("M", nil),
      ("0;1;99999999999999999999M", nil), ("-1;1;1M", nil),
    ]
    for (report, event) in reports {
      let events = decoder.events([mark] + raw(report))
      #expect(events.first == event || event == nil, "\(report): \(events)")
      if let event { #expect(events == [event]) }
    }
    #expect(decoder.events(raw("q")) == [.key(.character("q"))])
  }

  @Test("a report of the mouse that arrives in pieces is one event, and none of it a key")
  func mousePieces() {
    var decoder = InputDecoder()
    #expect(decoder.events([.function(0x7E02)] + raw("0;1")) == [])
    #expect(decoder.events(raw("2;5")) == [])
    #expect(decoder.events(raw("Mq")) == [mouse(.press, 4, 11), .key(.character("q"))])
  }

  @Test("of a paste without end no more is kept than a hundred thousand characters")
  func endless() {
    var decoder = InputDecoder()
    #expect(decoder.events([begin] + raw(String(repeating: "x", count: 150_000))) == [])
    #expect(decoder.events([end]) == [.pasted(String(repeating: "x", count: InputDecoder.longestPaste))])
  }
}
