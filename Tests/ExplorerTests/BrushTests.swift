import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// The brush on the picture.
struct BrushTests {
  private func state() throws -> ExplorerState {
    let trained = try Examples.small()
    return Examples.state(trained, try Examples.evaluation(trained), line: 0, depth: .layer)
  }

  @Test("e takes up the brush in the middle of the picture, Space paints what is under it, Esc lays it down")
  func paint() throws {
    var state = try state()
    try state.enter("e")
    #expect(state.brush?.row == 4 && state.brush?.column == 4)
    try state.enter("Space")
    #expect(state.changes.map(\.text) == ["paint 3-5,3-5 grey"])
    try state.enter("Escape")
    #expect(state.brush == nil && state.changes.count == 1)
  }

  @Test("what is painted is on the picture at once, while what follows from it is still computed")
  func pending() throws {
    var state = try state()
    try state.enter("e")
    #expect(state.pendingPaint.isEmpty)
    let effects = update(&state, .brush(.paint))
    #expect(state.isChanging && state.pendingPaint.map(\.area) == [PixelArea(rows: 3...5, columns: 3...5)])
    #expect(state.pendingPaint.first?.samples.allSatisfy { $0 == 0.5 } == true)
    try state.carryOutChanges(effects)
    #expect(!state.isChanging && state.pendingPaint.isEmpty)
  }

  @Test("at the edge fewer pixels are under it, and it goes no farther than the picture")
  func edge() throws {
    var state = try state()
    try state.enter("e Up Up Up Up Up Up Left Left Left Left Left c Space")
    #expect(state.changes.map(\.text) == ["paint 0-1,0-1 black"])
  }

  @Test("the size goes from one pixel on, and colours go round")
  func sizes() throws {
    var state = try state()
    try state.enter("e - - - Space")
    #expect(state.changes.map(\.text) == ["paint 4,4 grey"])
    try state.enter("+ + Space")
    #expect(state.changes.map(\.text) == ["paint 2-6,2-6 grey"])
    let first = state.brush?.colourName
    for _ in 0..<20 where state.brush?.colourName != first || state.changes.count == 1 {
      try state.enter("c")
    }
    #expect(state.brush?.colourName != nil)
  }

  @Test("strokes in a line are one change, others are changes of their own, and u takes back each stroke")
  func strokes() throws {
    var state = try state()
    try state.enter("e Space Right Space Right Space")
    #expect(state.changes.map(\.text) == ["paint 3-5,3-7 grey"])
    try state.enter("Up Space")
    #expect(state.changes.map(\.text) == ["paint 3-5,3-7 grey", "paint 2-4,5-7 grey"])
    try state.enter("u u")
    #expect(state.changes.map(\.text) == ["paint 3-5,3-6 grey"] && state.brush != nil)
  }

  @Test("going elsewhere lays the brush down, whatever leads there")
  func elsewhere() throws {
    var state = try state()
    try state.enter("e 1")
    #expect(state.brush == nil && state.line == 1)
    var typed = try self.state()
    try typed.enter("e")
    try typed.make("conv2d")
    #expect(typed.brush == nil && typed.line == 1)
    var large = try self.state()
    try large.enter("e")
    try large.make("large")
    #expect(large.brush == nil)
    try large.enter("e")
    #expect(large.brush == nil && large.notice == "there is no brush among large letters; :large ends them")
  }

  @Test("the mouse paints where it is pressed, and along where it is moved")
  func mouse() throws {
    var state = try state()
    try state.enter("e - ")
    try state.carryOutChanges(update(&state, .point(.pixel(row: 1, column: 2))))
    try state.carryOutChanges(update(&state, .drag(.pixel(row: 1, column: 3))))
    #expect(state.changes.map(\.text) == ["paint 1,2-3 grey"])
    try state.enter("Escape")
    #expect(update(&state, .point(.pixel(row: 1, column: 5))).isEmpty)
    #expect(state.changes.count == 1)
  }

  @Test("a network that reads no picture has nothing to paint on")
  func noPicture() throws {
    let trained = try Examples.network([Input(Shape(4, 4, 2)), Flatten(), Examples.dense(from: 32, to: 3)])
    let pass = try Trace(trained, input: .random(Shape(4, 4, 2), seed: 1))
    let evaluation = Evaluation(trace: pass, pictureSize: Size2D(height: 4, width: 4))
    var state = Examples.state(trained, evaluation, line: 0, depth: .layer)
    try state.enter("e")
    #expect(state.brush == nil && state.notice?.contains("no picture that could be painted") == true)
  }
}
