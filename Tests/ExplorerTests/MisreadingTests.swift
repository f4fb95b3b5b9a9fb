import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// Wrong ideas of the code in the explorer: how they are chosen, shown, ended.
struct MisreadingTests {
  private let trained: TrainedNetwork
  private let evaluation: Evaluation

  init() throws {
    trained = try Examples.small()
    evaluation = try Examples.evaluation(trained)
  }

  private func state(line: Int = 1, depth: Depth = .network) -> ExplorerState {
    Examples.state(trained, evaluation, line: line, depth: depth)
  }

  @Test("m lists the ideas about the line, the likeliest chosen; return tries it, m and M go on")
  func list() throws {
    var state = state(line: 2)
    try state.enter("m")
    guard case .ideas(let entries, chosen: 0)? = state.prompt?.guide(in: state) else {
      Issue.record("no list of ideas")
      return
    }
    #expect(
      entries.map(\.text) == [
        "read quadrants", "read overlap", "read mean-pool", "read pool-merges", "read keep-partial",
      ])
    #expect(
      entries.map(\.words) == [
        "(2, 2) cuts a map into 2×2 pieces", "the window moves on by one place",
        "pooling averages", "pooling merges the 6 maps into one", "7 ÷ 2 is rounded up",
      ])
    try state.enter("Enter")
    #expect(state.changes == [.read(.quadrants, layer: nil)] && state.showsMisreading)
    #expect(state.numberOfIdea?.number == 1 && state.numberOfIdea?.count == 5)
    try state.enter("m m")
    #expect(state.changes == [.read(.meanPool, layer: nil)])
    try state.enter("M M M")
    #expect(state.changes == [.read(.keepPartial, layer: nil)])
    try state.enter("m")
    #expect(state.changes == [.read(.quadrants, layer: nil)])
  }

  @Test("M begins at the end of the list, and a line without ideas says so")
  func ends() throws {
    var state = state(line: 2)
    try state.enter("M")
    #expect(state.prompt?.line.text == "read keep-partial")
    try state.enter("Escape 3 m")
    #expect(state.prompt == nil && state.changes.isEmpty)
    #expect(
      state.notice
        == "no misreading of this line is known; Conv2D, pooling and relu have some")
    try state.enter("0 m")
    #expect(state.notice?.hasPrefix("no misreading") == true)
  }

  @Test("the beginning of an idea is that idea, where there is only one")
  func beginning() throws {
    var state = state(line: 2)
    try state.make("read quad")
    #expect(state.changes == [.read(.quadrants, layer: nil)])
    try state.make("read p")
    #expect(state.changes.count == 2, "of this line only pool-merges begins so")
    try state.make("read k conv2d")
    #expect(state.prompt?.failure?.hasPrefix("'k' is no misreading; choose one of per-channel, ") == true)
  }

  @Test("escape ends it, and other changes stay; undo brings the idea back")
  func ending() throws {
    var state = state(line: 2)
    try state.make("flip")
    try state.make("read quadrants")
    try state.make("read no-relu")
    #expect(state.showsMisreading)
    try state.enter("Escape")
    #expect(state.changes == [.flip] && !state.showsMisreading && state.variant != nil)
    #expect(state.report == "read as Keras reads it; u brings the idea back")
    try state.enter("u")
    #expect(state.changes.count == 3 && state.showsMisreading)
  }

  @Test("b shows the truth, and the idea again")
  func truth() throws {
    var state = state(line: 2)
    try state.make("read quadrants")
    #expect(state.looks == [.original, .changed] && state.look == .changed)
    try state.enter("b")
    #expect(state.look == .original && !state.showsMisreading)
    try state.enter("b")
    #expect(state.showsMisreading)
    #expect(state.shown?.trace == evaluation.trace, "there are no other numbers of all layers")
    #expect(state.misreadPass?.computedLayers == 4, "the dense layer has learned for other numbers")
  }

  @Test("an idea that keeps the shapes is looked at like any other change")
  func numbers() throws {
    var state = state(line: 2)
    try state.make("read mean-pool")
    #expect(state.looks == [.original, .changed, .difference] && state.look == .difference)
    let variant = try #require(state.variant)
    #expect(variant.layers.map(\.count)[0...1] == [0, 0] && variant.layers[2].count > 0)
    let words = try #require(MisreadingWords(state))
    #expect(words.question == "WHAT IF pooling averaged?")
    #expect(
      words.corrections[0] == "A MaxPooling2D keeps the largest number of a window, and drops the others.")
    #expect(words.verdicts[0].contains("] would be "))
  }

  @Test("an idea that can only be told has no numbers, and says why")
  func told() throws {
    var state = state(line: 1)
    try state.make("read own-weights")
    #expect(state.variant == nil && state.misreadPass == nil && state.showsMisreading)
    let words = try #require(MisreadingWords(state))
    #expect(words.verdicts[0] == "Shapes fit, but line 1 would have 7,056 parameters; it has 168.")
    #expect(
      words.reasonForNoPicture(isComputing: false)
        == "Nobody has learned weights for every place: there is nothing to compute.")
    #expect(words.reasonForNoPicture(isComputing: true) == "computing what follows …")
  }

  @Test("a drop goes with an idea as long as there is what it drops")
  func together() throws {
    var state = state(line: 2)
    try state.make("drop conv2d[:,:,5]")
    try state.make("read mean-pool")
    #expect(state.variant?.now.trace.activations[1].plane(channel: 5).values.allSatisfy { $0 == 0 } == true)
    try state.make("read one-filter")
    #expect(
      state.prompt?.failure
        == "'conv2d[:,:,5]' is not there after 'read one-filter'; make only one of the two"
    )
    #expect(state.changes.count == 2)
    try state.enter("Escape")
    try state.make("read per-channel maxpooling2d")
    #expect(state.changes.count == 2, "what is not misread so is refused")
  }

  @Test("words of a line where two ideas add up are those of the one thought of last")
  func several() throws {
    var state = state(line: 1)
    try state.make("read same")
    try state.make("read mean-pool")
    let words = try #require(MisreadingWords(state))
    #expect(words.misreading == .meanPool && words.line == 2)
    #expect(words.verdicts[0].hasPrefix("Line 4 would stop: it has learned for 54 numbers, and "))
    try state.enter("m")
    #expect(state.changes == [.read(.noReLU, layer: nil), .read(.meanPool, layer: nil)])
  }

  @Test("no change is made of what can't be misread so")
  func refused() throws {
    var state = state(line: 1)
    func failure(_ text: String) throws -> String? {
      var copy = state
      try copy.make(text)
      return copy.prompt?.failure
    }
    #expect(
      try failure("read quadrants conv2d")
        == "'conv2d' can't be misread as 'quadrants'; choose one of maxpooling2d")
    #expect(try failure("read per-channel nowhere")?.contains("nowhere") == true)
    state = Examples.state(
      try Examples.network([Input(Shape(3)), Examples.dense(from: 3, to: 2)]),
      try Examples.evaluation(try Examples.network([Input(Shape(3)), Examples.dense(from: 3, to: 2)])),
      line: 1)
    #expect(
      try failure("read quadrants")
        == "no layer can be misread as 'quadrants'; no layer has any")
  }

  @Test("in the list m goes on, as return and the arrows do")
  func listKeys() throws {
    var state = state(line: 2)
    try state.enter("m m m")
    #expect(state.prompt?.line.text == "read mean-pool")
    try state.enter("M Enter")
    #expect(state.changes == [.read(.overlap, layer: nil)])
  }

  @Test("an idea about one layer stays one about that layer; one that is overtaken is passed over")
  func layers() throws {
    var state = state(line: 2)
    try state.make("read overlap maxpooling2d")
    try state.enter("m")
    #expect(state.changes == [.read(.meanPool, layer: "maxpooling2d")])
    try state.enter("1")
    try state.make("read averaged")
    try state.make("read per-channel")
    #expect(state.changes.count == 3)
    try state.enter("u u")
    try state.make("read per-channel")
    try state.make("read averaged")
    #expect(
      state.prompt?.failure
        == "beside what is misread already 'averaged' makes no line another one; take what is misread back first"
    )
  }

  @Test("there is no evidence of a network that stops, or can only be told, and what there is ends with it")
  func evidence() throws {
    let words =
      "so misread the network gives no logits that a cover could change; reset or u reads it rightly"
    for idea in ["quadrants", "own-weights"] {
      var state = state(line: 2)
      try state.make("evidence")
      #expect(state.evidence != nil)
      try state.make("read \(idea)")
      #expect(state.evidence == nil && state.notice == words, "\(idea)")
      try state.make("evidence")
      #expect(state.prompt?.failure == words && state.evidence == nil, "\(idea)")
    }
    var comparable = state(line: 2)
    try comparable.make("read mean-pool")
    try comparable.make("evidence")
    #expect(comparable.evidence != nil)
  }
}
