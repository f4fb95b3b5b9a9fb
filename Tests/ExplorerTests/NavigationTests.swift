import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// Where keys lead, and back.
struct NavigationTests {
  private func reference(line: Int = 1, depth: Depth = .network) throws -> ExplorerState {
    Examples.state(try Examples.reference(), line: line, depth: depth)
  }

  // MARK: Closer and back

  @Test("the first convolution is selected at the start")
  func start() throws {
    #expect(try Examples.state(Examples.reference()).place == "network 1")
  }

  @Test("Enter goes from the network to a layer to a map to a unit")
  func closer() throws {
    var state = try reference()
    state.press("Enter")
    #expect(state.place == "layer 1 [0]")
    state.press("Enter")
    #expect(state.place == "map 1 [0, 0, 0]")
    state.press("Enter")
    #expect(state.place == "unit 1 [0, 0, 0]")
    #expect(state.notice == nil)
  }

  @Test("without a pass there is nothing to follow from a unit")
  func nothingToFollow() throws {
    var state = try reference(depth: .unit)
    state.press("Enter")
    #expect(state.place == "unit 1 [0, 0, 0]")
    #expect(state.notice == "there is nothing to follow here")
  }

  @Test("a layer without maps has no map depth", arguments: [6, 7, 8])
  func noMaps(line: Int) throws {
    var state = try reference(line: line)
    state.press("Enter Right Enter")
    #expect(state.place == "unit \(line) [\(line == 6 ? 1 : line == 7 ? 16 : 0)]")
    state.press("Escape Escape")
    #expect(state.place == "network \(line)")
  }

  @Test("from a class on the line of softmax Enter leads to its logit")
  func softmax() throws {
    var state = try reference(line: 9)
    state.press("Enter Down Down Enter")
    #expect(state.place == "unit 8 [2]")
    state.press("Escape")
    #expect(state.place == "layer 9 [2]")
  }

  @Test("Esc and Backspace undo each Enter, and say when there is nothing to undo")
  func back() throws {
    var state = try reference()
    state.press("Enter Enter Escape")
    #expect(state.place == "layer 1 [0]")
    state.press("Backspace")
    #expect(state.place == "network 1")
    #expect(state.notice == nil)
    state.press("Escape")
    #expect(state.place == "network 1")
    #expect(state.notice == "this is the whole network; q quits")
  }

  @Test("Esc brings back line, depth and cursor of before an Enter or a jump")
  func undo() throws {
    var state = try reference(line: 3)
    state.press("Enter Right Right Enter Down Right 1")
    #expect(state.place == "map 1 [0, 0, 0]")
    state.press("Escape")
    #expect(state.place == "map 3 [1, 1, 2]")
    state.press("Escape")
    #expect(state.place == "layer 3 [2]")
    state.press("Escape")
    #expect(state.place == "network 3")
    #expect(state.cursor == LayerCursor())
  }

  @Test("moving the cursor is not a jump: Esc does not undo it")
  func moves() throws {
    var state = try reference()
    state.press("Down Down Up , . Home End Escape")
    #expect(state.place == "network 9")
    #expect(state.notice == "this is the whole network; q quits")
  }

  @Test("a jump to where one is already is not remembered")
  func nowhere() throws {
    var state = try reference()
    state.press("1 w Escape")
    #expect(state.notice == "this is the whole network; q quits")
  }

  @Test("w shows the whole network from any depth, and Esc returns")
  func wholeNetwork() throws {
    var state = try reference(line: 3)
    state.press("Enter Enter Down w")
    #expect(state.place == "network 3")
    state.press("Escape")
    #expect(state.place == "map 3 [1, 0, 0]")
  }

  @Test("without a history Esc goes to the network")
  func noHistory() throws {
    var state = try reference(line: 3, depth: .map)
    state.press("Escape")
    #expect(state.place == "network 3")
  }

  // MARK: Lines

  @Test("arrows and letters choose a line and stop at the ends")
  func lines() throws {
    var state = try reference()
    state.press("Up Up k")
    #expect(state.line == 0)
    state.press("Down j j")
    #expect(state.line == 3)
    state.press("End Down")
    #expect(state.line == 9)
    state.press("g")
    #expect(state.line == 0)
    state.press("PageDown")
    #expect(state.line == 5)
    state.press("PageUp PageUp")
    #expect(state.line == 0)
  }

  @Test("digits go to the line with that number at the same depth")
  func digits() throws {
    var state = try reference()
    state.press("5")
    #expect(state.place == "network 5")
    state.press("Enter Enter 3")
    #expect(state.place == "map 3 [0, 0, 0]")
    state.press("7")
    #expect(state.place == "layer 7 [0]")
    state.press("Enter 9")
    #expect(state.place == "layer 9 [0]")
    #expect(state.isOnSoftmax)
  }

  @Test("a digit without a line says so")
  func noLine() throws {
    var state = Examples.state(try Examples.small())
    state.press("6")
    #expect(state.place == "network 1")
    #expect(state.notice == "there is no line 6; the last is 5")
  }

