import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// Changes in the explorer: how they are made, looked at, taken back.
struct VariantTests {
  private let trained: TrainedNetwork
  private let evaluation: Evaluation

  init() throws {
    trained = try Examples.small()
    evaluation = try Examples.evaluation(trained)
  }

  private func state(line: Int = 1, depth: Depth = .layer) -> ExplorerState {
    Examples.state(trained, evaluation, line: line, depth: depth)
  }

  @Test("a change shows its difference first; b goes through the looks, B goes back")
  func looks() throws {
    var state = state()
    #expect(state.look == nil && state.looks.isEmpty)
    try state.make("drop conv2d[:,:,2]")
    #expect(state.look == .difference && state.looks == [.original, .changed, .difference])
    #expect(state.shownDifference?.changes == [.drop(place: "conv2d[:,:,2]")])
    try state.enter("b")
    #expect(state.look == .original && state.shown?.trace == evaluation.trace)
    try state.enter("b")
    #expect(state.look == .changed && state.shown?.trace.holds.count == 1)
    try state.enter("B B")
    #expect(state.look == .difference)
  }

  @Test("original and changed stand beside each other where there is room for both")
  func beside() throws {
    var state = state(depth: .map)
    try state.make("flip")
    #expect(!state.looks.contains(.beside))
    _ = update(&state, .resized(rows: 50, columns: 160))
    #expect(state.looks.contains(.beside))
    try state.enter("b")
    #expect(state.look == .beside)
    try state.enter("b b")
    #expect(state.look == .changed)
    try state.enter("b b")
    #expect(state.look == .beside)
    try state.enter("Escape")
    #expect(state.depth == .network && state.look == .changed)
  }

  @Test("what is undone leaves the pass as it was, and can come again")
  func undo() throws {
    var state = state()
    try state.make("drop conv2d[:,:,2]")
    try state.make("flip")
    #expect(state.changes.count == 2)
    try state.enter("u")
    #expect(state.changes.count == 1 && state.report?.contains("flip") == true)
    try state.enter("u")
    #expect(state.changes.isEmpty && state.look == nil && state.shown?.trace == evaluation.trace)
    try state.enter("u")
    #expect(state.notice == "nothing is changed")
    try state.enter("U U")
    #expect(state.changes.map(\.text) == ["drop conv2d[:,:,2]", "flip"])
    try state.enter("U")
    #expect(state.notice == "nothing was taken back")
    try state.make("reset")
    #expect(state.changes.isEmpty)
    try state.enter("u")
    #expect(state.changes.count == 2)
    try state.make("shift 1,0")
    try state.enter("U")
    #expect(state.notice == "nothing was taken back")
  }

  @Test("d drops the map under the cursor, and takes that back wherever it stands among the changes")
  func toggleDrop() throws {
    var state = state()
    state.cursor.channel = 3
    try state.enter("d")
    #expect(state.changes.map(\.text) == ["drop conv2d[:,:,3]"])
    try state.make("flip")
    try state.enter("d")
    #expect(state.changes.map(\.text) == ["flip"] && state.report == "conv2d[:,:,3] is back")
    try state.make("drop conv2d[,,3]")
    try state.enter("d")
    #expect(state.changes.map(\.text) == ["flip"])
  }

