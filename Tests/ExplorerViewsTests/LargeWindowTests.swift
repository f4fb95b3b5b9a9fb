import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Tensors
import TestSupport
import Testing

/// Screens of convolutions that read one map each, with windows too large to be written in numbers.
struct LargeWindowTests {
  /// A picture of three channels, and two depthwise convolutions behind it.
  private func state(rows: Int = 50, columns: Int, window: Size2D = Size2D(square: 5)) throws -> ExplorerState
  {
    let count = window.height * window.width * 3
    let weight = Tensor(
      Shape(window.height, window.width, 3, 1), (0..<count).map { Float($0) / Float(count) })
    let layers = [
      TestLayer(name: "input", block: Input(Shape(36, 36, 3)), inputs: []),
      TestLayer(name: "first", block: LearnedDepthwiseConv2D(weight: weight, bias: nil), inputs: [0]),
      TestLayer(name: "second", block: LearnedDepthwiseConv2D(weight: weight, bias: nil), inputs: [1]),
    ]
    let network = try TrainedNetwork(layers: layers)
    let input = Tensor(Shape(36, 36, 3), (0..<3_888).map { Float($0) / 3_888 })
    let model = ExplorerModel(title: DisplayText("depthwise.keras"), trained: network, classes: [])
    var state = ExplorerState(
      model: model, pictures: [PictureSlot(name: DisplayText("one.ppm"))], rows: rows, columns: columns)
    let pass = try Trace(network, input: input)
    state.receiveFirst(Evaluation(trace: pass, pictureSize: Size2D(square: 36)), picture: 0)
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
    #expect(text.contains("filter 2: 1 kernel") || text.contains("] is made of"), "\(text)")
  }

  @Test(
    "beside wide kernels the number stands whole, or there are no kernels",
    arguments: [(24, 80), (40, 120), (60, 200)], [9, 13, 15, 17])
  func wide(size: (rows: Int, columns: Int), width: Int) throws {
    var state = try state(
      rows: size.rows, columns: size.columns, window: Size2D(height: 1, width: width))
    for name in ["1", "Enter", "Enter", "Down", "Right"] {
      let key = try #require(KeyPress(named: name))
      _ = update(&state, keyMap.intent(for: key, in: state))
    }
    let explanation = try #require(state.explanation)
    let number = NumberText.signed(Double(explanation.preActivation), decimals: 3)
    let text = view(state).grid.text()
    let rows = text.split(separator: "\n").map { $0 + " " }
    let isWhole = rows.contains { row in
      ["=", "adds"].contains { sign in
        row.ranges(of: sign).contains { range in
          row[range.upperBound...].drop { $0 == " " }.hasPrefix("\(number) ")
        }
      }
    }
    #expect(isWhole, "\(number)\n\(text)")
  }
}
