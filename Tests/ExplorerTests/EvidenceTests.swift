import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// Evidence by covers: the question, the keys, what is asked of the world and what is kept.
struct EvidenceTests {
  private let trained: TrainedNetwork
  private let evaluation: Evaluation

  init() throws {
    trained = try Examples.small()
    evaluation = try Examples.evaluation(trained)
  }

  private func state(_ names: [String] = ["cat", "dog", "ship", "semi-truck"]) -> ExplorerState {
    let model = ExplorerModel(
      title: DisplayText("small.keras"), trained: trained, classes: names.map { DisplayText($0) })
    var state = ExplorerState(
      model: model, pictures: [PictureSlot(name: DisplayText("0.ppm"))], rows: 24, columns: 80)
    state.receiveFirst(evaluation, picture: 0)
    return state
  }

  private func asked(_ text: String) throws -> ExplorerState {
    var state = state()
    try state.make(text)
    return state
  }

  @Test("evidence is of the lead over the runner-up, with grey squares of an odd size that suits the picture")
  func usual() throws {
    let state = try asked("evidence")
    let first = evaluation.ranking
    #expect(state.evidenceQuantity == .difference(first[0], first[1]))
    #expect(state.evidence?.cover == .fill(.grey) && state.evidence?.side == 3)
    #expect(state.line == 0 && state.depth == .layer && state.coverFindings?.isComplete == true)
  }

  @Test("the question names a cover, a size, a class or two, and a place, before or behind the class")
  func question() throws {
    let state = try asked("evidence 3x3 black of ship - semi-truck at 2,5")
    #expect(state.evidence?.cover == .fill(.black) && state.evidence?.side == 3)
    #expect(state.evidenceQuantity == .difference(2, 3))
    #expect(state.evidencePlace == LayerCursor(row: 2, column: 5))
    #expect(try asked("evidence all at 1,2 of semi-truck").evidenceQuantity == .logit(3))
    #expect(try asked("of cat-semi-truck").evidenceQuantity == .difference(0, 3))
    #expect(try asked("of 3 - 0").evidenceQuantity == .difference(3, 0))
  }

  @Test(
    "a question that means nothing says why, and leaves one where one is",
    arguments: [
      (
        "evidence 4", "the square's side is odd, so that a place is in its middle: 1, 3, 5"
      ),
      ("evidence 9", "the picture is 9×8, smaller than a square of 9×9"),
      (
        "evidence plaid",
        "'plaid' means nothing here: evidence grey, black, white, mean or all; the square's side; of CLASS, or of CLASS - CLASS"
      ),
      ("evidence at 9,0", "the picture is 9×8: there is no place (9, 0)"),
      ("evidence of", "of which class? like of ship, of ship - truck"),
      ("of cat - cat", "cat − cat is always 0; name two classes"),
    ])
  func refused(text: String, words: String) throws {
    let state = try asked(text)
    #expect(state.prompt?.failure == words)
    #expect(state.evidence == nil && state.depth == .network)
  }

  @Test("an unknown class is named in what is said of it")
  func unknownClass() throws {
    #expect(try asked("of zebra").prompt?.failure?.contains("zebra") == true)
    #expect(try asked("of cat - zebra").prompt?.failure?.contains("zebra") == true)
  }