  // MARK: Maps and cells

  @Test("comma and full stop go round the ends of the maps at every depth", arguments: Depth.allCases)
  func channels(depth: Depth) throws {
    var state = try reference(line: 3, depth: depth)
    state.press(",")
    #expect(state.cursor.channel == 63)
    state.press(". .")
    #expect(state.cursor.channel == 1)
  }

  @Test("a layer with one map or one unit says so")
  func oneMap() throws {
    let network = try Examples.network([
      Input(Shape(8, 8, 1)), Examples.convolution(3, from: 1, to: 1), Flatten(),
      Examples.dense(from: 36, to: 1, .sigmoid),
    ])
    var state = Examples.state(network)
    state.press(".")
    #expect(state.cursor.channel == 0)
    #expect(state.notice == "there is only one map here")
    state.press("3 ,")
    #expect(state.notice == "there is only one unit here")
  }

  @Test("the cursor of a map stops at its edges")
  func edges() throws {
    var state = try reference(line: 5, depth: .map)
    state.press("Up Left h k")
    #expect(state.place == "map 5 [0, 0, 0]")
    state.press("Down Down Down Down Down l l l l l l")
    #expect(state.place == "map 5 [3, 3, 0]")
    state.press("Home")
    #expect(state.place == "map 5 [0, 0, 0]")
    state.press("G")
    #expect(state.place == "map 5 [3, 3, 0]")
  }

  @Test("every layer keeps a cursor of its own")
  func ownCursors() throws {
    var state = try reference(line: 3, depth: .map)
    state.press("Down . 5 Right 3")
    #expect(state.place == "map 3 [1, 0, 1]")
    state.press("5")
    #expect(state.place == "map 5 [0, 1, 0]")
  }

  @Test("arrows move by the lines of the sheet and stop at its edges")
  func sheet() throws {
    var state = try reference(line: 1, depth: .layer)
    let perLine = try #require(Layout(state).sheet).perLine
    #expect(perLine == 8)
    state.press("Down")
    #expect(state.cursor.channel == 8)
    state.press("Left")
    #expect(state.cursor.channel == 8)
    state.press("Up Up")
    #expect(state.cursor.channel == 0)
    state.press("Left")
    #expect(state.cursor.channel == 0)
    state.press("Right Right Right Right Right Right Right Right")
    #expect(state.cursor.channel == 7)
    state.press("End Right Down")
    #expect(state.cursor.channel == 31)
  }

  @Test("arrows move by the columns of a list of units and stop at its edges")
  func units() throws {
    var state = try reference(line: 7, depth: .layer)
    state.press("Right")
    let step = state.cursor.channel
    #expect(step == Layout(state).arrangement.stepRight && step > 1)
    state.press("Up")
    #expect(state.cursor.channel == step)
    state.press("Left Left Down")
    #expect(state.cursor.channel == 1)
    state.press("End Right Down")
    #expect(state.cursor.channel == 63)
  }

  @Test("in a flattened layer down and up lead to the same map in the next and the last place")
  func flattened() throws {
    var state = try reference(line: 6, depth: .layer)
    state.press("Right Down Down")
    #expect(state.cursor.channel == 129)
    state.press("Up")
    #expect(state.cursor.channel == 65)
  }

  // MARK: Pages

  @Test("pages of maps turn by as many maps as one has, and stop at the ends")
  func pages() throws {
    var state = try reference(line: 3, depth: .layer)
    let pageSize = try #require(Layout(state).sheet).pageSize
    #expect(pageSize == 32)
    state.press("Right PageDown")
    #expect(state.cursor.channel == 33)
    #expect(Layout(state).sheet?.channels == 32..<64)
    state.press("PageDown")
    #expect(state.cursor.channel == 63)
    state.press("PageUp PageUp")
    #expect(state.cursor.channel == 0)
  }

  @Test("where all maps are on one page, turning it says so")
  func onePage() throws {
    var state = try reference(line: 1, depth: .layer)
    state.press("PageDown")
    #expect(state.cursor.channel == 0)
    #expect(state.notice == "all of them are on this page")
  }

  @Test("at map depth a page is eight maps")
  func mapPages() throws {
    var state = try reference(line: 3, depth: .map)
    state.press("PageDown PageDown")
    #expect(state.cursor.channel == 16)
    state.press("PageUp")
    #expect(state.cursor.channel == 8)
  }

  // MARK: A network that can't run

  @Test("a network that can't run has lines but nothing closer")
  func broken() {
    var state = Examples.broken()
    state.press("Down Enter")
    #expect(state.place == "network 2")
    #expect(state.notice == "the network can't run, so there is nothing closer")
    state.press("0")
    #expect(state.place == "network 0")
    state.press("9")
    #expect(state.notice == "there is no line 9; the last is 2")
    state.press(".")
    #expect(state.notice == "the network can't run, so it has no maps")
  }
}
