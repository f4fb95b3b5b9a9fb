import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport

/// A small U-Net with random weights, which tells classes apart at each of 24×32 places of a picture.
enum Segmentation {
  /// Its state, with a number of classes; the first of them have names.
  static func state(classes: Int, rows: Int, columns: Int) throws -> ExplorerState {
    let pass = try pass(classes: classes)
    var model = ExplorerModel(title: DisplayText("unet.keras"), trained: pass.trained, classes: [])
    if classes == 4 { model.channelNames = ["ground", "road", "sky", "tree"].map { DisplayText($0) } }
    var state = ExplorerState(
      model: model, pictures: [PictureSlot(name: DisplayText("street.ppm"))], rows: rows, columns: columns)
    let size = Size2D(height: pass.input.shape[0], width: pass.input.shape[1])
    state.receiveFirst(Evaluation(trace: pass, pictureSize: size), picture: 0)
    return state
  }

  /// Darker from the left to the right, greener downwards, with a blue disc.
  private static let picture = Tensor(
    Shape(24, 32, 3),
    (0..<24).flatMap { row in
      (0..<32).flatMap { column in
        let distance = (row - 9) * (row - 9) + (column - 20) * (column - 20)
        return [1 - Float(column) / 31, Float(row) / 23, distance < 40 ? 1 : 0]
      }
    })

  private static func pass(classes: Int) throws -> Trace {
    func convolution(_ side: Int, _ from: Int, _ to: Int, _ function: ActivationFunction) -> LearnedConv2D {
      let seed = UInt64(side * 100 + from * 10 + to)
      return LearnedConv2D(
        weight: .random(Shape(side, side, from, to), seed: seed),
        bias: Tensor.random(Shape(to), seed: seed + 1).values, padding: .keepingExtents(Size2D(square: side)),
        activationFunction: function)
    }
    let layers = [
      TestLayer(name: "input", block: Input(Shape(24, 32, 3)), inputs: []),
      TestLayer(name: "down", block: convolution(3, 3, 6, .tanh), inputs: [0]),
      TestLayer(name: "pool", block: Pooling2D(.maximum, poolSize: Size2D(square: 2)), inputs: [1]),
      TestLayer(name: "middle", block: convolution(3, 6, 8, .tanh), inputs: [2]),
      TestLayer(name: "up", block: UpSampling2D(size: Size2D(square: 2)), inputs: [3]),
      TestLayer(name: "both", block: Concatenate(), inputs: [1, 4]),
      TestLayer(name: "classes", block: convolution(1, 14, classes, .softmax), inputs: [5]),
    ]
    return try Trace(TrainedNetwork(layers: layers), input: picture)
  }
}
