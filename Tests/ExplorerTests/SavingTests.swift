import CellScreen
import ConvNet
import Explorer
import TestSupport
import Testing

/// The key P.
struct SavingTests {
  @Test("P asks for the screen to be saved, under the picture's name and the place")
  func names() throws {
    let network = try Examples.small()
    let places: [(line: Int, depth: Depth, String)] = [
      (1, .network, "network"), (1, .layer, "conv2d"), (1, .map, "conv2d-map0"), (1, .unit, "conv2d-0-0-0"),
      (3, .unit, "flatten-0"), (5, .layer, "softmax"), (5, .unit, "softmax-0"),
    ]
    for (line, depth, name) in places {
      var state = Examples.state(network, pictures: 1, line: line, depth: depth)
      let effects = state.press("P")
      #expect(effects.count == 1)
      guard case .save(let found)? = effects.first else {
        Issue.record("P did not save")
        continue
      }
      #expect(found.hasSuffix("-" + name), "\(found)")
    }
  }

  @Test("what became of it stands on the screen until the next key")
  func report() throws {
    var state = Examples.state(try Examples.small(), pictures: 1, line: 1, depth: .layer)
    #expect(update(&state, .saved(.success("a.svg"))) == [])
    #expect(state.report == "saved as a.svg" && state.notice == nil)
    #expect(update(&state, .tick) == [])
    #expect(state.report == "saved as a.svg")
    _ = state.press("Down")
    #expect(state.report == nil)
    _ = update(&state, .saved(.failure(Refusal("no room"))))
    #expect(state.notice == "no room" && state.report == nil)
  }

  @Test("the help is saved as it stands")
  func help() throws {
    var state = Examples.state(try Examples.small(), pictures: 1)
    _ = state.press("?")
    guard case .save(let name)? = state.press("P").first else {
      Issue.record("P did not save")
      return
    }
    #expect(name.hasSuffix("-help") && state.helpScroll == 0)
  }
}
