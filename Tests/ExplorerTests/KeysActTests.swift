import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// Every key does something, or says why it can't.
struct KeysActTests {
  /// What a person can see of a state, and where one is.
  private struct Seen: Equatable {
    let place: Bookmark
    let cursors: [LayerCursor]
    let numbers: [Int?]
    let asking: [Int?]
    let playhead: Playhead
    let display: DisplayOptions
    let words: [String?]
    let prompt: Prompt?
    let brush: Brush?
    let vote: Vote?
    let changes: [Change]

    init(_ state: ExplorerState) {
      place = state.bookmark
      cursors = state.cursors
      numbers = [state.token, state.picture, state.helpScroll, state.history.count]
      asking = [state.asking?.number, state.asking?.chosen, state.asking?.given.count]
      playhead = state.playhead
      display = state.display
      words = [state.notice, state.report]
      prompt = state.prompt
      (brush, vote, changes) = (state.brush, state.vote, state.changes)
    }
  }

  /// Presses every key in a state, and names those that did nothing and said nothing.
  private func silentKeys(in state: ExplorerState) -> [KeyPress] {
    let strangers: [KeyPress] = [.unknown, .tab, .backTab, .character("é"), .control("x")]
    var state = state
    state.notice = nil
    state.report = nil
    return (keyMap.bindings.flatMap(\.keys) + strangers).filter { key in
      var after = state
      let effects = update(&after, keyMap.intent(for: key, in: state))
      return effects.isEmpty && Seen(after) == Seen(state)
    }
  }

  private func states(_ network: TrainedNetwork, evaluation: Evaluation?) -> [ExplorerState] {
    let corners = ["", "Home", "End", "End Right", "Home s", "Right", "s n"]
    return Depth.allCases.flatMap { depth in
      (0...network.layers.count).flatMap { line in
        corners.compactMap { keys in
          var state = Examples.state(network, line: line, depth: depth)
          if depth == .map, !state.hasMaps { return nil }
          if depth == .unit, state.layer == nil { return nil }
          if let evaluation { state.receiveFirst(evaluation, picture: 0) }
          state.press(keys)
          return state
        }
      }
    }
  }

  @Test("at every depth, on every line and in every corner")
  func everywhere() throws {
    let network = try Examples.small()
    let evaluation = try Examples.evaluation(network)
    for state in states(network, evaluation: evaluation) + states(network, evaluation: nil) {
      let silent = silentKeys(in: state)
      #expect(silent.isEmpty, "\(state.place), \(state.playhead): \(silent)")
    }
  }

  @Test("in a network of one map and one unit, and in one that can't run")
  func smallest() throws {
    let network = try Examples.network([
      Input(Shape(1, 1, 1)), Examples.convolution(1, from: 1, to: 1), Flatten(),
      Examples.dense(from: 1, to: 1, .sigmoid),
    ])
    let pass = try Trace(network, input: .random(network.inputShape, seed: 1))
    let evaluation = Evaluation(trace: pass, pictureSize: Size2D(height: 1, width: 1))
    for state in states(network, evaluation: evaluation) where state.line < 4 {
      let silent = silentKeys(in: state)
      #expect(silent.isEmpty, "\(state.place): \(silent)")
    }
    for keys in ["", "End", "Home"] {
      var state = Examples.broken()
      state.press(keys)
      #expect(silentKeys(in: state) == [], "\(keys)")
    }
  }
}
