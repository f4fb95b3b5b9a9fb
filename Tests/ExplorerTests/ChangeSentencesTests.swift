import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// What screens say of changes beside what has become of the classes.
struct ChangeSentencesTests {
  private let trained: TrainedNetwork
  private let evaluation: Evaluation

  init() throws {
    trained = try Examples.small()
    evaluation = try Examples.evaluation(trained)
  }

  private func state(_ change: String, line: Int = 1, depth: Depth = .layer) throws -> ExplorerState {
    var state = Examples.state(trained, evaluation, line: line, depth: depth)
    try state.make(change)
    return state
  }

  @Test("of a changed weight it is said what it was and is, of several how many, of another filter nothing")
  func filter() throws {
    let subject = try #require(Subject(try state("set conv2d.kernel[0,1,0,2] 0.25")))
    let before = try #require(trained.parameters[ParameterAddress(layer: "conv2d", name: .kernel)])
    let change = try #require(subject.changeOfFilter(2, ofLayer: 1))
    let was = before[0, 1, 0, 2] < 0 ? "−" : "+"
    #expect(change.wordings.first?.hasPrefix("conv2d.kernel[0,1,0,2]: \(was)") == true)
    #expect(change.wordings.first?.hasSuffix(" → +0.2500") == true)
    #expect(change.hasChanged(row: 0, column: 1, channel: 0))
    #expect(!change.hasChanged(row: 1, column: 1, channel: 0) && change.channels == [0])
    #expect(subject.changeOfFilter(1, ofLayer: 1) == nil)
    let bias = try #require(Subject(try state("set conv2d.bias[1] 0.5")))
    #expect(bias.changeOfFilter(1, ofLayer: 1)?.wordings.first?.hasPrefix("conv2d.bias[1]: ") == true)
    let many = try #require(Subject(try state("untrained conv2d")))
    #expect(many.changeOfFilter(0, ofLayer: 1)?.wordings.last?.hasSuffix("weights are others") == true)
  }

  @Test("where the original is looked at, it is said that it is shown, and what was changed")
  func original() throws {
    var state = try state("drop conv2d[:,:,2]")
    try state.enter("b")
    #expect(
      sentencesOfChange(state) == [
        "The original is shown, without drop conv2d[:,:,2]; b shows what follows."
      ])
    #expect(
      VariantWords.ofOriginal(without: state.changes).last == "The original is shown; b shows what follows.")
  }

  @Test("numbers so large that other changes are lost beside them say so")
  func overflow() throws {
    for (text, words) in [
      ("3e38", "numbers leave the range of Float (3.4e38): no class can be told, whatever else is changed."),
      ("1e12", "what else is changed is lost in their rounding."),
    ] {
      let state = try state("hold conv2d[:,:,0] \(text)")
      let variant = try #require(state.variant)
      #expect(VariantWords(variant, state.model).verdicts.last?.hasSuffix(words) == true)
    }
  }

  @Test("what a number, and the number that a window kept, were before")
  func former() {
    #expect(wordsOfFormerNumber(7.42349) == ["was 7.4235", "was 7.42", "was 7"])
    #expect(wordsOfFormerWinner("conv2d", [16, 11, 0], 7.42349) == "before: conv2d[16,11,0] = 7.4235")
  }

  @Test("from 160 columns on the looks of a layer tell where both stand beside each other")
  func looks() throws {
    var state = try state("drop conv2d[:,:,2]")
    #expect(state.wordsOfLooks == "difference")
    _ = update(&state, .resized(rows: 50, columns: 120))
    #expect(state.wordsOfLooks == "original changed [difference]")
    _ = update(&state, .resized(rows: 50, columns: 160))
    #expect(state.wordsOfLooks == "original changed [difference] (of a map or number: both)")
  }

  @Test("the parts of a bar that are lost and added are named")
  func glyphs() { #expect(ChangeGlyph.words == "█ kept  ▒ lost  ▓ added") }

  @Test("between two classes it is said what their difference was")
  func contest() throws {
    var state = try state("drop conv2d[:,:,2]")
    try state.enter(": a g a i n s t Enter")
    let words = try #require(ContestWords(state))
    #expect(words.others.count == 3)
    #expect(words.others[0].hasPrefix("Before and now, ") && words.others[0].contains(" → "))
  }
}
