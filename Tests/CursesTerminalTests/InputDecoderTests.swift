import CellScreen
import Testing

@testable import CursesTerminal

@Suite struct InputDecoderTests {
  private var decoder = InputDecoder(escapeDelay: 25, KeyTable { _ in nil })

  /// The events of texts that arrive one after the other.
  private func events(_ texts: String...) -> [TerminalEvent] {
    var decoder = decoder
    return texts.flatMap { decoder.events(of: $0.utf8) }
  }

  private func keys(_ text: String) -> [TerminalEvent] { text.map { .key(.character($0)) } }

  // MARK: Esc

  @Test("Esc is a key after a silence, and at once with a character or another Esc directly behind it")
  func escape() {
    var decoder = decoder
    #expect(decoder.events(of: [0x1B]) == [])
    #expect(decoder.patience == 25)
    #expect(decoder.silence() == [.key(.escape)])
    #expect(decoder.patience == nil && decoder.silence() == [])
    #expect(decoder.events(of: "\u{1B}q".utf8) == [.key(.escape), .key(.character("q"))])
    #expect(decoder.events(of: "\u{1B}\u{1B}".utf8) == [.key(.escape)])
    #expect(decoder.silence() == [.key(.escape)])
  }

  @Test("a sequence that arrives in pieces is one key, wherever it is cut")
  func piecesOfKey() {
    #expect(events("\u{1B}", "[A") == [.key(.up)])
    #expect(events("\u{1B}[", "A") == [.key(.up)])
    #expect(events("\u{1B}", "O", "B") == [.key(.down)])
    #expect(events("\u{1B}[", "6", "~") == [.key(.pageDown)])
  }

  @Test("a sequence without its end is one unknown key after half a second")
  func cut() {
    for text in ["\u{1B}[", "\u{1B}O", "\u{1B}[1;", "\u{1B}[["] {
      var decoder = decoder
      #expect(decoder.events(of: text.utf8) == [])
      #expect(decoder.patience == 500)
      #expect(decoder.silence() == [.key(.unknown)])
      #expect(decoder.events(of: "q".utf8) == keys("q"))
    }
  }

  @Test(
    "a sequence that nobody knows is one unknown key; its letters don't act",
    arguments: [
      "\u{1B}[1;9Q", "\u{1B}OP", "\u{1B}[3~", "\u{1B}[1;5A", "\u{1B}[[A", "\u{1B}O5A", "\u{1B}[97;5u",
    ])
  func unknownSequence(text: String) {
    #expect(events(text + "q") == [.key(.unknown)] + keys("q"))
  }

  // MARK: Answers of the terminal

  @Test(
    "what the terminal answers is no key, at once or in pieces",
    arguments: [
      "\u{1B}]11;rgb:0000/2b2b/3636\u{7}", "\u{1B}]10;rgb:q/P/s\u{1B}\\", "\u{1B}P>|XTerm(370)q\u{1B}\\",
      "\u{1B}P1+r5463=787465726D\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^private q\u{1B}\\",
      "\u{1B}Xq P s\u{1B}\\", "\u{1B}]0;日本 é\u{7}", "\u{9D}11;q\u{9C}", "\u{90}q\u{9C}", "\u{1B}\\",
      "\u{1B}]q\u{1B}q\u{1B}\\", "\u{1B}P1$r0 q\u{7}",
      "\u{1B}[24;80R", "\u{1B}[?62;22c", "\u{1B}[>41;370;0c", "\u{1B}[0n", "\u{1B}[?2026;1$y", "\u{1B}[I",
      "\u{1B}[O", "\u{1B}[8;24;80t", "\u{1B}[?1u", "\u{1B}[?997;1n", "\u{1B}[M q!", "\u{9B}24;80R",
    ])
  func answers(text: String) {
    #expect(events(text + "k") == keys("k"))
    #expect(events(text + text + "k") == keys("k"))
    for cut in text.utf8.indices {
      var decoder = decoder
      let parts = [text.utf8[..<cut], text.utf8[cut...]]
      #expect(parts.flatMap { decoder.events(of: $0) } == [])
      #expect(decoder.events(of: "k".utf8) == keys("k"))
    }
  }

