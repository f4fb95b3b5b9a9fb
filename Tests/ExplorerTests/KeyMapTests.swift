import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// The table of keys.
struct KeyMapTests {
  /// States in which hints differ: every depth, lines with maps and without, one picture and several.
  private func states() throws -> [ExplorerState] {
    let network = try Examples.reference()
    return Depth.allCases.flatMap { depth in
      (0...9).flatMap { line in
        [1, 2].map { Examples.state(network, pictures: $0, line: line, depth: depth) }
      }
    } + [Examples.broken()]
  }

  @Test("no key is bound twice")
  func unique() {
    var seen: Set<KeyPress> = []
    for key in keyMap.bindings.flatMap(\.keys) {
      #expect(seen.insert(key).inserted, "\(key)")
    }
  }

  @Test("where the screen is too small no key acts but q and Ctrl-Z, with a prompt open neither, nor a paste")
  func smallScreens() throws {
    for keys in ["", ":", "? "] {
      var state = Examples.state(try Examples.small(), line: 1)
      state.press(keys)
      _ = update(&state, .resized(rows: 19, columns: 80))
      let prompt = state.prompt
      let all = keyMap.bindings.flatMap(\.keys) + [.tab, .control("s"), .unknown]
      for key in all where key != .character("q") && key != .control("z") {
        #expect(update(&state, keyMap.intent(for: key, in: state)) == [])
        #expect(state.line == 1 && state.depth == .network && state.notice == nil && state.prompt == prompt)
      }
      for intent in [.paste("q"), .point(.line(2)), .pointAgain(.line(2)), .wheel(by: 1), .save] as [Intent] {
        #expect(update(&state, intent) == [])
        #expect(state.line == 1 && state.notice == nil && state.prompt == prompt)
      }
      #expect(update(&state, keyMap.intent(for: .control("z"), in: state)) == [.suspend])
      #expect(update(&state, keyMap.intent(for: .character("q"), in: state)) == [.quit])
    }
  }

  @Test("every binding that has keys has words for the help, and the help has them")
  func help() throws {
    let state = Examples.state(try Examples.small(), columns: 149)
    let lines = HelpText(state).lines
    for binding in keyMap.bindings where !binding.keys.isEmpty {
      #expect(!binding.help.isEmpty, "\(binding.keys)")
      #expect(lines.contains(.key(label: binding.label, help: binding.help)), "\(binding.label)")
    }
  }

  @Test("every key of a binding that types something is named in its label or its help")
  func named() {
    for binding in keyMap.bindings {
      for case .character(let character) in binding.keys {
        let words = binding.label + " " + binding.help
        let isDigit = character.isNumber && binding.label == "0–9"
        // Arrows have these letters too, and an unshifted plus is an equals sign.
        let isKnown = "hjkl= ".contains(character)
        #expect(isDigit || isKnown || words.contains(character), "\(character)")
      }
    }
  }

  @Test("no two hints name the same keys, and none is without words")
  func hints() throws {
    for state in try states() {
      let hints = keyMap.hints(for: state)
      #expect(Set(hints.map(\.label)).count == hints.count, "\(state.place): \(hints)")
      #expect(hints.allSatisfy { !$0.words.isEmpty }, "\(state.place): \(hints)")
      #expect(hints.contains { $0.label == "?" && $0.words == "help" })
      #expect(hints.contains { $0.label == "q" && $0.words == "quit" })
    }
  }

  @Test("the way closer and the way back are among the hints that fit 80 columns")
  func fitting() throws {
    for state in try states() where state.model.network != nil {
      var width = -2
      let fitting = keyMap.hints(for: state).prefix { hint in
        width += DisplayText(hint.label).width + DisplayText(hint.words).width + 3
        return width <= 80
      }
      let keys = fitting.map(\.label)
      #expect(state.depth == .network ? keys.contains("⏎") : keys.contains("Esc"), "\(state.place): \(keys)")
    }
  }

  @Test("Enter is hinted at exactly where it leads somewhere")
  func closer() throws {
    let network = try Examples.small()
    let evaluation = try Examples.evaluation(network)
    for depth in Depth.allCases {
      for line in 0...5 where depth < .map || (depth == .map ? line < 3 : line < 5) {
        var state = Examples.state(network, line: line, depth: depth)
        state.receiveFirst(evaluation, picture: 0)
        let isHinted = keyMap.hints(for: state).contains { $0.label == "⏎" }
        var after = state
        after.press("Enter")
        #expect(isHinted == (after.bookmark != state.bookmark), "\(state.place)")
      }
    }
  }
}
