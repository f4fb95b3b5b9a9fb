import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// From a logit down to a pixel, and through the terms of a sum.
struct UnitKeyTests {
  private let network: TrainedNetwork
  private let evaluation: Evaluation

  init() throws {
    network = try Examples.small()
    evaluation = try Examples.evaluation(network)
  }

  private func state(line: Int = 1, depth: Depth = .network) -> ExplorerState {
    Examples.state(network, evaluation, line: line, depth: depth)
  }

  @Test("y leads from anywhere to the winning logit's sum, and Esc back")
  func why() throws {
    let winner = try #require(evaluation.winner)
    for (line, depth) in [(1, Depth.network), (2, .map), (5, .layer), (1, .unit)] {
      var state = state(line: line, depth: depth)
      let bookmark = state.bookmark
      state.press("y")
      #expect(state.place == "unit 4 [\(winner)]")
      state.press("Escape")
      #expect(state.bookmark == bookmark)
    }
  }

  @Test("on the winning logit's sum y says that this is it")
  func whyTwice() {
    var state = state()
    state.press("y y")
    #expect(state.notice == "this is the winning logit's sum")
    state.press("Escape")
    #expect(state.place == "network 1")
  }

  @Test("without a picture there are no logits to ask about")
  func noLogits() {
    var state = Examples.state(network)
    state.press("y")
    #expect(state.place == "network 1")
    #expect(state.notice == "there are no logits to ask about")
  }

  @Test("Enter follows the selected term through every layer to a pixel, and Esc comes back")
  func path() throws {
    var state = state()
    state.press("y")
    var places = [state.place]
    for line in [3, 2, 1, 0] {
      let explanation = try #require(state.explanation)
      let expected: [Int] =
        switch explanation.form {
        case .weightedSum(let sum): sum.terms[try #require(selectedTerm(of: sum, in: state))].position
        case .windowMaximum(let window): window.places[window.winner].position
        case .moved(let origin): origin.position
        default: []
        }
      state.press("Enter")
      #expect(state.place == "unit \(line) \(expected)")
      #expect(state.evaluation?.tensor(ofLayer: line, beforeActivation: false).shape.rank == expected.count)
      places.append(state.place)
    }
    state.press("Enter")
    #expect(state.place == places.last)
    #expect(state.notice == "a number of the picture: nothing made it")
    for place in places.reversed().dropFirst() {
      state.press("Escape")
      #expect(state.place == place)
    }
    state.press("Escape")
    #expect(state.place == "network 1")
  }

  @Test("the term that is selected at first is the largest of the channel that counts most")
  func firstTerm() throws {
    let state = state(line: 1, depth: .unit)
    guard case .weightedSum(let sum)? = state.explanation?.form else {
      Issue.record("not a sum")
      return
    }
    let channels = (0..<sum.channels).map { sum.subtotal(ofChannel: $0).magnitude }
    let channel = try #require(channels.firstIndex(of: channels.max() ?? 0))
    let products = sum.terms(ofChannel: channel).map(\.product.magnitude)
    let term = try #require(selectedTerm(of: sum, in: state))
    #expect(term / sum.termsPerChannel == channel)
    #expect(sum.terms[term].product.magnitude == products.max())
  }

  @Test("arrows go through a patch row by row into the next channel, and stop at its edges")
  func patch() {
    var state = state(line: 1, depth: .unit)
    state.cursor.term = 0
    func term(after keys: String) -> Int? {
      state.press(keys)
      return state.cursor.term
    }
    #expect(term(after: "Left Up") == 0)
    #expect(term(after: "Right Right Right") == 2)
    #expect(term(after: "Down") == 5)
    #expect(term(after: "Down Down") == 11)
    #expect(term(after: "Left") == 10)
    for _ in 0..<9 { state.press("Down") }
    #expect(term(after: "Down Right Right") == 26)
  }

  @Test("arrows go through the terms of a unit in the order in which they are shown")
  func ledger() throws {
    for (order, keys) in [(TermOrder.bySize, ""), (.byIndex, "o")] {
      var state = state(line: 4, depth: .unit)
      state.press(keys)
      guard case .weightedSum(let sum)? = state.explanation?.form else {
        Issue.record("not a sum")
        return
      }
      let shown = channelOrder(of: sum, order)
      state.press("Home")
      #expect(state.cursor.term == shown.first)
      state.press("Down Down")
      #expect(state.cursor.term == shown[2])
      state.press("Up Up Up")
      #expect(state.cursor.term == shown.first)
      state.press("End Down")
      #expect(state.cursor.term == shown.last)
      state.press("PageUp")
      #expect(state.cursor.term == shown[shown.count - 9])
    }
  }

  @Test("another unit starts with the term that counts most there")
  func otherUnit() {
    var state = state(line: 4, depth: .unit)
    state.press("Down .")
    #expect(state.cursor.term == nil)
  }

  @Test("arrows move the unit where there are no terms, and stop at the edges")
  func moves() {
    var state = state(line: 2, depth: .unit)
    state.cursor = LayerCursor()
    state.press("Up Left Right Down Down Down Down")
    #expect(state.place == "unit 2 [2, 1, 0]")
    state = self.state(line: 3, depth: .unit)
    state.cursor = LayerCursor()
    state.press("Left Right Down Up Up")
    #expect(state.place == "unit 3 [1]")
  }

  @Test("padding was made by no unit")
  func padding() throws {
    let padded = try Examples.network([
      Input(Shape(4, 4, 1)),
      Examples.convolution(3, from: 1, to: 1, padding: .keepingExtents(Size2D(square: 3))),
    ])
    var state = Examples.state(padded)
    state.receiveFirst(try Examples.evaluation(padded), picture: 0)
    state.depth = .unit
    state.cursor = LayerCursor()
    state.cursor.term = 0
    state.press("Enter")
    #expect(state.place == "unit 1 [0, 0, 0]")
    #expect(state.notice == "padding: no unit made it")
  }

  @Test("a jump to softmax from a unit ends at the layer's depth")
  func softmax() {
    var state = state(line: 4, depth: .unit)
    state.press("5")
    #expect(state.place.hasPrefix("layer 5"))
  }
}
