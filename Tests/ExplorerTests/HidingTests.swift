import CellScreen
import ConvNet
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// What the network says of the picture, hidden for a vote.
struct HidingTests {
  private let trained: TrainedNetwork
  private let evaluation: Evaluation

  init() throws {
    trained = try Examples.small()
    evaluation = try Examples.evaluation(trained, seed: 3)
  }

  private func state(line: Int = 1, depth: Depth = .network, pictures: Int = 1) -> ExplorerState {
    var state = Examples.state(trained, pictures: pictures, line: line)
    state.receiveFirst(evaluation, picture: 0)
    state.depth = depth
    return state
  }

  /// A state in which a command was typed.
  private func after(_ command: String, in state: ExplorerState) -> ExplorerState {
    var state = state
    state.type(":\(command)")
    state.press("Enter")
    return state
  }

  @Test(":hide hides the logits and softmax, and nothing before them; :hide again, or :show, shows them")
  func toggling() {
    let hidden = after("hide", in: state())
    #expect(hidden.hidesAnswer && hidden.hiddenLayer == 4 && !hidden.hasLogits)
    #expect(hidden.report == "what the network says is hidden for a vote; :hide shows it")
    #expect((0..<6).map(hidden.isHidden) == [false, false, false, false, true, true])
    #expect((0..<4).allSatisfy(hidden.isComputed))
    for command in ["hide", "show"] {
      let shown = after(command, in: hidden)
      #expect(!shown.hidesAnswer && shown.hasLogits && shown.hiddenLayer == nil)
      #expect(shown.report == "what the network says is shown again")
    }
    #expect(
      after("show", in: state()).prompt?.failure == "nothing is hidden; :hide hides what the network says")
  }

  @Test("what asks for the logits refuses, and says that they are hidden")
  func refusals() throws {
    let hidden = after("hide", in: state(line: 4))
    var others: [ExplorerState] = []
    for keys in ["y", "Enter", "5 Enter", "1 Enter 4", "3 Enter Enter >"] {
      var state = hidden
      state.press(keys)
      others.append(state)
    }
    for state in others {
      #expect(
        state.notice == "hidden for a vote; :hide shows it" && !(state.depth > .network && state.line >= 4))
    }
    for place in ["dense[0]", "dense", "softmax", "against", "evidence"] {
      let state = after(place, in: hidden)
      let words = state.notice ?? state.prompt?.failure
      #expect(words == "hidden for a vote; :hide shows it", "\(place)")
      #expect(state.depth == .network)
    }
  }

  @Test("whoever looks at a logit goes back to the whole network, and no cursor stays on the winner")
  func leaving() throws {
    var state = state()
    state.press("y")
    #expect(state.depth == .unit && state.line == 4)
    let winner = state.cursor.channel
    #expect(winner != 0, "the test needs another winner")
    state.press("Enter")
    #expect(state.history.contains { $0.line == 4 })
    var below = after("hide", in: state)
    #expect(below.depth == .unit && below.line == 3)
    #expect(!below.history.contains { $0.line == 4 })
    #expect(below.cursor(ofLine: 4).channel == 0 && below.cursor(ofLine: 5).channel == 0)
    below.press("Esc")
    #expect(below.depth == .network && below.line == 1)
    state.press("Esc")
    let hidden = after("hide", in: state)
    #expect(hidden.depth == .network && hidden.line == 4 && hidden.cursor.channel == 0)
    #expect(after("hide", in: hidden).cursor.channel == winner)
  }

  @Test("a pass goes on to what is hidden and no further; one that has come further goes back")
  func stepping() throws {
    var hidden = after("hide", in: state(line: 2))
    hidden.press("n")
    #expect(
      hidden.notice == "what follows in the pass is hidden for a vote; :hide shows it" && !hidden.isStepping)
    hidden.press("s n n")
    #expect(hidden.playhead.position == Position(layer: 4))
    hidden.press("n")
    #expect(hidden.playhead.position == Position(layer: 4) && hidden.line == 3)
    #expect(hidden.notice == "what follows in the pass is hidden for a vote; :hide shows it")
    hidden.press("Space")
    _ = update(&hidden, .tick)
    #expect(!hidden.playhead.isPlaying && hidden.playhead.position == Position(layer: 4))
    hidden.press("N")
    #expect(hidden.playhead.position == Position(layer: 3))
    var further = state(line: 4, depth: .layer)
    further.press("s n n")
    let position = try #require(further.playhead.position)
    #expect(position > Position(layer: 4))
    #expect(after("hide", in: further).playhead.position == Position(layer: 4))
  }

  @Test("pictures are called by their numbers, on the screen and in the names of saved ones")
  func pictures() {
    let several = after("hide", in: state(pictures: 3))
    #expect(several.pictureName?.string == "picture 1 of 3")
    #expect(after("hide", in: state()).pictureName?.string == "the picture")
    #expect(state().pictureName?.string == "0.ppm")
    #expect(savedName(several) == "picture1-network")
    #expect(several.text(of: .picture(file: "ship.ppm")) == "another picture")
    #expect(several.text(of: .flip) == "flip")
  }

  @Test("the palette offers it at the whole network, and first while something is hidden")
  func palette() {
    let entry = state(line: 4).palette.first { $0.text == "hide" }
    #expect(entry?.words == "what the network says is hidden, for a vote")
    #expect(after("hide", in: state()).palette.prefix(2).map(\.text) == ["vote", "hide"])
    #expect(after("hide", in: state()).palette[1].words == "what the network says is shown again")
    #expect(state().completions(of: "hi") == ["hide"])
  }

  @Test("all that carries the logits on is hidden with them, and what leads to them isn't")
  func tellingLayers() throws {
    func first(_ blocks: [any BuildingBlock]) throws -> Int {
      try Examples.network(blocks).network.firstTellingLayer
    }
    let flat: [any BuildingBlock] = [Input(Shape(4, 4, 2)), Flatten()]
    let dense = Examples.dense(from: 32, to: 5)
    #expect(try first(flat + [dense]) == 2)
    #expect(try first(flat + [Examples.dense(from: 32, to: 5, .softmax)]) == 2)
    #expect(try first(flat + [dense, ActivationLayer(.softmax)]) == 2)
    #expect(try first(flat + [dense, ActivationLayer(.relu), ActivationLayer(.softmax)]) == 2)
    #expect(try first(flat + [dense, Examples.dense(from: 5, to: 5)]) == 3)
    let maps: [any BuildingBlock] = [
      Input(Shape(4, 4, 2)), Examples.convolution(1, from: 2, to: 3), Examples.convolution(1, from: 3, to: 5),
    ]
    #expect(try first(maps) == 2)
    #expect(try first(maps + [GlobalPooling2D(.average), ActivationLayer(.softmax)]) == 2)
    #expect(try first(maps + [ActivationLayer(.softmax)]) == 2)
    #expect(try first([Input(Shape(4, 4, 2)), ActivationLayer(.relu)]) == 1)
  }

  @Test("words of what is hidden are as people read them")
  func words() {
    #expect(HidingWords.inPlace == "hidden")
    #expect(HidingWords.isHidden("dense_1[8]") == "dense_1[8] is hidden for a vote")
    #expect(HidingWords.failure == "this picture can't be shown; :hide says why")
    #expect(HidingWords.end == "what follows in the pass is hidden for a vote; :hide shows it")
    #expect(HidingWords.nothing == "nothing is hidden; :hide hides what the network says")
    #expect(PlainText.withoutColons(HidingWords.refusal) == "hidden for a vote; hide shows it")
  }

  @Test("questions go on, but for who wins, and ask nothing about hidden numbers")
  func questions() throws {
    var hidden = after("hide", in: state(line: 4))
    hidden.press("p")
    #expect(hidden.asking != nil)
  }

  @Test("what follows from a change says nothing of the classes")
  func changes() throws {
    var state = after("hide", in: state())
    state.type(":drop conv2d[:,:,0]")
    try state.enter("Enter")
    #expect(state.variant != nil && state.look == .difference)
    #expect(sentencesOfChange(state)?[0] == "What follows for the classes is hidden for a vote.")
    try state.enter("4")
    #expect(state.look == .changed && sentencesOfChange(state)?.count == 2)
    try state.enter("u 2 m Enter")
    #expect(!state.showsMisreading)
    #expect(sentencesOfChange(state) == ["What follows for the classes is hidden for a vote."])
  }
}
