import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import TestSupport
import Testing

/// Screens while a pass is computed: what is there looks as it will, and nothing is said of the rest.
struct PassOnItsWayTests {
  private static let sizes: [(rows: Int, columns: Int)] = [(24, 80), (40, 120), (60, 200)]

  /// A state on whose picture a pass has computed some layers.
  private func state(_ subject: Subject, layers: Int, _ size: (rows: Int, columns: Int)) throws
    -> ExplorerState
  {
    var state = try subject.make(size.rows, size.columns)
    let evaluation = try #require(state.evaluation)
    state.pictures[0].status = .waiting
    _ = update(&state, .started)
    _ = update(&state, .computed(evaluation.first(layers), generation: state.generation))
    return state
  }

  /// The rows below the rule that parts words from numbers, without the hints.
  private func body(_ state: ExplorerState) -> [String] {
    let rows = view(state).grid.text().split(separator: "\n", omittingEmptySubsequences: false)
    return rows[Layout(state).ruleRow...].dropLast(2).map(String.init)
  }

  @Test(
    "a layer that is computed looks as where steps have come so far, at every depth",
    arguments: [Subject.bundled] + Subject.fixtures)
  func computedLayers(subject: Subject) throws {
    let whole = try subject.make(24, 80)
    let evaluation = try #require(whole.evaluation)
    let count = evaluation.trace.network.layers.count
    for (index, line) in (1..<count).enumerated() {
      let size = Self.sizes[index % Self.sizes.count]
      var early = try state(subject, layers: line + 1, size)
      var stepped = try subject.make(size.rows, size.columns)
      stepped.playhead.position = Position(layer: line + 1)
      for move in [Move.line(line), .closer, .closer, .closer] {
        _ = update(&early, .move(move))
        _ = update(&stepped, .move(move))
        guard early.depth > .network, line + 1 < count else { continue }
        #expect(early.bookmark == stepped.bookmark)
        #expect(body(early) == body(stepped), "\(subject.name), line \(line), \(early.depth)")
      }
    }
  }

  @Test(
    "a number that is not computed is on no screen, not even as NaN",
    arguments: [Subject.bundled] + Subject.fixtures)
  func uncomputedLayers(subject: Subject) throws {
    let whole = try subject.make(24, 80)
    let evaluation = try #require(whole.evaluation)
    let lines = evaluation.trace.network.layers.count
    for line in 0..<lines {
      let size = Self.sizes[line % Self.sizes.count]
      var state = try state(subject, layers: max(1, line), size)
      for move in [Move.line(line), .closer, .closer, .closer] {
        _ = update(&state, .move(move))
        let text = view(state).grid.text()
        #expect(!text.contains("NaN"), "\(subject.name), line \(line), \(state.depth):\n\(text)")
      }
    }
  }
}
