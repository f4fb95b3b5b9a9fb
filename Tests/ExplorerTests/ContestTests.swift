import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// Two classes whose logits are compared.
struct ContestTests {
  private let trained: TrainedNetwork
  private let evaluation: Evaluation

  init() throws {
    trained = try Examples.small()
    evaluation = try Examples.evaluation(trained)
  }

  private func state(line: Int = 1, depth: Depth = .network, pictured: Bool = true) -> ExplorerState {
    let model = ExplorerModel(
      title: DisplayText("small.keras"), trained: trained,
      classes: ["cat", "dog", "ship", "car"].map { DisplayText($0) })
    var state = ExplorerState(
      model: model, pictures: [PictureSlot(name: DisplayText("0.ppm"))], rows: 24, columns: 80)
    if pictured { state.receiveFirst(evaluation, picture: 0) }
    (state.line, state.depth) = (line, depth)
    return state
  }

  @Test("against compares the class that wins with the one behind it, or with one that is named")
  func winner() throws {
    let ranking = evaluation.ranking
    var state = state()
    try state.make("against")
    #expect(state.shownContest == Contest(one: ranking[0], other: ranking[1]))
    #expect(state.place == "unit 4 [\(ranking[0])]")
    let name = state.model.nameOfClass(ranking[3]).string
    try state.make("against \(name)")
    #expect(state.shownContest == Contest(one: ranking[0], other: ranking[3]))
  }

  @Test("on a class that one is asked about")
  func underTheCursor() throws {
    var state = state(line: 4, depth: .layer)
    state.cursor.channel = evaluation.ranking[2]
    try state.make("against \(evaluation.ranking[0])")
    #expect(state.shownContest == Contest(one: evaluation.ranking[2], other: evaluation.ranking[0]))
    try state.make("against \(evaluation.ranking[2])")
    #expect(state.prompt?.failure?.contains("is the class that is asked about") == true)
  }

  @Test("the arrows go through the parts, the largest first, and Enter follows the selected one")
  func follow() throws {
    var state = state()
    try state.make("against")
    let contest = try #require(state.shownContest)
    let difference = try #require(evaluation.trace.logitDifference(of: contest.one, and: contest.other))
    let order = indicesBySize(difference.parts.map(\.amount)).filter { !difference.parts[$0].addsNothing }
    #expect(state.listedTerms == order && state.selectedTerm == order[0])
    try state.enter("Down Down")
    #expect(state.selectedTerm == order[2])
    try state.enter("Enter")
    #expect(state.line == 3 && state.cursor.channel == order[2])
    try state.enter("Escape")
    #expect(state.shownContest == contest)
  }

  @Test("the next class is compared by the keys of the next unit, never with itself, and Esc ends it")
  func rivals() throws {
    var state = state()
    try state.make("against")
    let one = try #require(state.shownContest).one
    var seen: Set<Int> = []
    for _ in 0..<4 {
      try state.enter(".")
      seen.insert(try #require(state.shownContest).other)
    }
    #expect(seen == Set(0..<4).subtracting([one]) && state.cursor.channel == one)
    try state.enter("Escape")
    #expect(state.shownContest == nil && state.depth == .unit)
    try state.enter("Escape")
    #expect(state.depth == .network)
  }

  @Test("what can't be compared says why")
  func refused() throws {
    var unknown = state()
    try unknown.make("against nobody")
    #expect(unknown.prompt?.failure?.contains("nobody") == true)
    var early = state(pictured: false)
    try early.make("against")
    #expect(early.prompt?.failure != nil && early.contest == nil)
    var stepping = state()
    try stepping.enter("s")
    try stepping.make("against")
    #expect(stepping.prompt?.failure?.contains("not yet computed") == true)
  }

  @Test("the words name the classes, by how much one is above, and how the sum is read")
  func words() throws {
    var state = state()
    try state.make("against")
    let words = try #require(ContestWords(state))
    #expect(words.firsts[1].contains(" above ") && words.firsts[0].contains("same 54 numbers"))
    #expect(words.others.count == 2)
  }
}
