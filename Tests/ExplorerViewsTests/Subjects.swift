import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import ModelFormats
import Tensors
import TestSupport
import Testing
import Workbench

/// A network with a picture on its way through it, as a state to start from.
struct Subject: Sendable, CustomTestStringConvertible {
  let name: String
  let make: @Sendable (_ rows: Int, _ columns: Int) throws -> ExplorerState

  var testDescription: String { name }

  /// The bundled network on the bundled ship.
  static let bundled = Subject(name: "bundled") { try Scene.ship.state(rows: $0, columns: $1) }

  /// Every network of the fixtures on a random picture.
  static let fixtures = Repository.networkNames().map { name in
    let shared = Once {
      let file = try ModelFile.read(
        Repository.bytes(Repository.networkFile(name)), name: name, memoryLimit: 1 << 30)
      return (try randomPass(file.trained.get(), seed: 7), file.lines)
    }
    return Subject(name: name) {
      let (trace, lines) = try shared.value()
      return state(trace, lines: lines, rows: $0, columns: $1)
    }
  }

  /// U-Nets that tell few classes apart at each place, and many.
  static let segmentations = [Scene.segmented, .segmentedFinely].map { scene in
    Subject(name: scene.rawValue) { try scene.state(rows: $0, columns: $1) }
  }

  /// Networks with a number that is not finite, or very large, in their weights or in the picture.
  static let spoiled: [Subject] = [Float.nan, .infinity, -.infinity, 3e38, -3e38].flatMap { value in
    ["picture", "first", "second", "dense", "last", "bias"].map { place in
      let shared = Once { try SpoiledNetwork(value, in: place).pass }
      return Subject(name: "\(value) in \(place)") { try state(shared.value(), rows: $0, columns: $1) }
    }
  }

  /// A state without a picture, or without a network.
  static let scenes = [Scene.loading, .failed, .broken].map { scene in
    Subject(name: scene.rawValue) { try scene.state(rows: $0, columns: $1) }
  }

  /// The state of a network on a random picture.
  static func state(
    _ network: TrainedNetwork, lines: [ExplorerModel.Line]? = nil, seed: UInt64, rows: Int, columns: Int
  ) throws -> ExplorerState {
    state(try randomPass(network, seed: seed), lines: lines, rows: rows, columns: columns)
  }

  /// The pass of a random picture.
  private static func randomPass(_ network: TrainedNetwork, seed: UInt64) throws -> Trace {
    let picture = Tensor.random(network.inputShape, seed: seed).map { ($0 + 1) / 2 }
    return try Trace(network, input: picture)
  }

  /// The state of a trace.
  static func state(
    _ pass: Trace, lines: [ExplorerModel.Line]? = nil, rows: Int, columns: Int
  ) -> ExplorerState {
    let model = ExplorerModel(
      title: DisplayText("small.keras"), trained: pass.trained, lines: lines, classes: [])
    let slots = ["one.ppm", "two.ppm"].map { PictureSlot(name: DisplayText($0)) }
    var state = ExplorerState(model: model, pictures: slots, rows: rows, columns: columns)
    let size = Size2D(height: pass.input.shape[0], width: pass.input.shape[1])
    state.receiveFirst(Evaluation(trace: pass, pictureSize: size), picture: 0)
    return state
  }
}

/// A small network of every kind of layer with one number replaced.
struct SpoiledNetwork {
  let pass: Trace

  /// Puts a number into the `picture`, the `first` or `second` convolution, the `dense` or the `last` layer, or
  /// the first `bias`.
  init(_ value: Float, in place: String) throws {
    func tensor(_ shape: Shape, seed: UInt64, spoiledIf isSpoiled: Bool) -> Tensor {
      var tensor = Tensor.random(shape, seed: seed)
      if isSpoiled { tensor.values[shape.count / 2] = value }
      return tensor
    }
    let kinds: [any BuildingBlock] = [
      Input(Shape(12, 11, 3)),
      LearnedConv2D(
        weight: tensor(Shape(3, 3, 3, 6), seed: 1, spoiledIf: place == "first"),
        bias: tensor(Shape(6), seed: 2, spoiledIf: place == "bias").values, activationFunction: .relu),
      Pooling2D(.maximum, poolSize: Size2D(square: 2)),
      LearnedConv2D(
        weight: tensor(Shape(3, 3, 6, 8), seed: 3, spoiledIf: place == "second"),
        bias: Tensor.random(Shape(8), seed: 4).values, activationFunction: .tanh),
      Flatten(),
      LearnedDense(
        weight: tensor(Shape(48, 20), seed: 5, spoiledIf: place == "dense"),
        bias: Tensor.random(Shape(20), seed: 6).values, activationFunction: .relu),
      LearnedDense(
        weight: tensor(Shape(20, 4), seed: 7, spoiledIf: place == "last"),
        bias: Tensor.random(Shape(4), seed: 8).values),
    ]
    let layers = kinds.enumerated().map { index, kind in
      TestLayer(name: "layer\(index)", block: kind, inputs: index == 0 ? [] : [index - 1])
    }
    let picture = tensor(Shape(12, 11, 3), seed: 9, spoiledIf: place == "picture")
    pass = try Trace(TrainedNetwork(layers: layers), input: picture)
  }
}

extension Evaluation {
  /// The evaluation as it is when some of the layers are computed, from the first on.
  func first(_ layers: Int) -> Evaluation { Evaluation(trace: trace.first(layers), picture: picture) }
}
