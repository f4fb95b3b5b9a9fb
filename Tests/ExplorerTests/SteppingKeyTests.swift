import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// The keys of the playhead.
struct SteppingKeyTests {
  private let network: TrainedNetwork
  private let evaluation: Evaluation

  init() throws {
    network = try Examples.small()
    evaluation = try Examples.evaluation(network)
  }

  private func state(line: Int = 1, depth: Depth = .network) -> ExplorerState {
    Examples.state(network, evaluation, line: line, depth: depth)
  }

  @Test("at the start everything is computed, and nothing plays")
  func start() {
    let state = state()
    #expect(state.isComplete)
    #expect(state.tickInterval == nil)
    #expect(state.trace?.position == network.end)
  }

  @Test(
    "s goes to the start of what is selected, with steps that suit the depth, and back to the end",
    arguments: [
      (Depth.network, 1, StepSize.layer), (.layer, 1, .map), (.layer, 4, .unit), (.map, 1, .unit),
      (.unit, 1, .product),
    ])
  func toggle(depth: Depth, line: Int, size: StepSize) {
    var state = state(line: line, depth: depth)
    state.press("s")
    #expect(!state.isComplete)
    #expect(state.playhead.size == size)
    #expect(state.playhead.position?.layer == line)
    #expect(!state.playhead.isPlaying)
    state.press("s")
    #expect(state.isComplete && !state.playhead.isPlaying && state.playhead.size == size)
  }

  @Test("without a picture there is no pass to step through", arguments: ["s", "n", "N", "Space", "t", "+"])
  func noPass(key: String) {
    var state = Examples.state(network)
    state.press(key)
    #expect(state.isComplete)
    #expect(state.notice == "there is no pass to step through")
  }

  @Test("n and N step on and back by the size that is set", arguments: StepSize.allCases)
  func steps(size: StepSize) throws {
    var state = state(line: 1, depth: .layer)
    state.press("s")
    state.playhead.size = size
    var positions = [state.playhead.position]
    for _ in 0..<3 {
      state.press("n")
      positions.append(state.playhead.position)
    }
    #expect(Set(positions).count == positions.count, "\(positions)")
    for position in positions.reversed().dropFirst() {
      state.press("N")
      #expect(state.playhead.position == position)
    }
  }

  @Test("a product taken back leaves the same unit, with one product less or none", arguments: [1, 4])
  func productsBack(line: Int) throws {
    var state = state(line: line, depth: .unit)
    state.cursor = LayerCursor(channel: 1)
    if state.hasMaps { state.cursor.row = 1 }
    state.press("s")
    let (empty, position) = (state.cursor, state.playhead.position)
    #expect(empty.term == 0)
    state.press("n n N")
    #expect(state.cursor == empty && state.playhead.position?.term == 1)
    state.press("N")
    #expect(state.cursor == empty && state.playhead.position == position)
    state.press("n")
    #expect(state.cursor == empty && state.playhead.position?.term == 1)
  }

  @Test("after s has ended stepping, N goes back to where that was")
  func backToWhereSteppingEnded() {
    var state = state(line: 1, depth: .unit)
    state.cursor = LayerCursor(channel: 1, row: 1)
    state.press("s n n n")
    let (cursor, playhead) = (state.cursor, state.playhead)
    state.press("s N")
    #expect(state.cursor == cursor && state.line == 1 && state.depth == .unit)
    #expect(state.playhead.position == playhead.position && state.playhead.size == .product)
    state.press("s s s N N")
    #expect(state.line == 1)
  }

  @Test(
    "the last unit of a layer is selected when it is computed",
    arguments: [StepSize.product, .unit, .row, .map])
  func lastUnit(size: StepSize) {
    for line in 1...4 {
      var state = state(line: line, depth: .unit)
      let shape = network.network.shapes[line]
      state.cursor = LayerCursor(channel: (shape.rank == 3 ? shape[2] : shape.count) - 1)
      if shape.rank == 3 { (state.cursor.row, state.cursor.column) = (shape[0] - 1, shape[1] - 1) }
      let place = state.placeName
      state.press("s")
      state.playhead.size = size
      state.press("n")
      while state.playhead.position?.layer == line { state.press("n") }
      #expect(state.placeName == place && state.line == line, "line \(line)")
    }
  }

  @Test("a whole unit taken back leaves its place, without its number")
  func unitBack() {
    var state = state(line: 1, depth: .unit)
    state.cursor = LayerCursor(channel: 1, row: 1)
    let place = state.placeName
    state.press("s t n N")
    #expect(state.placeName == place && !state.isSelectionComputed)
  }

  @Test("where a unit is one step, taking it back leaves the unit before it is made")
  func singleStepBack() {
    var state = state(line: 3, depth: .unit)
    state.cursor = LayerCursor(channel: 7)
    state.press("s")
    let position = state.playhead.position
    state.press("n")
    #expect(state.cursor.channel == 7)
    state.press("N")
    #expect(state.cursor.channel == 7 && state.playhead.position == position)
  }

  @Test("taken back to the start of the pass by products, its first unit is there without any")
  func productsBackToTheStart() {
    var state = state(line: 1, depth: .unit)
    state.cursor = LayerCursor()
    state.press("s n N")
    #expect(state.line == 1 && state.depth == .unit)
    #expect(state.playhead.position == network.start)
    state.press("N")
    #expect(state.notice == "the pass is at its start")
    #expect(state.line == 1 && state.cursor.term == 0)
  }

