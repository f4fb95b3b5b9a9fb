import CellScreen
import ConvNet
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// What the state keeps from one key to the next.
struct SelectionTests {
  private static let keys: [KeyPress] = [
    .up, .down, .left, .right, .enter, .enter, .enter, .escape, .pageDown, .home, .end, .character("<"),
    .character(">"), .character("."), .character("o"),
  ]

  /// What there is to know of the selected unit, found out anew; whether that is a sum.
  private func expectFresh(
    _ state: ExplorerState, _ network: TrainedNetwork, _ evaluation: Evaluation
  ) -> Bool {
    guard let layer = state.layer else {
      #expect(state.explanation == nil)
      return false
    }
    let unit = UnitAddress(layer: layer, position: state.position)
    #expect(state.explanation == evaluation.trace.explain(unit))
    let box = network.network.receptiveField(of: unit).box
    #expect(state.receptiveField?.rows == box?.rows && state.receptiveField?.columns == box?.columns)
    #expect(state.pictureUnread == network.network.placesUnread(byLayer: layer))
    guard case .weightedSum(let sum)? = state.explanation?.form else { return false }
    #expect(state.channels(.bySize) == channelOrder(of: sum, .bySize))
    #expect(state.selectedTerm == selectedTerm(of: sum, in: state))
    return true
  }

  @Test("what is known of the selected unit is always that of the selected unit", arguments: UInt64(0)..<4)
  func walk(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let network = try Examples.small()
    let evaluation = try Examples.evaluation(network)
    var state = Examples.state(network)
    state.pictures[0].status = .ready(evaluation)
    var sums = 0
    for _ in 0..<60 {
      let key = Self.keys[Int.random(in: 0..<Self.keys.count, using: &generator)]
      _ = update(&state, keyMap.intent(for: key, in: state))
      if expectFresh(state, network, evaluation) { sums += 1 }
    }
    #expect(sums > 0)
  }

  @Test("it is that of the picture that is shown, and of the cursor where that was set from outside")
  func otherPicture() throws {
    let network = try Examples.small()
    var state = Examples.state(network, line: 1)
    state.pictures[0].status = .ready(try Examples.evaluation(network))
    _ = update(&state, .move(.closer))
    let other = try Examples.evaluation(network, seed: 2)
    state.pictures[0].status = .ready(other)
    #expect(expectFresh(state, network, other))
    state.cursor.channel += 1
    #expect(expectFresh(state, network, other))
  }
}
