import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport

/// A network of 1,000 classes with random weights on a random picture.
enum ManyClasses {
  /// Its state; the names of the classes are `class 0`, `class 1` ….
  static func state(rows: Int, columns: Int) throws -> ExplorerState {
    let model = ExplorerModel(
      title: DisplayText("many.keras"), trained: try pass().trained,
      classes: (0..<1_000).map { DisplayText("class \($0)") })
    var state = ExplorerState(
      model: model, pictures: [PictureSlot(name: DisplayText("one.ppm"))], rows: rows, columns: columns)
    let evaluation = Evaluation(trace: try pass(), pictureSize: Size2D(square: 8))
    state.receiveFirst(evaluation, picture: 0)
    return state
  }

  private static func pass() throws -> Trace { try shared.get() }

  private static let shared = Result {
    let kinds: [any BuildingBlock] = [
      Input(Shape(8, 8, 3)),
      LearnedConv2D(
        weight: .random(Shape(3, 3, 3, 4), seed: 1), bias: Tensor.random(Shape(4), seed: 2).values,
        activationFunction: .relu),
      Flatten(),
      LearnedDense(
        weight: .random(Shape(144, 1_000), seed: 3), bias: Tensor.random(Shape(1_000), seed: 4).values),
    ]
    let names = ["input", "conv2d", "flatten", "dense"]
    let layers = zip(names, kinds).enumerated().map { index, layer in
      TestLayer(name: layer.0, block: layer.1, inputs: index == 0 ? [] : [index - 1])
    }
    let picture = Tensor.random(Shape(8, 8, 3), seed: 5).map { ($0 + 1) / 2 }
    let pass = try Trace(TrainedNetwork(layers: layers), input: picture)
    return pass
  }
}