  @Test("a control string without its end ends by silence, and is no key; an answer waits longer")
  func endlessAnswer() {
    let beginnings = [
      ("\u{1B}]11;q", 3_000), ("\u{1B}P>|q", 3_000), ("\u{1B}_Gq", 3_000), ("\u{1B}P1$r\u{1B}", 3_000),
      ("\u{1B}]", 500), ("\u{1B}]qq", 500), ("\u{1B}P", 500), ("\u{1B}_q", 500),
    ]
    for (text, patience) in beginnings {
      var decoder = decoder
      #expect(decoder.events(of: text.utf8) == [])
      #expect(decoder.patience == patience, "\(text.debugDescription)")
      #expect(decoder.silence() == [])
      #expect(decoder.events(of: "q".utf8) == keys("q"))
    }
  }

  // MARK: Pastes

  @Test("what is pasted is one event with all of its text, control characters and keys too, and no key")
  func paste() {
    let text = "q\r:é日\u{3}\u{1B}[A\u{1B}]\u{1B}[20"
    #expect(
      events("a\u{1B}[200~" + text + "\u{1B}[201~b")
        == [.key(.character("a")), .pasted(text), .key(.character("b"))])
    #expect(events("\u{1B}[200~\u{1B}[201~") == [.pasted("")])
    #expect(events("\u{1B}[201~q") == [.key(.unknown)] + keys("q"))
  }

  @Test("a paste that arrives in pieces is one event, when its end arrives")
  func pieces() {
    #expect(
      events("\u{1B}[20", "0~qq", "\u{1B}", "\u{1B}[2", "01~q") == [.pasted("qq\u{1B}")] + keys("q"))
  }

  @Test("a paste without its end ends by half a second of silence, with all of its text")
  func pasteWithoutEnd() {
    var decoder = decoder
    #expect(decoder.events(of: "\u{1B}[200~q\u{1B}[20".utf8) == [])
    #expect(decoder.patience == 500)
    #expect(decoder.silence() == [.pasted("q\u{1B}[20")])
    #expect(decoder.events(of: "q".utf8) == keys("q"))
  }

  @Test("of a paste without end no more is kept than a hundred thousand characters")
  func endless() {
    var decoder = decoder
    #expect(decoder.events(of: ("\u{1B}[200~" + String(repeating: "x", count: 150_000)).utf8) == [])
    let kept = String(repeating: "x", count: InputDecoder.longestPaste)
    #expect(decoder.events(of: "\u{1B}[201~".utf8) == [.pasted(kept)])
  }

  // MARK: The mouse

  private func mouse(_ kind: MouseEvent.Kind, _ row: Int, _ column: Int) -> TerminalEvent {
    .mouse(MouseEvent(kind, row: row, column: column))
  }

  @Test("the left button, a drag and the wheel are events, with any keys held; all else is none")
  func mouseEvents() {
    let reports: [(String, TerminalEvent?)] = [
      ("0;12;5M", mouse(.press, 4, 11)), ("0;12;5m", nil), ("32;300;1M", mouse(.drag, 0, 299)),
      ("64;1;1M", mouse(.wheelUp, 0, 0)), ("65;1;2M", mouse(.wheelDown, 1, 0)),
      ("4;1;1M", mouse(.press, 0, 0)),
      ("1;1;1M", nil), ("2;1;1M", nil), ("35;1;1M", nil), ("0;0;1M", nil), ("0;1M", nil), ("M", nil),
      ("0;1;99999999999999999999M", nil), ("-1;1;1M", nil),
    ]
    for (report, event) in reports {
      #expect(events("\u{1B}[<" + report + "q") == [event].compactMap { $0 } + keys("q"), "\(report)")
    }
  }

  @Test("a report of the mouse that arrives in pieces is one event, and none of it a key")
  func mousePieces() {
    #expect(events("\u{1B}[<0;1", "2;5", "Mq") == [mouse(.press, 4, 11)] + keys("q"))
  }

  @Test("a press soon after one at the same cell is one again; later or elsewhere it is not")
  func presses() {
    var presses = PressTimes()
    func press(row: Int, _ milliseconds: Int) -> TerminalEvent {
      presses.timed(mouse(.press, row, 1), at: .milliseconds(milliseconds))
    }
    #expect(press(row: 1, 0) == mouse(.press, 1, 1))
    #expect(press(row: 1, 400) == mouse(.pressAgain, 1, 1))
    #expect(press(row: 1, 700) == mouse(.pressAgain, 1, 1))
    #expect(press(row: 1, 1_101) == mouse(.press, 1, 1))
    #expect(press(row: 2, 1_102) == mouse(.press, 2, 1))
    #expect(presses.timed(.key(.up), at: .zero) == .key(.up))
  }
}
