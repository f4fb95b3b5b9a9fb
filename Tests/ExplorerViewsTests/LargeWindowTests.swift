import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Tensors
import TestSupport
import Testing

/// Screens of convolutions that read one map each, with windows too large to be written in numbers.
struct LargeWindowTests {
  /// A picture of three channels, and two depthwise convolutions of 5×5 behind it.
  private func state(columns: Int) throws -> ExplorerState {
    let weight = Tensor(Shape(5, 5, 3, 1), (0..<75).map { Float($0) / 75 })
    let layers = [
      TestLayer(name: "input", block: Input(Shape(12, 12, 3)), inputs: []),
      TestLayer(name: "first", block: LearnedDepthwiseConv2D(weight: weight, bias: nil), inputs: [0]),
      TestLayer(name: "second", block: LearnedDepthwiseConv2D(weight: weight, bias: nil), inputs: [1]),
    ]
    let network = try TrainedNetwork(layers: layers)
    let input = Tensor(Shape(12, 12, 3), (0..<432).map { Float($0) / 432 })
    let model = ExplorerModel(title: DisplayText("depthwise.keras"), trained: network, classes: [])
    var state = ExplorerState(
      model: model, pictures: [PictureSlot(name: DisplayText("one.ppm"))], rows: 50, columns: columns)
    let pass = try Trace(network, input: input)
    state.receiveFirst(Evaluation(trace: pass, pictureSize: Size2D(square: 12)), picture: 0)
    return state
  }

  @Test(
    "the patch of every map of a depthwise convolution is drawn, of the picture and of maps",
    arguments: [80, 120, 200], ["1", "2"])
  func lastMap(columns: Int, line: String) throws {
    var state = try state(columns: columns)
    for name in [line, "Enter", "Right", "Right", "Enter"] {
      let key = try #require(KeyPress(named: name))
      _ = update(&state, keyMap.intent(for: key, in: state))
    }
    #expect(state.depth == .map && state.cursor.channel == 2)
    let text = view(state).grid.text()
    #expect(text.contains("filter 2: 1 kernels") || text.contains("the largest of 1 parts"), "\(text)")
  }
}
