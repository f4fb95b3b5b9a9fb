import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Tensors
import TestSupport
import Testing

/// Numbers that are not finite on the screen.
struct NonFiniteTests {
  private static let values: [Float] = [.nan, .infinity, -.infinity]
  private static let places = ["picture", "first", "second", "dense", "last", "bias"]

  private func text(_ state: ExplorerState) -> String { view(state).grid.text() }

  private func state(_ value: Float, in place: String, keys: String) throws -> ExplorerState {
    var state = Subject.state(try SpoiledNetwork(value, in: place).pass, rows: 40, columns: 120)
    for name in keys.split(separator: " ") {
      let key = try #require(KeyPress(named: String(name)))
      _ = update(&state, keyMap.intent(for: key, in: state))
    }
    return state
  }

  /// The layers whose activation has numbers that are not finite.
  private func spoiledLayers(_ state: ExplorerState) throws -> [Int] {
    let pass = try #require(state.evaluation).trace
    return pass.network.layers.indices.filter { layer in
      pass.activations[layer].values.contains { !$0.isFinite }
    }
  }

  @Test("maps show a mark and lists a word for numbers that are not finite", arguments: values, places)
  func marks(value: Float, place: String) throws {
    for layer in try spoiledLayers(state(value, in: place, keys: "")) {
      let state = try state(value, in: place, keys: "\(layer) Enter")
      let text = text(state)
      let isMarked = state.hasMaps ? text.contains("!") : ["!", "NaN", "∞"].contains { text.contains($0) }
      #expect(isMarked, "layer \(layer) with \(value) in \(place):\n\(text)")
    }
  }

  @Test("the strip marks a map with a number that is not finite", arguments: [Float.nan, .infinity])
  func strip(value: Float) throws {
    let text = try text(state(value, in: "bias", keys: ""))
    #expect(text.contains("!"), "\(text)")
  }

  @Test("statistics count numbers that are not finite and speak of the others")
  func statistics() throws {
    // The bias in the middle of six is spoiled: map 3 has no finite number, the others are as ever.
    let spoiled = try text(state(.nan, in: "bias", keys: "1 Enter Home . . . Enter"))
    #expect(spoiled.contains("all are NaN or ∞"), "\(spoiled)")
    let sound = try text(state(.nan, in: "bias", keys: "1 Enter Home Enter"))
    #expect(!sound.contains("are NaN or ∞"), "\(sound)")
  }

  @Test("the scale of a layer ends at its finite numbers", arguments: values)
  func scale(value: Float) throws {
    let spoiled = try state(value, in: "bias", keys: "1 Enter Home")
    let evaluation = try #require(spoiled.evaluation)
    let finite = evaluation.tensor(ofLayer: 1, beforeActivation: false).values.filter(\.isFinite)
    let top = percentile(0.995, of: finite)
    let legends = ["█ ", "█ ≥ "].map { $0 + NumberText.fixed(top, decimals: 2) }
    #expect(legends.contains { text(spoiled).contains($0) }, "\(text(spoiled))")
  }

  @Test("logits of which one is not a number have no shares, wherever it stands", arguments: 0..<3)
  func shares(place: Int) throws {
    var logits: [Float] = [1, 2, 3]
    logits[place] = .nan
    let dense = LearnedDense(weight: Tensor(Shape(1, 3), logits), bias: nil)
    let layers = [
      TestLayer(name: "input", block: Input(Shape(1)), inputs: []),
      TestLayer(name: "dense", block: dense, inputs: [0]),
    ]
    let pass = try Trace(TrainedNetwork(layers: layers), input: Tensor(Shape(1), [1]))
    let evaluation = Evaluation(trace: pass, pictureSize: Size2D(square: 1))
    #expect(evaluation.probabilities == [])
    #expect(evaluation.winner == nil)
    #expect(evaluation.verdict == .notANumber([place]))
  }

  @Test(
    "numbers from one end of Float to the other are drawn",
    arguments: ["", "Enter", "Enter Enter", "Enter Enter Enter"])
  func wholeRange(keys: String) throws {
    let unit = LearnedConv2D(weight: Tensor(Shape(1, 1, 1, 1), [1]), bias: nil)
    let layers = [
      TestLayer(name: "input", block: Input(Shape(6, 6, 1)), inputs: []),
      TestLayer(name: "conv2d", block: unit, inputs: [0]),
    ]
    var picture = Tensor.random(Shape(6, 6, 1), seed: 1)
    picture.values[4] = .greatestFiniteMagnitude
    picture.values[7] = -.greatestFiniteMagnitude
    picture.values[8] = .leastNonzeroMagnitude
    var state = Subject.state(
      try Trace(TrainedNetwork(layers: layers), input: picture), rows: 40, columns: 120)
    for name in keys.split(separator: " ") {
      let key = try #require(KeyPress(named: String(name)))
      _ = update(&state, keyMap.intent(for: key, in: state))
    }
    #expect(ScreenFaults(state).found == [])
  }
}
