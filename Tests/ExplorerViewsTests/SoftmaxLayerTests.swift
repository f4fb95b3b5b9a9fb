import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Tensors
import TestSupport
import Testing

/// Screens and plain lines of networks whose last layer ends in softmax.
struct SoftmaxLayerTests {
  /// A network whose sums are 0, 1 and 2.
  private func state(ofItsOwn: Bool) throws -> ExplorerState {
    let dense = LearnedDense(
      weight: Tensor(Shape(1, 3), [0, 1, 2]), bias: nil, activationFunction: ofItsOwn ? .linear : .softmax)
    var layers = [
      TestLayer(name: "input", block: Input(Shape(1)), inputs: []),
      TestLayer(name: "d", block: dense, inputs: [0]),
    ]
    if ofItsOwn { layers.append(TestLayer(name: "own", block: ActivationLayer(.softmax), inputs: [1])) }
    let network = try TrainedNetwork(layers: layers)
    let pass = try Trace(network, input: Tensor(Shape(1), [1]))
    let model = ExplorerModel(title: DisplayText("small.keras"), trained: network, classes: [])
    var state = ExplorerState(
      model: model, pictures: [PictureSlot(name: DisplayText("one.ppm"))], rows: 30, columns: 100)
    state.receiveFirst(Evaluation(trace: pass, pictureSize: Size2D(square: 1)), picture: 0)
    return state
  }

  private func text(_ state: ExplorerState, keys: String) -> String {
    var state = state
    for key in keys.split(separator: " ").compactMap({ KeyPress(named: String($0)) }) {
      _ = update(&state, keyMap.intent(for: key, in: state))
    }
    return view(state).grid.text()
  }

  @Test(
    "the classes of a softmax have probabilities, and logits where its sums are shown",
    arguments: [false, true])
  func classes(ofItsOwn: Bool) throws {
    let state = try state(ofItsOwn: ofItsOwn)
    let line = ofItsOwn ? "2" : "1"
    let shares = text(state, keys: "\(line) Enter")
    #expect(shares.contains("one probability a class") && shares.contains(" 0.665 "), "\(shares)")
    #expect(!shares.contains("logit a class"))
    let sums = text(state, keys: "\(line) Enter a")
    #expect(sums.contains("one logit a class") && sums.contains(" 2.000 "), "\(sums)")
  }

  @Test(
    "stepping into a unit of a layer without maps marks units, and a softmax is done with its last sum only")
  func marks() throws {
    let text = text(try state(ofItsOwn: false), keys: "1 Enter Enter s")
    #expect(!text.contains("maps  ") && text.contains("units  "), "\(text)")
    #expect(!text.contains("■"), "\(text)")
  }

  @Test(
    "a unit whose sum is made shows it while softmax waits for the others, and nothing of the others",
    arguments: [false, true])
  func waiting(ofItsOwn: Bool) throws {
    let line = ofItsOwn ? "2" : "1"
    let text = text(try state(ofItsOwn: ofItsOwn), keys: "\(line) Enter s n n Enter")
    #expect(text.contains("softmax waits for all 3 numbers of this place"), "\(text)")
    #expect(text.contains("probabilities not yet computed") && !text.contains("logits not"), "\(text)")
    #expect(text.contains(ofItsOwn ? "d[1]  " : "so far: 1 of 1 products"), "\(text)")
    #expect(text.contains(" 1.000") && !text.contains("·····"), "\(text)")
    #expect(!text.contains("2.000") && !text.contains("0.245") && !text.contains("0.665"), "\(text)")
  }

  @Test("plain mode says what softmax makes of which number")
  func plain() throws {
    var session = PlainSession(try state(ofItsOwn: true))
    let why = session.run("why").lines.joined(separator: "\n")
    #expect(why.contains("own[2]: softmax of 2.000 is 0.665, from d[2]"), "\(why)")
    let explained = session.run("explain").lines.joined(separator: "\n")
    #expect(
      explained.contains("1: unit 2: 2.000.") && explained.contains("of this number among 3"), "\(explained)")
    var dense = PlainSession(try state(ofItsOwn: false))
    let sum = dense.run("why").lines.joined(separator: "\n")
    #expect(sum.contains("d[2]: softmax of 2.000 is 0.665, most from"), "\(sum)")
  }
}
