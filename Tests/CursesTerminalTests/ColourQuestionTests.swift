import CellScreen
import Testing

@testable import CursesTerminal

/// What terminals answer when they are asked whether they show any colour.
struct ColourQuestionTests {
  @Test(
    "a terminal that has the capability, or kept the colour that was set, shows any colour",
    arguments: [
      "\u{1B}P1+r524742\u{1B}\\\u{1B}[?62;4c",  // foot, kitty
      "\u{1B}P1+r524742=38\u{1B}\\\u{1B}[?62c",
      "\u{1B}P1$r0;48:2::1:2:3m\u{1B}\\\u{1B}P0+r524742\u{1B}\\\u{1B}[?64;1;2c",  // xterm
      "\u{1B}P1$r0;48;2;1;2;3m\u{1B}\\\u{1B}[?1;2c",  // VTE
      "ab\u{1B}P1$r48:2:1:2:3m\u{1B}\\\u{1B}[?1;2c",
    ])
  func affirmed(answer: String) {
    #expect(ColourQuestion.isAffirmed(by: Array(answer.utf8)))
  }

  @Test(
    "another answer, half of one or none does not say so",
    arguments: [
      "", "\u{1B}[?1;2c", "\u{1B}P0+r524742\u{1B}\\\u{1B}[?62c", "\u{1B}P1$r0m\u{1B}\\\u{1B}[?62c",
      "\u{1B}P1$r0;48:5:16m\u{1B}\\\u{1B}[?62c", "\u{1B}P1$r0;48:2::1:2", "1+r524742", "48;2;1;2;3m",
      "\u{1B}P1$r0;38:2::1:2:3m\u{1B}\\", "\u{1B}P",
    ])
  func notAffirmed(answer: String) {
    #expect(!ColourQuestion.isAffirmed(by: Array(answer.utf8)))
  }

  @Test("any bytes are an answer that can be read")
  func bytes() {
    #expect(!ColourQuestion.isAffirmed(by: (0...255).map { $0 }))
  }

  @Test("an answer that was waited for is no key, however late its rest comes")
  func decoded() {
    var decoder = InputDecoder(escapeDelay: 25, KeyTable { _ in nil })
    let answer = Array("\u{1B}P1$r0;48:2::1:2:3m\u{1B}\\\u{1B}P0+r524742\u{1B}\\\u{1B}[?64;1;2cx".utf8)
    for split in answer.indices {
      let events = decoder.events(of: answer[..<split]) + decoder.events(of: answer[split...])
      #expect(events == [.key(.character("x"))], "\(split)")
    }
  }

  @Test("a terminal is asked where nobody and nothing else says how many colours it has")
  func asked() {
    func asks(_ environment: [String: String], _ colours: ColourChoice = .auto, terminfo: String? = "/a")
      -> Bool
    {
      TerminalPlan.patienceForColours(
        TerminalOptions(environment: environment, colours: colours, terminfo: terminfo)) != nil
    }
    #expect(asks(["TERM": "xterm-256color"]) && asks(["TERM": "xterm-kitty", "COLORTERM": ""]))
    #expect(!asks(["TERM": "xterm-256color", "COLORTERM": "truecolor"]))
    #expect(!asks(["TERM": "xterm-256color", "NO_COLOR": "1"]))
    #expect(!asks(["TERM": "tmux-256color"]) && !asks(["TERM": "linux"]) && !asks([:]))
    #expect(
      !asks(["TERM": "xterm-256color"], .colours256) && !asks(["TERM": "xterm-256color"], terminfo: nil))
  }
}