  @Test("while bias and activation function follow, the last product stays selected")
  func lastProduct() throws {
    var state = state(line: 1, depth: .unit)
    state.press("s")
    let steps = network.network.steps(ofUnitInLayer: 1)
    try #require(steps.hasBias && steps.hasFunction)
    for _ in 0..<steps.terms { state.press("n") }
    #expect(state.cursor.term == steps.terms - 1)
    state.press("n")
    #expect(state.cursor.term == steps.terms - 1)
    state.press("n")
    #expect(state.cursor.term == steps.terms - 1 && state.playhead.position?.term == 0)
  }

  @Test("the steps of a pass end at its end, where n says so and N goes back")
  func end() {
    var state = state()
    state.press("s n n n n")
    #expect(state.isComplete)
    #expect(state.notice == "the pass is at its end")
    state.press("n")
    #expect(state.isComplete)
    #expect(state.notice == "everything is computed; s starts again, N goes back")
    state.press("N")
    #expect(state.playhead.position?.layer == 4)
  }

  @Test("from the line of softmax, which is no layer, stepping through the logits stays on it to the end")
  func softmax() throws {
    let line = try #require(state().model.softmaxLine)
    let count = evaluation.logits.count
    var state = state(line: line, depth: .layer)
    state.press("s")
    for index in 0..<count {
      #expect(!state.hasLogits)
      state.press("n")
      #expect(state.isOnSoftmax && state.depth == .layer && state.cursor.channel == index)
    }
    #expect(state.isComplete)
    state.press("N")
    #expect(state.isOnSoftmax && !state.hasLogits)
  }

  @Test("y tells no winner before the logits are computed")
  func why() {
    var state = state(line: 1)
    state.press("s y")
    #expect(state.depth == .network && state.line == 1)
    #expect(state.notice == "the logits are not yet computed; n goes on, s ends stepping")
    state.press("s y")
    #expect(state.depth == .unit)
  }

  @Test("on a number that is not computed the first term is selected, and none is called the largest")
  func firstTerm() {
    var state = state(line: 1, depth: .map)
    let largest = state.selectedTerm
    state.press("s Enter")
    #expect(state.selectedTerm == 0)
    #expect(state.channels(.bySize) == state.channels(.byIndex))
    state.press("s")
    #expect(state.selectedTerm == largest)
  }

  @Test("the cursor goes along with the unit that was computed")
  func follows() {
    var state = state(line: 1, depth: .map)
    state.cursor = LayerCursor(channel: 2, row: 3, column: 3)
    state.press("s n")
    #expect(state.place == "map 1 [0, 0, 2]")
    state.press("n")
    #expect(state.place == "map 1 [0, 1, 2]")
    state.press("t n")
    #expect(state.place == "map 1 [0, 5, 2]")
  }

  @Test("t and T change the size of a step and say where sizes end")
  func sizes() {
    var state = state(line: 1, depth: .unit)
    state.press("s T")
    #expect(state.notice == "a product is the smallest step")
    var sizes = [state.playhead.size]
    for _ in 0..<4 {
      state.press("t")
      sizes.append(state.playhead.size)
    }
    #expect(sizes == StepSize.allCases)
    state.press("t")
    #expect(state.playhead.size == .layer)
    #expect(state.notice == "a layer is the largest step")
  }

  @Test("Space plays and pauses; at the end it starts at what is selected")
  func playing() {
    var state = state()
    state.press("Space")
    #expect(state.playhead.isPlaying && !state.isComplete)
    #expect(state.tickInterval == 1)
    state.press("Space")
    #expect(!state.playhead.isPlaying && !state.isComplete)
    #expect(state.tickInterval == nil)
  }

  @Test("a tick makes a step while the pass plays, and nothing else")
  func ticks() {
    var state = state()
    state.press("s")
    let position = state.playhead.position
    _ = update(&state, .tick)
    #expect(state.playhead.position == position)
    state.press("Space")
    _ = update(&state, .tick)
    #expect(state.playhead.position?.layer == 2)
    for _ in 0..<5 { _ = update(&state, .tick) }
    #expect(state.isComplete)
    #expect(!state.playhead.isPlaying)
  }

  @Test("a tick while the help is read leaves it open")
  func tickInHelp() {
    var state = state()
    state.press("Space")
    _ = update(&state, .toggleHelp)
    _ = update(&state, .tick)
    #expect(state.helpScroll == 0)
  }

  @Test(
    "any key that moves the cursor pauses", arguments: ["Down", "Enter", "Escape", ".", ">", "5", "w", "End"])
  func pause(key: String) {
    var state = state()
    state.press("Space")
    state.press(key)
    #expect(!state.playhead.isPlaying)
    #expect(!state.isComplete)
  }

  @Test("speed doubles and halves and has ends")
  func speed() {
    var state = state()
    state.press("s - -")
    #expect(state.playhead.speed == 1)
    #expect(state.notice == "this is the slowest; n makes single steps")
    state.press("+ =")
    #expect(state.playhead.speed == 4)
    for _ in 0..<20 { state.press("+") }
    #expect(state.notice == "this is the fastest")
    state.playhead.isPlaying = true
    #expect(state.tickInterval == 1.0 / 30)
  }

  @Test("very fast, several steps are made at once, and the end is not missed")
  func fast() {
    var state = state(line: 1, depth: .unit)
    state.press("Space")
    for _ in 0..<20 { state.press("+") }
    var ticks = 0
    while state.playhead.isPlaying, ticks < 1_000 {
      _ = update(&state, .tick)
      ticks += 1
    }
    #expect(state.isComplete)
  }
}
