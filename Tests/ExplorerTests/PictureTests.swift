import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// Pictures that are asked for, arrive, and are overtaken.
struct PictureTests {
  private let network: TrainedNetwork
  private let evaluation: Evaluation

  init() throws {
    network = try Examples.small()
    evaluation = try Examples.evaluation(network)
  }

  private func state(pictures: Int) -> ExplorerState { Examples.state(network, pictures: pictures) }

  /// What a pass reports whose first layers are computed.
  private func computed(_ layers: Int, _ generation: Int) -> Event {
    .computed(evaluation.first(layers), generation: generation)
  }

  private func answer(_ picture: Int, _ generation: Int) -> Event {
    .evaluated(picture: picture, generation: generation, .success(evaluation))
  }

  /// What became of the pictures, in short.
  private func statuses(_ state: ExplorerState) -> [String] {
    state.pictures.map { slot in
      switch slot.status {
      case .waiting: "waiting"
      case .working(let generation, _): "working \(generation)"
      case .stopped: "stopped"
      case .ready: "ready"
      case .failed(let words): words
      }
    }
  }

  @Test("at the start the first picture is asked for, once")
  func started() {
    var state = state(pictures: 2)
    #expect(update(&state, .started) == [.evaluate(picture: 0, generation: 1)])
    #expect(update(&state, .started) == [])
    #expect(statuses(state) == ["working 1", "waiting"])
  }

  @Test("nothing is asked for where the network can't run")
  func broken() {
    var state = Examples.broken()
    #expect(update(&state, .started) == [])
  }

  @Test("i and I turn to the next and the last picture, round the ends, asking once for each")
  func turning() {
    var state = state(pictures: 3)
    #expect(state.press("I") == [.evaluate(picture: 2, generation: 1)])
    _ = update(&state, answer(2, 1))
    #expect(state.press("]") == [.evaluate(picture: 0, generation: 2)])
    _ = update(&state, answer(0, 2))
    #expect(state.press("i") == [.evaluate(picture: 1, generation: 3)])
    #expect(state.press("[") == [.stop])
    #expect(state.picture == 0)
    #expect(state.press("[") == [])
    #expect(statuses(state) == ["ready", "waiting", "ready"])
  }

  @Test("one pass runs at a time: turning on gives up the picture before, which is asked for anew later")
  func oneAtATime() {
    var state = state(pictures: 3)
    _ = update(&state, .started)
    #expect(state.press("i") == [.stop, .evaluate(picture: 1, generation: 2)])
    #expect(state.press("i") == [.stop, .evaluate(picture: 2, generation: 3)])
    #expect(statuses(state) == ["waiting", "waiting", "working 3"])
    #expect(state.press("i") == [.stop, .evaluate(picture: 0, generation: 4)])
  }

  @Test("the layer that the pass works on is known until its answer comes, and of the latest request only")
  func layerOfThePass() {
    var state = state(pictures: 2)
    _ = update(&state, computed(1, 0))
    #expect(state.soFar?.trace.computedLayers == nil)
    _ = update(&state, .started)
    _ = update(&state, computed(3, 1))
    #expect(state.soFar?.trace.computedLayers == 3)
    state.press("i")
    #expect(state.soFar?.trace.computedLayers == nil)
    _ = update(&state, computed(4, 1))
    #expect(state.soFar?.trace.computedLayers == nil)
    _ = update(&state, computed(2, 2))
    #expect(state.soFar?.trace.computedLayers == 2)
    _ = update(&state, answer(1, 2))
    #expect(state.soFar?.trace.computedLayers == nil)
    _ = update(&state, computed(4, 2))
    #expect(state.soFar?.trace.computedLayers == nil)
  }

  @Test("what a pass has computed is shown, in the whole network and of each layer, and no more")
  func soFar() {
    var state = state(pictures: 2)
    _ = update(&state, .started)
    #expect(state.shown == nil && state.passPosition == nil)
    _ = update(&state, computed(3, 1))
    #expect(state.evaluation == nil)
    #expect(state.passPosition == Position(layer: 3))
    #expect(state.shown?.trace.computedLayers == 3)
    let shown: [(line: Int, depth: Depth, layers: Int?)] = [
      (2, .layer, 3), (3, .layer, nil), (3, .network, 3), (1, .unit, 3), (4, .unit, nil),
    ]
    for (line, depth, layers) in shown {
      (state.line, state.depth) = (line, depth)
      #expect(state.shown?.trace.computedLayers == layers)
    }
    #expect((0..<5).map(state.isComputed) == [true, true, true, false, false])
    #expect(!state.hasLogits)
    _ = update(&state, answer(0, 1))
    #expect(state.passPosition == nil && state.hasLogits)
  }

  @Test("what is stepped through is not shown farther than the next picture is computed")
  func steppingOn() {
    var state = state(pictures: 2)
    state.receiveFirst(evaluation, picture: 0)
    state.playhead.position = Position(layer: 2, unit: 4)
    state.press("i")
    _ = update(&state, computed(1, 1))
    #expect(state.passPosition == Position(layer: 1))
    _ = update(&state, computed(3, 1))
    #expect(state.passPosition == Position(layer: 2, unit: 4))
  }

  @Test("what takes the whole pass waits for it")
  func waiting() {
    var state = state(pictures: 1)
    _ = update(&state, .started)
    _ = update(&state, computed(3, 1))
    for key in ["s", "n", "y"] {
      state.press(key)
      #expect(state.notice?.contains("still being computed") == true, "\(key): \(state.notice ?? "")")
      #expect(!state.isStepping && state.depth == .network)
    }
    _ = update(&state, answer(0, 1))
    #expect(state.notice == nil, "what has come does not have to be waited for")
  }

