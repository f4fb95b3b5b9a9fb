import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// The keys of a presenter's clicker.
struct ClickerTests {
  private let evaluation: Evaluation
  private let network: TrainedNetwork

  init() throws {
    network = try Examples.small()
    evaluation = try Examples.evaluation(network)
  }

  private func state(line: Int = 1, depth: Depth = .network) -> ExplorerState {
    Examples.state(network, evaluation, line: line, depth: depth)
  }

  @Test("with a clicker PageDown begins where one is, steps on and stays at the end; PageUp steps back")
  func clicker() {
    var state = state(line: 1, depth: .network)
    state.usesClicker = true
    state.press("PageDown")
    #expect(state.playhead.position?.layer == 1 && state.line == 1)
    state.press("PageDown PageDown")
    #expect(state.playhead.position?.layer == 3)
    state.press("PageUp")
    #expect(state.playhead.position?.layer == 2)
    state.press("PageDown PageDown PageDown")
    #expect(state.isComplete && state.notice == "the pass is at its end")
    for _ in 0..<3 {
      state.press("PageDown")
      #expect(state.isComplete && state.notice == "everything is computed; s starts again, N goes back")
    }
    state.press("PageUp")
    #expect(!state.isComplete)
    state.press("PageUp PageUp PageUp PageUp PageUp PageUp PageUp")
    #expect(!state.isComplete && state.notice == "the pass is at its start")
    #expect(keyMap.hints(for: state).contains { $0.label == "PgUp PgDn" && $0.words == "step" })
    state.press("?")
    state.press("PageDown")
    #expect(state.helpScroll != nil)
  }

  @Test("with a clicker, whoever has stepped to the end begins again with s, or on another picture")
  func clickerAgain() {
    var state = Examples.state(network, pictures: 2, line: 1)
    state.receiveFirst(evaluation, picture: 0)
    state.usesClicker = true
    state.press("PageDown s")
    #expect(state.isComplete)
    state.press("PageDown PageDown PageDown PageDown PageDown PageDown PageDown PageDown")
    #expect(state.isComplete)
    state.press("s")
    #expect(!state.isComplete)
    state.press("PageDown PageDown PageDown PageDown PageDown PageDown PageDown PageDown i I PageDown")
    #expect(!state.isComplete)
  }

  @Test("with a clicker . empties the screen until the next key, which does nothing else")
  func blank() {
    var state = state(line: 1, depth: .layer)
    let before = state.cursor.channel
    state.press(".")
    let channel = state.cursor.channel
    #expect(!state.isBlank && channel != before)
    state.usesClicker = true
    state.press(".")
    #expect(state.isBlank)
    state.press("PageDown")
    #expect(!state.isBlank && state.isComplete && state.cursor.channel == channel)
    state.press(".")
    #expect(keyMap.intent(for: .character("q"), in: state) == .quit)
  }

  @Test(
    "with a clicker F5 and Esc go to the start when pressed twice within 2 seconds",
    arguments: [("F5", "Esc"), ("Esc", "F5"), ("F5", "F5")])
  func restart(first: String, second: String) {
    var state = state(line: 3, depth: .network)
    state.usesClicker = true
    state.press("Enter PageDown PageDown")
    let place = state.placeName
    state.press(first)
    #expect(state.placeName == place && state.report?.contains("again") == true && state.tickInterval == 2)
    _ = update(&state, .tick)
    #expect(state.report == nil && state.tickInterval == nil)
    state.press("\(second) Left \(second)")
    #expect(state.depth > .network)
    state.press(first)
    #expect(state.depth == .network && state.line == state.model.firstLine && state.isComplete)
    #expect(state.history.isEmpty && state.tickInterval == nil)
  }

  @Test("without a clicker Esc goes back at once")
  func noClicker() {
    var state = state(line: 1, depth: .network)
    state.press("Enter Esc")
    #expect(state.depth == .network)
    state.press("F5")
    #expect(state.notice == "this key does nothing here; ? lists the keys")
  }
}
