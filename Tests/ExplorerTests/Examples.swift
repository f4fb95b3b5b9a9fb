import CellScreen
import ConvNet
import Explorer
import KerasNotation
import Tensors
import TestSupport

/// Networks with random weights, and states to press keys in.
enum Examples {
  /// A plain chain of layers; the names are those that Keras would give to layers of these classes.
  static func network(_ blocks: [any BuildingBlock]) throws -> TrainedNetwork {
    var counts: [String: Int] = [:]
    let layers = blocks.enumerated().map { index, block in
      let stem = block.block.operation.kerasClass.lowercased()
      let count = counts[stem, default: 0]
      counts[stem] = count + 1
      return TestLayer(
        name: count == 0 ? stem : "\(stem)_\(count)", block: block, inputs: index == 0 ? [] : [index - 1])
    }
    return try TrainedNetwork(layers: layers)
  }

  /// A convolution with random weights.
  static func convolution(
    _ side: Int, from channels: Int, to filters: Int, strides: Int = 1, padding: Border = .none,
    usesBias: Bool = true, _ function: ActivationFunction = .relu
  ) -> LearnedConv2D {
    LearnedConv2D(
      weight: .random(Shape(side, side, channels, filters), seed: 1),
      bias: usesBias ? Tensor.random(Shape(filters), seed: 2).values : nil, strides: Size2D(square: strides),
      padding: padding, activationFunction: function)
  }

  /// A dense layer with random weights.
  static func dense(from inputs: Int, to units: Int, _ function: ActivationFunction = .linear) -> LearnedDense
  {
    LearnedDense(
      weight: .random(Shape(inputs, units), seed: 3), bias: Tensor.random(Shape(units), seed: 4).values,
      activationFunction: function)
  }

  /// A pooling whose windows stand side by side.
  static func pooling(_ side: Int, strides: Int? = nil, padding: Border = .none) -> Pooling2D {
    Pooling2D(
      .maximum,
      poolSize: Size2D(square: side), strides: Size2D(square: strides ?? side), padding: padding)
  }

  /// The layers of the bundled network: ten lines with softmax.
  static func reference() throws -> TrainedNetwork { try sharedReference.get() }

  private static let sharedReference = Result {
    try network([
      Input(Shape(32, 32, 3)), convolution(3, from: 3, to: 32), pooling(2), convolution(3, from: 32, to: 64),
      pooling(2), convolution(3, from: 64, to: 64), Flatten(), dense(from: 1_024, to: 64, .relu),
      dense(from: 64, to: 10),
    ])
  }

  /// A network that is evaluated at once: six lines with softmax.
  static func small() throws -> TrainedNetwork {
    try network([
      Input(Shape(9, 8, 3)), convolution(3, from: 3, to: 6), pooling(2), Flatten(), dense(from: 54, to: 4),
    ])
  }

  /// A network's state without a pass.
  static func state(
    _ network: TrainedNetwork, rows: Int = 24, columns: Int = 80, pictures: Int = 1, line: Int? = nil,
    depth: Depth = .network
  ) -> ExplorerState {
    let model = ExplorerModel(title: DisplayText("small.keras"), trained: network, classes: [])
    let slots = (0..<pictures).map { PictureSlot(name: DisplayText("\($0).ppm")) }
    var state = ExplorerState(model: model, pictures: slots, rows: rows, columns: columns)
    if let line { state.line = line }
    state.depth = depth
    return state
  }

  /// A network's state with a complete pass.
  static func state(
    _ network: TrainedNetwork, _ evaluation: Evaluation, line: Int, depth: Depth = .network
  ) -> ExplorerState {
    var state = state(network, line: line)
    state.receiveFirst(evaluation, picture: 0)
    state.depth = depth
    return state
  }

  /// The pass of a network on a random picture.
  static func evaluation(_ network: TrainedNetwork, seed: UInt64 = 1) throws -> Evaluation {
    let pass = try Trace(network, input: .random(network.inputShape, seed: seed))
    return Evaluation(trace: pass, pictureSize: Size2D(height: 9, width: 8))
  }

  /// The listing of a network that can't run.
  static func broken() -> ExplorerState {
    let lines = ["Input((4, 4, 1))", "LSTM(3)", "Dense(2)"].enumerated().map { index, code in
      ExplorerModel.Line(
        name: DisplayText("layer\(index)"), kerasClass: "", tokens: [ListingToken(code)], shape: nil,
        parameterCount: nil, inputs: [])
    }
    let model = ExplorerModel(title: DisplayText("broken.keras"), lines: lines, fault: "LSTM can't be run")
    return ExplorerState(
      model: model, pictures: [PictureSlot(name: DisplayText("0.ppm"))], rows: 24, columns: 80)
  }
}

extension ExplorerState {
  /// Presses keys, named as `KeyPress` names them; returns the effects of the last.
  @discardableResult
  mutating func press(_ names: String) -> [Effect] {
    var effects: [Effect] = []
    for name in names.split(separator: " ") {
      guard let key = KeyPress(named: String(name)) else { preconditionFailure("no key \(name)") }
      effects = update(&self, keyMap.intent(for: key, in: self))
    }
    return effects
  }

  /// Where one is, in short: `network 1`, `layer 3 [9]`, `map 3 [18, 27, 9]`,
  /// `unit 7 [41]`.
  var place: String {
    switch depth {
    case .network: "network \(line)"
    case .layer: "layer \(line) [\(cursor.channel)]"
    case .map: "map \(line) \(position)"
    case .unit: "unit \(line) \(position)"
    }
  }
}

extension Evaluation {
  /// The evaluation as it is when some of the layers are computed, from the first on.
  func first(_ layers: Int) -> Evaluation { Evaluation(trace: trace.first(layers), picture: picture) }
}