  @Test("cursors stand on the strongest maps of the layers that are computed, and those put elsewhere stay")
  func cursorsSoFar() {
    var state = state(pictures: 1)
    _ = update(&state, .started)
    _ = update(&state, computed(2, 1))
    #expect(state.cursor(ofLine: 1).channel == evaluation.strongestChannels[1])
    #expect(state.cursor(ofLine: 2) == LayerCursor())
    state.line = 2
    state.cursor = LayerCursor(channel: 5)
    _ = update(&state, answer(0, 1))
    #expect(state.cursor(ofLine: 2) == LayerCursor(channel: 5))
    #expect(state.cursor(ofLine: 4).channel == evaluation.winner)
  }

  @Test("keys walk the listing and go closer and back while the pass is on its way")
  func walkingWhileWorking() {
    var state = state(pictures: 1)
    _ = update(&state, .started)
    #expect(state.press("Down Enter Escape Up") == [])
    #expect(state.depth == .network)
    #expect(state.line == 1)
    #expect(statuses(state) == ["working 1"])
  }

  @Test("Esc gives up a pass, whose answer is dropped, and Enter asks for it anew")
  func stopping() {
    var state = state(pictures: 1)
    _ = update(&state, .started)
    _ = update(&state, computed(2, 1))
    #expect(state.press("Escape") == [.stop])
    #expect(statuses(state) == ["stopped"])
    #expect(state.soFar?.trace.computedLayers == nil)
    _ = update(&state, answer(0, 1))
    _ = update(&state, computed(3, 1))
    #expect(statuses(state) == ["stopped"])
    #expect(state.soFar?.trace.computedLayers == nil)
    state.press("Escape")
    #expect(state.notice == "this is the whole network; q quits")
    #expect(state.press("Enter") == [.evaluate(picture: 0, generation: 2)])
    #expect(state.depth == .network)
    _ = update(&state, answer(0, 2))
    #expect(statuses(state) == ["ready"])
  }

  @Test("the only picture says that it is the only one")
  func onlyOne() {
    var state = state(pictures: 1)
    #expect(state.press("i") == [])
    #expect(state.notice == "there is only one picture; name several on the command line")
  }

  @Test("another picture leaves line, depth and cursor as they are")
  func samePlace() {
    var state = state(pictures: 2)
    state.receiveFirst(evaluation, picture: 0)
    state.press("1 Enter Enter Home Down Right Right")
    let place = state.place
    state.press("i")
    _ = update(&state, answer(1, 1))
    #expect(state.place == place)
    #expect(state.evaluation != nil)
  }

  @Test("an answer is taken only by the picture that waits for it with its number")
  func generations() {
    var state = state(pictures: 3)
    state.press("i I")
    #expect(statuses(state) == ["working 2", "waiting", "waiting"])
    for (picture, generation) in [(0, 1), (1, 1), (1, 2), (2, 2), (0, 0), (-1, 2), (3, 2)] {
      _ = update(&state, answer(picture, generation))
    }
    #expect(statuses(state) == ["working 2", "waiting", "waiting"])
    _ = update(&state, answer(0, 2))
    #expect(statuses(state) == ["ready", "waiting", "waiting"])
  }

  @Test("an answer that comes after another picture was turned to does not show itself")
  func overtaken() {
    var state = state(pictures: 2)
    _ = update(&state, .started)
    state.press("i")
    _ = update(&state, answer(0, 1))
    #expect(state.picture == 1)
    #expect(state.evaluation == nil)
    #expect(statuses(state) == ["waiting", "working 2"])
  }

  @Test("an answer changes nothing of a picture that is there")
  func twice() {
    var state = state(pictures: 1)
    _ = update(&state, .started)
    _ = update(&state, answer(0, 1))
    _ = update(&state, .evaluated(picture: 0, generation: 1, .failure(Refusal("late"))))
    #expect(statuses(state) == ["ready"])
  }

  @Test("a picture that can't be shown keeps the words of why, and is not asked for again")
  func failure() {
    var state = state(pictures: 2)
    _ = update(&state, .started)
    _ = update(&state, .evaluated(picture: 0, generation: 1, .failure(Refusal("no such file"))))
    #expect(statuses(state) == ["no such file", "waiting"])
    #expect(state.evaluation == nil)
    state.press("i")
    #expect(state.press("i") == [.stop])
    #expect(statuses(state) == ["no such file", "waiting"])
  }

  @Test("the first picture that arrives puts each cursor on the strongest map's largest number")
  func cursors() throws {
    var state = state(pictures: 1)
    state.receiveFirst(evaluation, picture: 0)
    for line in 1...2 {
      let cursor = state.cursors[line]
      let tensor = evaluation.tensor(ofLayer: line, beforeActivation: false)
      #expect(cursor.channel == evaluation.strongestChannels[line])
      let plane = tensor.plane(channel: cursor.channel)
      #expect(plane[cursor.row, cursor.column] == plane.values.max())
    }
    let logits = evaluation.logits
    #expect(logits[state.cursors[4].channel] == logits.max())
    #expect(state.cursors[5] == state.cursors[4])
  }

  @Test("pictures that arrive later leave the cursors where they are")
  func laterCursors() {
    var state = state(pictures: 2)
    state.receiveFirst(evaluation, picture: 0)
    state.press("1 Enter Home")
    let cursors = state.cursors
    state.press("i")
    _ = update(&state, answer(1, 1))
    #expect(state.cursors == cursors)
  }

  @Test("an answer leaves notices alone: they belong to the last key")
  func notices() {
    var state = state(pictures: 1)
    _ = update(&state, .started)
    state.press("i")
    _ = update(&state, answer(0, 1))
    #expect(state.notice == "there is only one picture; name several on the command line")
  }
}
