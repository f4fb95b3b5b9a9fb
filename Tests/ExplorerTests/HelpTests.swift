import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// The help, and what keys do while it is on the screen.
struct HelpTests {
  private func state(rows: Int = 24, columns: Int = 80) throws -> ExplorerState {
    Examples.state(try Examples.small(), rows: rows, columns: columns)
  }

  private func width(_ line: HelpText.Line) -> Int {
    switch line {
    case .blank: 0
    case .heading(let words): 1 + DisplayText(words).width
    case .key(_, let help): HelpText.helpColumn + DisplayText(help).width
    case .words(let words): HelpText.wordsColumn + DisplayText(words).width
    }
  }

  @Test("every line of the help fits the screen", arguments: [60, 80, 120, 200])
  func widths(columns: Int) throws {
    let wide = try HelpText(state(columns: columns)).lines.filter { width($0) > columns }
    #expect(wide == [])
  }

  @Test("labels of keys end before what the keys do")
  func labels() throws {
    for binding in keyMap.bindings where !binding.help.isEmpty {
      let end = HelpText.wordsColumn + DisplayText(binding.label).width
      #expect(end < HelpText.helpColumn, "\(binding.label)")
    }
  }

  @Test("on a narrow screen the help says the same in more lines")
  func words() throws {
    func words(_ columns: Int) throws -> [String] {
      try HelpText(state(columns: columns)).lines.flatMap { line -> [String] in
        switch line {
        case .blank: []
        case .heading(let words), .words(let words): words.split(separator: " ").map(String.init)
        case .key(let label, let help): (label + " " + help).split(separator: " ").map(String.init)
        }
      }
    }
    #expect(try words(60) == words(200))
    #expect(try HelpText(state(columns: 60)).lines.count > HelpText(state(columns: 200)).lines.count)
  }

  @Test("what keys do where one is comes first, and all keys stand in groups")
  func groups() throws {
    var state = try state()
    state.depth = .map
    let headings = HelpText(state).lines.compactMap { line in
      if case .heading(let words) = line { words } else { nil }
    }
    #expect(
      headings == [
        "Here", "Go", "Step through the pass", "Change something, and see what follows",
        "Ask first, then look",
        "Show",
        "The program",
        "Colours and marks",
        "One map per channel?",
      ])
    let first = HelpText(state).lines.dropFirst().prefix { $0 != .blank }
    #expect(first == keyMap.hints(for: state).map { .key(label: $0.label, help: $0.words) }[...])
    let keys = HelpText(state).lines.count {
      if case .key(let label, _) = $0 { !label.isEmpty } else { false }
    }
    let hints = keyMap.hints(for: state).count
    #expect(keys == hints + keyMap.bindings.count { !$0.help.isEmpty })
  }

  @Test("on a wide screen the help has two columns, about equally long")
  func twoColumns() throws {
    let help = try HelpText(state(columns: 200))
    #expect(help.columns.count == 2 && help.width == 100)
    #expect(abs(help.columns[0].count - help.columns[1].count) < 12)
    #expect(try HelpText(state(columns: 149)).columns.count == 1)
  }

  @Test("? opens the help at its start, and any other key closes it without doing anything else")
  func closing() throws {
    var state = try state()
    state.press("?")
    #expect(state.helpScroll == 0)
    for key in ["?", "Enter", "Escape", "5", ".", "a", "x", "Tab", "i"] {
      state.helpScroll = 3
      let bookmark = state.bookmark
      let display = state.display
      #expect(state.press(key) == [], "\(key)")
      #expect(state.helpScroll == nil, "\(key)")
      #expect(state.bookmark == bookmark && state.display == display && state.notice == nil, "\(key)")
    }
  }

  @Test("the help scrolls by lines and pages and stops where its last line is at the bottom")
  func scrolling() throws {
    var state = try state()
    let page = 24 - 3
    let last = HelpText(state).lines.count - page
    #expect(last > 2)
    state.press("? Up")
    #expect(state.helpScroll == 0)
    state.press("Down j")
    #expect(state.helpScroll == 2)
    state.press("k")
    #expect(state.helpScroll == 1)
    state.press("End")
    #expect(state.helpScroll == last)
    state.press("Down PageDown")
    #expect(state.helpScroll == last)
    state.press("PageUp")
    #expect(state.helpScroll == max(0, last - page))
    state.press("End Home")
    #expect(state.helpScroll == 0)
  }

  @Test("on a screen that shows all of the help nothing scrolls")
  func large() throws {
    var state = try state(rows: 90, columns: 120)
    state.press("? Down PageDown End")
    #expect(state.helpScroll == 0)
  }

  @Test("a larger screen is filled with help again")
  func resized() throws {
    var state = try state()
    state.press("? End")
    _ = update(&state, .resized(rows: 30, columns: 80))
    #expect(state.helpScroll == max(0, HelpText(state).lines.count - 27))
    _ = update(&state, .resized(rows: 99, columns: 80))
    #expect(state.helpScroll == 0)
  }
}
