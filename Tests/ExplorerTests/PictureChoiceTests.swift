import CellScreen
import Testing

@testable import Explorer

@Suite("the list of bundled pictures")
struct PictureChoiceTests {
  private func choice(_ count: Int, rows: Int = 24) -> PictureChoice {
    let entries = (0..<count).map { PictureChoice.Entry(name: "picture \($0)", isPuzzle: $0 > 9) }
    return PictureChoice(entries, rows: rows, columns: 80)
  }

  /// Presses keys, which all leave the list where it is.
  private func pressed(_ keys: [KeyPress], _ choice: PictureChoice) -> PictureChoice {
    var choice = choice
    for key in keys { #expect(choice.press(key) == .stays) }
    return choice
  }

  @Test("keys lead through it, and stop at its ends")
  func moves() {
    let cases: [(keys: [KeyPress], chosen: Int)] = [
      ([], 0), ([.up], 0), ([.down, .down, .up], 1),
      ([.character("j"), .character("j"), .character("k")], 1),
      ([.end], 15), ([.end, .down], 15), ([.end, .home], 0), ([.pageDown], 15), ([.end, .pageUp], 0),
    ]
    for (keys, chosen) in cases { #expect(pressed(keys, choice(16)).chosen == chosen, "\(keys)") }
    #expect(pressed([.pageDown], choice(16, rows: 10)).chosen == 6)
  }

  @Test("Return opens the chosen one, and q, Esc and Ctrl-C open none")
  func outcomes() {
    var list = pressed([.down], choice(3))
    #expect(list.press(.enter) == .opens(1))
    #expect(list.press(.control("l")) == .redraws && list.press(.control("z")) == .suspends)
    for key in [KeyPress.escape, .character("q"), .control("c")] { #expect(list.press(key) == .leaves) }
    var none = choice(0)
    #expect(none.press(.down) == .stays && none.press(.enter) == .stays)
    #expect(none.seen.isEmpty)
  }

  @Test("what is seen has the chosen one, and fills the screen")
  func seen() {
    for rows in [1, 5, 10, 19, 20, 40] {
      var list = choice(16, rows: rows)
      for _ in 0..<20 {
        #expect(list.seen.contains(list.chosen))
        #expect(list.seen.count == min(16, max(1, rows - 4)))
        _ = list.press(.down)
      }
    }
  }

  @Test("a key that does nothing says so until the next one")
  func notice() {
    let list = pressed([.character("z")], choice(3))
    #expect(list.notice == "z does nothing here")
    #expect(pressed([.down], list).notice == nil)
  }

  @Test("its words name what it is, the keys, and what a puzzle is")
  func words() {
    #expect(PictureChoiceWords.title(16) == "cnnview  16 pictures that come along")
    #expect(PictureChoiceWords.title(1) == "cnnview  1 picture that comes along")
    #expect(
      PictureChoiceWords.keys.map { "\($0.label) \($0.words)" } == ["↑↓ picture", "⏎ opens it", "q quit"])
    let ascii = Repertoire.ascii.whileWriting { PictureChoiceWords.keys.map(\.label) }
    #expect(ascii == ["Up Down", "Ret", "q"])
    #expect(PictureChoiceWords.puzzle == "something is out of place: what does the network say?")
  }
}