  @Test("d drops a unit at unit depth, a channel on the picture, and nothing on softmax")
  func dropElsewhere() throws {
    var unit = state(line: 1, depth: .unit)
    unit.cursor = LayerCursor(channel: 4, row: 1, column: 2)
    try unit.enter("d")
    #expect(unit.changes.map(\.text) == ["drop conv2d[1,2,4]"])
    var picture = state(line: 0, depth: .layer)
    picture.cursor.channel = 1
    try picture.enter("d")
    #expect(picture.changes.map(\.text) == ["drop input[:,:,1]"])
    var softmax = state(line: 5, depth: .layer)
    try softmax.enter("d")
    #expect(
      softmax.changes.isEmpty
        && softmax.notice == "shares follow from the logits; drop one of those on line 4")
  }

  @Test("a change that can't be made is refused, and the prompt keeps its text")
  func refused() throws {
    var state = state()
    try state.make("drop conv2d[:,:,99]")
    #expect(state.changes.isEmpty && state.prompt?.line.text == "drop conv2d[:,:,99]")
    #expect(state.prompt?.failure?.isEmpty == false)
    var other = self.state()
    try other.make("drop conv2d[:,:,1]")
    try other.make("drop conv2d[:,:,1]")
    #expect(other.changes.count == 1)
    #expect(other.prompt?.failure == "'drop conv2d[:,:,1]' is made already; u takes the last change back")
  }

  @Test("a file that can't be read leaves the changes, and what followed from them, as they were")
  func unreadFile() throws {
    var state = state()
    try state.make("flip")
    try state.make("weights nowhere.keras")
    #expect(state.changes.map(\.text) == ["flip"] && state.isNoticeOfFailure)
    #expect(state.variant?.changes.map(\.text) == ["flip"])
  }

  @Test("an answer that a later change has overtaken is not taken")
  func overtaken() throws {
    var state = state()
    let first = state.press(": f l i p Enter")
    #expect(first == [.change(generation: 1)] && state.isChanging)
    let second = state.press(": s h i f t Space 1 , 0 Enter")
    #expect(second == [.change(generation: 2)])
    _ = update(&state, .changed(generation: 1, .failure(ChangeFailure("too late"))))
    #expect(state.isChanging && state.changes.count == 2)
    try state.carryOutChanges(second)
    #expect(state.variant?.changes.count == 2 && !state.isChanging)
  }

  @Test("another picture has the same changes made, as soon as its pass is there")
  func otherPicture() throws {
    var state = Examples.state(trained, pictures: 2, line: 1)
    state.receiveFirst(evaluation, picture: 0)
    try state.make("flip")
    let effects = state.press("i")
    #expect(effects == [.evaluate(picture: 1, generation: 1)] && state.variant == nil && state.look == nil)
    let other = try Examples.evaluation(trained, seed: 9)
    try state.carryOutChanges(update(&state, .evaluated(picture: 1, generation: 1, .success(other))))
    #expect(state.variant?.before.trace == other.trace && state.look == .difference)
    try state.carryOutChanges(state.press("I"))
    #expect(state.variant?.before.trace == evaluation.trace)
  }

  @Test("while the pass is stepped through there is no difference, which would tell what is not computed")
  func stepping() throws {
    var state = state(depth: .network)
    try state.make("flip")
    try state.enter("s")
    #expect(state.look == .changed && state.looks == [.original, .changed])
    try state.enter("s")
    #expect(state.look == .difference)
  }

  @Test("the cursor stands on what has changed most, unless somebody has put it elsewhere")
  func cursors() throws {
    var state = state(depth: .network)
    try state.make("drop conv2d[:,:,2]")
    let most = try #require(state.variant?.layers[1].most)
    #expect(state.cursor(ofLine: 1) == most && most.channel == 2)
    var chosen = self.state()
    try chosen.enter("Left")
    let cursor = chosen.cursor
    try chosen.make("drop conv2d[:,:,2]")
    #expect(chosen.cursor == cursor)
  }

  @Test("verbs win over names of layers; go leads to the layer")
  func verbsWin() throws {
    var state = state(line: 2, depth: .network)
    try state.make("flip")
    #expect(state.changes == [.flip])
    try state.make("go conv2d")
    #expect(state.place.hasPrefix("layer 1"))
    try state.make("go 2")
    #expect(state.line != 1 || state.cursor.channel == 2)
  }

  @Test("e begins a change of what is under the cursor: a weight, a number, a map")
  func begin() throws {
    var unit = state(line: 1, depth: .unit)
    unit.cursor = LayerCursor(channel: 4, row: 1, column: 2)
    unit.cursor.term = 10
    try unit.enter("e")
    let kernel = try #require(trained.parameters[trained.network.address(of: .kernel, ofLayer: 1)])
    let weight = kernel[position: [0, 1, 1, 4]]
    #expect(unit.prompt?.line.text == Change.set(parameter: "conv2d.kernel[0,1,1,4]", weight).text)
    var map = state(line: 2, depth: .map)
    map.cursor = LayerCursor(channel: 1, row: 0, column: 1)
    try map.enter("e")
    #expect(map.prompt?.line.text.hasPrefix("hold maxpooling2d[0,1,1] ") == true)
    var layer = state(line: 2)
    layer.cursor.channel = 5
    try layer.enter("e")
    #expect(layer.prompt?.line.text == "hold maxpooling2d[:,:,5] ")
  }

  @Test(
    "a change that fails behind another that was still computed leaves the other, which is asked for anew")
  func failureBehindAnother() throws {
    var state = state()
    _ = state.press(": f l i p Enter")
    let second = state.press(": w e i g h t s Space x Enter")
    #expect(second == [.change(generation: 2)])
    let effects = update(
      &state,
      .changed(generation: 2, .failure(ChangeFailure("x: no such file", culprit: .weights(file: "x")))))
    #expect(state.changes == [.flip] && effects == [.change(generation: 3)] && state.isNoticeOfFailure)
    try state.carryOutChanges(effects)
    #expect(state.variant?.changes == [.flip])
  }

  @Test("of changes that are asked for together only the one that can't be made goes")
  func culprit() throws {
    var state = state()
    _ = state.press(": w e i g h t s Space x Enter")
    let second = state.press(": f l i p Enter")
    #expect(second == [.change(generation: 2)])
    let failure = ChangeFailure("x: no such file", culprit: .weights(file: "x"))
    let effects = update(&state, .changed(generation: 2, .failure(failure)))
    #expect(state.changes == [.flip])
    try state.carryOutChanges(effects)
    #expect(state.variant?.changes == [.flip])
    try state.enter("u")
    #expect(state.changes.isEmpty)
    try state.enter("u")
    #expect(state.notice == "nothing is changed")
  }

  @Test("a change that could be made once stays when its file is gone, and what is shown says so")
  func vanished() throws {
    var state = state()
    let weights = Change.weights(file: "w.keras")
    state.begin(with: [weights])
    var effects = update(&state, .started)
    effects = state.press("d")
    let now = try #require(
      try Variant([weights], MadeChanges(of: trained.network, in: state.model), of: evaluation))
    _ = update(&state, .changed(generation: 1, .success(.variant(now))))
    #expect(effects == [.change(generation: 1)] && state.variant != nil)
    _ = state.press(": f l i p Enter")
    let failure = ChangeFailure("w.keras: no such file", culprit: weights)
    _ = update(&state, .changed(generation: 2, .failure(failure)))
    #expect(state.changes.count == 3 && state.failureOfChanges == "w.keras: no such file")
    #expect(state.look == nil && state.shown?.trace == evaluation.trace)
  }

  @Test("what failed can't come again, and what could before it still can")
  func redoBehindFailure() throws {
    var state = state()
    try state.make("flip")
    try state.enter("u")
    try state.make("weights nowhere.keras")
    #expect(state.changes.isEmpty)
    try state.enter("U")
    #expect(state.changes == [.flip])
  }

  @Test("a parameter can be set back, and only the last change is not made twice")
  func twice() throws {
    var state = state()
    for value in ["1", "2", "1"] { try state.make("set dense.bias[0] \(value)") }
    #expect(state.changes.count == 3)
    try state.make("set dense.bias[0] 1")
    #expect(state.changes.count == 3 && state.prompt?.failure != nil)
  }

  @Test("a change that makes no number another one says so")
  func noEffect() throws {
    var state = state()
    try state.make("drop conv2d[:,:,2]")
    #expect(state.report == nil)
    try state.make("hold conv2d[1,1,2] 0")
    #expect(state.report == "the last change makes no number another one")
  }

  @Test("turning to another picture gives up the changes that are being made")
  func turning() throws {
    var state = Examples.state(trained, pictures: 2, line: 1)
    state.receiveFirst(evaluation, picture: 0)
    _ = state.press(": f l i p Enter")
    #expect(state.press("i") == [.stopChange, .evaluate(picture: 1, generation: 1)])
  }

  @Test("changes to begin with are taken back one by one")
  func begun() throws {
    var state = state()
    state.begin(with: [.flip, .drop(place: "conv2d[:,:,0]")])
    try state.enter("u")
    #expect(state.changes == [.flip])
    try state.enter("u u")
    #expect(state.changes.isEmpty && state.notice == "nothing is changed")
  }

  @Test("whoever looks at a number stays there when something is changed")
  func stays() throws {
    var state = state(line: 1, depth: .unit)
    let place = state.place
    try state.make("drop conv2d[:,:,5]")
    #expect(state.place == place)
  }

  @Test("before the activation function other numbers have changed than behind it")
  func stages() throws {
    var state = state()
    try state.make("drop conv2d[:,:,2]")
    let variant = try #require(state.variant)
    #expect(variant.layers(beforeActivation: true)[1].count == 0)
    #expect(variant.layers(beforeActivation: false)[1].count == 1)
    let words = VariantWords(variant, state.model, beforeActivation: true)
    #expect(words.summary(ofLine: 1) == "No number of conv2d changes.")
  }

  @Test("a colour's name is its channel of the picture, which is shown without it")
  func colours() throws {
    var state = state()
    try state.make("drop green")
    let variant = try #require(state.variant)
    #expect(variant.layers[0].isChanged == [false, true, false])
    #expect(variant.now.picture.samples.plane(channel: 1).values.allSatisfy { $0 == 0 })
    #expect(variant.before.picture.samples.plane(channel: 0) == variant.now.picture.samples.plane(channel: 0))
  }

  @Test("the look is a setting, so that the command which returns has it")
  func lookSetting() throws {
    var state = state()
    try state.make("flip")
    #expect(state.settings.isEmpty)
    try state.enter("b")
    #expect(state.settings == ["look original"])
    var other = self.state()
    #expect(ExplorerState.isSetting("look changed") && !ExplorerState.isSetting("look nowhere"))
    other.set("look changed")
    try other.make("flip")
    #expect(other.look == .difference)
  }

  @Test("how much of a layer has changed is counted by maps, by units, and by numbers")
  func counts() throws {
    var state = state()
    try state.make("drop conv2d[:,:,2]")
    let variant = try #require(state.variant)
    let layers = variant.layers
    #expect(layers[0].count == 0 && layers[0].most == nil && layers[1].count == 1 && layers[2].count == 1)
    #expect(layers[1].isChanged == (0..<6).map { $0 == 2 })
    let changed = zip(variant.before.trace.activations[1].values, variant.now.trace.activations[1].values)
      .count { $0 != $1 }
    #expect(layers[1].numberCount == changed && changed > 0)
    #expect(layers[4].isChanged.count == 4)
    for (index, tensor) in variant.difference.trace.activations.enumerated() {
      let (old, new) = (variant.before.trace.activations[index], variant.now.trace.activations[index])
      #expect(zip(tensor.values, zip(old.values, new.values)).allSatisfy { $0 == $1.1 - $1.0 })
    }
  }
}

extension ExplorerState {
  /// Types a text at the prompt, and makes the changes that it asks for.
  mutating func make(_ text: String) throws {
    var effects: [Effect] = []
    for intent in [Intent.openPrompt(.command), .paste(text), .edit(.accept)] {
      effects += update(&self, intent)
    }
    try carryOutChanges(effects)
  }

  /// Presses keys, and makes the changes that they ask for.
  mutating func enter(_ names: String) throws {
    for name in names.split(separator: " ") { try carryOutChanges(press(String(name))) }
  }
}