  @Test(
    "a network that reads no picture, or tells no classes apart, has no evidence, and large letters have none"
  )
  func noEvidence() throws {
    let strange = try Examples.network([Input(Shape(4, 4, 2)), Flatten(), Examples.dense(from: 32, to: 3)])
    let pass = try Trace(strange, input: .random(Shape(4, 4, 2), seed: 1))
    var state = Examples.state(
      strange, Evaluation(trace: pass, pictureSize: Size2D(height: 4, width: 4)), line: 1, depth: .network)
    try state.make("evidence")
    #expect(
      state.prompt?.failure
        == "the network reads (4, 4, 2), and covers are known for pictures of one channel or three")
    let maps = try Examples.network([Input(Shape(9, 8, 3)), Examples.convolution(3, from: 3, to: 2)])
    var second = Examples.state(maps, try Examples.evaluation(maps), line: 1, depth: .network)
    try second.make("evidence")
    #expect(second.prompt?.failure == "the network's output (7, 6, 2) is no line of classes to ask about")
    var large = self.state()
    try large.make("large")
    try large.make("evidence")
    #expect(large.prompt?.failure == "there is no evidence among large letters; :large ends them")
  }

  @Test(
    "the cursor stands where the cover takes most until it is moved, and goes no farther than the picture")
  func cursor() throws {
    var state = try asked("evidence")
    let worst = try #require(state.coverFindings?.map(of: .grey).lowest)
    #expect(state.evidencePlace == LayerCursor(row: worst / 8, column: worst % 8))
    try state.enter("c")
    let black = try #require(state.coverFindings?.map(of: .black).lowest)
    #expect(state.evidencePlace == LayerCursor(row: black / 8, column: black % 8))
    for _ in 0..<10 { try state.enter("Up Left") }
    #expect(state.evidencePlace == LayerCursor(row: 0, column: 0))
    try state.enter("Home")
    #expect(state.evidencePlace == LayerCursor(row: black / 8, column: black % 8))
    let best = try #require(state.coverFindings?.map(of: .black).highest)
    try state.enter("End")
    #expect(state.evidencePlace == LayerCursor(row: best / 8, column: best % 8))
  }

  @Test("c goes through the four fills and all of them together, C back")
  func covers() throws {
    var state = try asked("evidence")
    var names: [String] = []
    for _ in 0..<5 {
      names.append(state.evidence?.cover.name ?? "")
      try state.enter("c")
    }
    #expect(names == ["grey", "black", "white", "mean", "all"] && state.evidence?.cover == .fill(.grey))
    try state.enter("C")
    #expect(state.evidence?.cover == .all)
  }

  @Test("what is known is kept for each number, size and change, so that nothing is sought twice")
  func kept() throws {
    var state = try asked("evidence")
    #expect(state.press("c").isEmpty)
    #expect(state.press("+") == [.evidence(generation: 2)])
    try state.carryOutChanges([.evidence(generation: 2)])
    #expect(state.press("-").isEmpty && state.press("+").isEmpty)
    #expect(state.press("Escape").isEmpty)
    var effects: [Effect] = []
    for intent in [Intent.openPrompt(.command), .paste("evidence 5"), .edit(.accept)] {
      effects += update(&state, intent)
    }
    #expect(effects.isEmpty && state.evidence?.side == 5)
  }

  @Test("a newer request overtakes an older one, whose answer is not taken")
  func overtaken() throws {
    var state = state()
    for intent in [Intent.openPrompt(.command), .paste("evidence"), .edit(.accept)] {
      _ = update(&state, intent)
    }
    let first = try #require(EvidenceRequest(state))
    #expect(state.press("+") == [.evidence(generation: 2)])
    _ = update(&state, first.answer())
    #expect(state.coverFindings?.share == 0)
    let second = try #require(EvidenceRequest(state))
    _ = update(&state, second.answer())
    #expect(state.coverFindings?.isComplete == true && !state.isSeekingEvidence)
  }

  @Test("Space pauses the sweep and lets it go on; Esc ends it, and what was found stays")
  func pause() throws {
    var state = state()
    for intent in [Intent.openPrompt(.command), .paste("evidence"), .edit(.accept)] {
      _ = update(&state, intent)
    }
    _ = update(&state, try #require(EvidenceRequest(state)).answer(first: 7))
    #expect(state.press("Space") == [.stopEvidence])
    #expect(EvidenceWords(state)?.titles[0].contains("paused at 2 %") == true)
    #expect(state.press("Space") == [.evidence(generation: 2)])
    #expect(EvidenceRequest(state)?.items.count == 9 * 8 * 4 - 7)
    #expect(state.press("Escape") == [.stopEvidence])
    #expect(state.evidence == nil && state.depth == .network)
    for intent in [Intent.openPrompt(.command), .paste("evidence"), .edit(.accept)] {
      _ = update(&state, intent)
    }
    #expect(state.coverFindings?.map(of: .grey).knownCount == 7)
  }

  @Test(
    "Enter makes the cover a change and goes back to see what follows; evidence then asks about what is changed"
  )
  func make() throws {
    var state = try asked("evidence white 3 at 4,4")
    let before = try #require(state.coverFindings)
    try state.enter("Enter")
    #expect(state.changes.map(\.text) == ["paint 3-5,3-5 white"])
    #expect(state.evidence == nil && state.depth == .network && state.variant != nil)
    // The pass says what the sweep has said.
    let variant = try #require(state.variant)
    let change = before.map(of: .white)[4 * 8 + 4]
    let first = evaluation.ranking
    let lead = { (logits: [Float]) in logits[first[0]] - logits[first[1]] }
    #expect(abs(lead(variant.now.logits) - lead(variant.before.logits) - (change ?? .nan)) < 1e-4)
    try state.make("evidence")
    #expect(EvidenceWords(state)?.heading.hasSuffix(", after the changes") == true)
    #expect(state.coverFindings != before)
    try state.enter("b")
    #expect(EvidenceWords(state)?.heading.hasSuffix(", before the changes") == true)
    #expect(state.coverFindings == before)
  }

  @Test("all covers together paint nothing, and the same cover is made once")
  func makeRefused() throws {
    var state = try asked("evidence all")
    try state.enter("Enter")
    #expect(
      state.notice == "these are all fills together; c chooses one to paint with" && state.changes.isEmpty)
    try state.make("evidence grey at 2,2")
    try state.enter("Enter")
    try state.make("evidence at 2,2")
    try state.enter("Enter")
    #expect(state.notice == "this cover is made already; u takes it back" && state.changes.count == 1)
  }

  @Test("going elsewhere ends evidence, whatever leads there; help, pictures and saving do not")
  func elsewhere() throws {
    var state = try asked("evidence")
    try state.enter("?")
    try state.enter("?")
    #expect(state.evidence != nil)
    for keys in ["1", "y", "w", "s", "e"] {
      var state = state
      try state.enter(keys)
      #expect(state.evidence == nil, "\(keys)")
    }
    try state.make("conv2d")
    #expect(state.evidence == nil && state.line == 1)
  }

  @Test("the settings of the command that returns bring evidence back, as soon as there is a pass")
  func restored() throws {
    var state = try asked("evidence mean 3 of ship - cat at 1,2")
    #expect(state.settings == ["evidence mean 3 of ship - cat at 1,2"])
    #expect(try asked("evidence").settings == ["evidence grey 3"])
    #expect(ExplorerState.isSetting("evidence") && !ExplorerState.isSetting("evidence plaid"))
    var other = Examples.state(trained)
    other.set("evidence white 3 at 1,2")
    #expect(other.evidence?.side == 3 && !other.isSeekingEvidence)
    let effects = update(&other, .started)
    #expect(effects == [.evaluate(picture: 0, generation: 1)])
    #expect(
      update(&other, .evaluated(picture: 0, generation: 1, .success(evaluation))) == [
        .evidence(generation: 1)
      ])
    let question = state.settings[0]
    state = self.state()
    state.set(question)
    #expect(state.settings == [question])
  }

  @Test(
    "a class comes back whatever its name is, by its index where the name would be read otherwise",
    arguments: ["two  blanks", "seen at 3,4", "of"], ["", " at 1,2"])
  func strangeNames(name: String, place: String) throws {
    var state = state(["cat", "dog", "ship", name])
    try state.make("evidence of 3" + place)
    var other = self.state(["cat", "dog", "ship", name])
    other.set(state.settings[0])
    #expect(other.evidenceQuantity == .logit(3))
    #expect(other.settings == state.settings)
  }

  @Test(
    "while the pass is shown step by step, evidence would tell what is not computed yet, so there is none")
  func stepping() throws {
    var state = state()
    try state.enter("s")
    try state.make("evidence")
    #expect(state.prompt?.failure == "the logits are not yet computed; n goes on, s ends stepping")
    #expect(!state.palette.contains { $0.text == "evidence" })
  }

  @Test("a number that is not finite has no evidence, and the screen says so")
  func notFinite() throws {
    var state = state()
    for intent in [Intent.openPrompt(.command), .paste("evidence"), .edit(.accept)] {
      _ = update(&state, intent)
    }
    let failure = Refusal(EvidenceError.notFinite(.nan).message)
    #expect(update(&state, .covered(generation: 1, .failure(failure))).isEmpty)
    let words = "the number without a cover is NaN, and has no changes; :of names another"
    #expect(state.notice == words && EvidenceWords(state)?.sentences == [words])
    #expect(!state.isSeekingEvidence)
  }
}
