import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Foundation
import Tensors
import TestSupport
import Testing

/// While a pass is stepped through nothing tells what is not computed yet: where all numbers behind the playhead are
/// others, every screen is the same, cell by cell, with its cursor, its targets and the names made of it.
///
/// `CNNVIEW_WALKS=50` looks fifty times as often.
struct SpoilerTests {
  private static let factor = ProcessInfo.processInfo.environment["CNNVIEW_WALKS"].flatMap(Int.init) ?? 1
  private static let sizes: [(rows: Int, columns: Int)] = [(24, 80), (30, 100), (40, 120), (60, 200)]

  /// Networks with every kind of layer, one of them with a softmax over maps.
  private static let subjects = [.bundled] + Subject.fixtures + [softmaxOverMaps]

  private static let softmaxOverMaps = Subject(name: "softmax over maps") { rows, columns in
    let kinds: [any BuildingBlock] = [
      Input(Shape(7, 6, 3)),
      LearnedConv2D(weight: .random(Shape(2, 2, 3, 6), seed: 1), bias: nil, activationFunction: .softmax),
      Pooling2D(.maximum, poolSize: Size2D(square: 2)),
      LearnedConv2D(
        weight: .random(Shape(2, 2, 6, 5), seed: 2), bias: Tensor.random(Shape(5), seed: 3).values,
        activationFunction: .relu),
      GlobalPooling2D(.maximum), LearnedDense(weight: .random(Shape(5, 4), seed: 4), bias: nil),
    ]
    let layers = kinds.enumerated().map { index, kind in
      TestLayer(name: "layer\(index)", block: kind, inputs: index == 0 ? [] : [index - 1])
    }
    return try Subject.state(TrainedNetwork(layers: layers), seed: 5, rows: rows, columns: columns)
  }

  /// A state at the start that shows an evaluation.
  private func fresh(_ state: ExplorerState, _ evaluation: Evaluation) -> ExplorerState {
    let slots = state.pictures.map { PictureSlot(name: $0.name) }
    var fresh = ExplorerState(
      model: state.model, pictures: slots, rows: state.rows, columns: state.columns)
    fresh.receiveFirst(evaluation, picture: 0)
    return fresh
  }

  /// What a person sees of a state, and what is named after it.
  private struct Sight: Equatable {
    let screen: Screen
    let savedName: [Effect]
    let place: String?
    let cursors: [LayerCursor]

    init(_ state: ExplorerState) {
      var saving = state
      savedName = update(&saving, .save)
      (screen, place, cursors) = (view(state), state.placeName, state.cursors)
    }
  }

  private func expectSame(_ one: ExplorerState, _ other: ExplorerState, _ what: String) -> Bool {
    let (seen, garbled) = (Sight(one), Sight(other))
    guard seen != garbled else { return true }
    let rows = zip(
      seen.screen.grid.text().split(separator: "\n", omittingEmptySubsequences: false),
      garbled.screen.grid.text().split(separator: "\n", omittingEmptySubsequences: false))
    let different = rows.enumerated().filter { $0.element.0 != $0.element.1 }
      .map { "\($0.offset)  \($0.element.0)\n\($0.offset)~ \($0.element.1)" }
    let others =
      "cursor \(seen.screen.cursor == garbled.screen.cursor), targets \(seen.screen.targets == garbled.screen.targets), "
      + "names \(seen.savedName == garbled.savedName) \(seen.place == garbled.place), places \(seen.cursors == garbled.cursors)"
    Issue.record("\(what): \(others)\n\(different.joined(separator: "\n"))")
    return false
  }

  /// Keys that go on in no pass.
  private static func key(_ state: ExplorerState, _ generator: inout SeededGenerator) -> (Happening, String) {
    while true {
      let (happening, name) = RandomEvents.happening(in: state, nil, &generator)
      switch happening {
      case .wanted(.step(.toggle)), .wanted(.step(.togglePlaying)), .wanted(.picture), .wanted(.quit):
        continue
      case .wanted(.suspend), .reported(.tick), .reported(.evaluated): continue
      case .wanted(.step(.by(let steps))) where steps > 0: continue
      case .wanted(.move(.page)) where state.usesClicker: continue
      case .wanted, .reported, .typed: return (happening, name)
      }
    }
  }

  @Test("at every place of a pass every screen shows only what is computed", arguments: subjects)
  func places(subject: Subject) throws {
    var generator = SeededGenerator(seed: 31)
    let size = Self.sizes[0]
    let state = try subject.make(size.rows, size.columns)
    let evaluation = try #require(state.evaluation)
    let network = evaluation.trace.network
    let layers = subject.name == "bundled" ? network.layers.count : min(network.layers.count, 6)
    for sample in 0..<layers * Self.factor {
      let position = GarbledPass.position(in: network, &generator)
      let size = Self.sizes[Int.random(in: 0..<Self.sizes.count, using: &generator)]
      var real = fresh(state, evaluation)
      var other = fresh(state, GarbledPass.evaluation(evaluation, behind: position, &generator))
      let stepSize = StepSize.allCases.randomElement(using: &generator) ?? .unit
      let line =
        Bool.random(using: &generator)
        ? position.layer : Int.random(in: 0..<state.model.lineCount, using: &generator)
      func act(_ happening: Happening) {
        happening.act(on: &real)
        happening.act(on: &other)
      }
      for index in [0, 1] {
        var changed = index == 0 ? real : other
        (changed.playhead.position, changed.playhead.size) = (position, stepSize)
        (changed.rows, changed.columns) = (size.rows, size.columns)
        if index == 0 { real = changed } else { other = changed }
      }
      act(.wanted(.move(.line(line))))
      var path = [
        "\(subject.name) \(sample), \(position), \(stepSize), \(size.columns)×\(size.rows), line \(line)"
      ]
      for name in ["", "Enter", "Enter", "Enter", "Enter"] {
        if !name.isEmpty { act(.wanted(.move(.closer))) }
        path.append(name)
        guard expectSame(real, other, path.joined(separator: " ")) else { return }
      }
      for _ in 0..<10 {
        let (happening, name) = Self.key(real, &generator)
        act(happening)
        path.append(name)
        guard expectSame(real, other, path.joined(separator: " ")) else { return }
      }
    }
  }

  @Test("stepping on from any line shows only what is computed", arguments: subjects)
  func steps(subject: Subject) throws {
    var generator = SeededGenerator(seed: 32)
    let start = try subject.make(40, 120)
    let evaluation = try #require(start.evaluation)
    let moves: [Move] = [
      .closer, .back, .cursor(.down), .cursor(.right), .wholeNetwork, .channel(by: 1), .layer(by: 1),
      .layer(by: -1), .why,
    ]
    let steps: [Stepping] = [.by(1), .by(1), .by(1), .by(-1), .size(by: -1), .size(by: 1)]
    let intents =
      steps.map(Intent.step) + [.display(.togglePreActivation), .display(.nextScope)] + moves.map(Intent.move)
    for _ in 0..<3 * Self.factor {
      var real = fresh(start, evaluation)
      let line = Int.random(in: 0..<real.model.lineCount, using: &generator)
      var path: [Intent] = [.move(.line(line)), .step(.toggle)]
      for intent in path { _ = update(&real, intent) }
      // What was computed once was seen: a cursor that was put there then stays where it was put.
      var furthest = try #require(real.playhead.position)
      for _ in 0..<14 {
        let intent = intents.randomElement(using: &generator) ?? .move(.why)
        path.append(intent)
        _ = update(&real, intent)
        guard let position = real.playhead.position else { break }
        furthest = max(furthest, position)
        guard path.count.isMultiple(of: 4) else { continue }
        var other = fresh(start, GarbledPass.evaluation(evaluation, behind: furthest, &generator))
        for intent in path { _ = update(&other, intent) }
        guard expectSame(real, other, "\(subject.name), \(path)") else { return }
      }
    }
  }

  @Test("plain mode says only what is computed", arguments: subjects)
  func plain(subject: Subject) throws {
    var generator = SeededGenerator(seed: 33)
    let start = try subject.make(40, 120)
    let evaluation = try #require(start.evaluation)
    let network = evaluation.trace.network
    for _ in 0..<3 * Self.factor {
      let position = GarbledPass.position(in: network, &generator)
      var (real, other) = (
        fresh(start, evaluation),
        fresh(start, GarbledPass.evaluation(evaluation, behind: position, &generator))
      )
      (real.playhead.position, other.playhead.position) = (position, position)
      var (one, two) = (PlainSession(real), PlainSession(other))
      #expect(one.greeting == two.greeting)
      let commands = [
        "where", "picture", "logits", "why", "why 0", "layer \(position.layer)", "code", "maps", "map 0",
        "row 0", "in",
        "explain", "follow", "in", "in", "out", "next", "next unit", "next layer", "maps", "in", "in", "in",
        "follow 1",
        "before", "where", "layer \(start.model.lineCount - 1)", "unit 1", "explain", "follow", "back",
        "where",
      ]
      for command in commands {
        let (said, garbled) = (one.run(command), two.run(command))
        guard said == garbled else {
          Issue.record("\(subject.name), \(position), \(command):\n\(said.lines)\n\(garbled.lines)")
          return
        }
        #expect(one.prompt == two.prompt)
      }
    }
  }

  /// A sum whose products are large, and all different from each other and from what they are made of.
  private static let sums: [(name: String, kinds: [any BuildingBlock])] = [
    ("few channels", [Input(Shape(2, 2, 2)), LearnedConv2D(weight: primes(Shape(2, 2, 2, 1)), bias: nil)]),
    ("many channels", [Input(Shape(2, 1, 6)), LearnedConv2D(weight: primes(Shape(2, 1, 6, 1)), bias: nil)]),
    ("a line", [Input(Shape(2, 2, 2)), Flatten(), LearnedDense(weight: primes(Shape(8, 1)), bias: nil)]),
  ]

  private static func primes(_ shape: Shape, from first: Int = 0) -> Tensor {
    let primes: [Float] = [
      53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163,
      167,
    ]
    return Tensor(shape, (0..<shape.count).map { primes[($0 + first) % primes.count] })
  }

  @Test("products, and what they add up to, are on no screen before they are multiplied", arguments: 0..<3)
  func products(index: Int) throws {
    let sum = Self.sums[index]
    let network = try TrainedNetwork(
      layers: sum.kinds.enumerated().map { index, kind in
        TestLayer(name: "layer\(index)", block: kind, inputs: index == 0 ? [] : [index - 1])
      })
    let input = Self.primes(network.inputShape, from: 12)
    let last = network.layers.count - 1
    let unit = UnitAddress(layer: last, position: network.outputShape.rank == 3 ? [0, 0, 0] : [0])
    for size in Self.sizes {
      var state = Subject.state(
        try Trace(network, input: input), rows: size.rows, columns: size.columns)
      let explanation = try #require(state.evaluation?.trace.explain(unit))
      guard case .weightedSum(let made) = explanation.form else {
        Issue.record("\(sum.name) is no sum")
        return
      }
      for done in 0..<made.terms.count {
        state.playhead.position = Position(layer: last, unit: 0, term: done)
        _ = update(&state, .move(.place(.unit(unit))))
        let rest = made.terms.dropFirst(done).map { NumberText.fixed($0.product, decimals: 0) }
        let text = view(state).grid.text()
        for product in rest + [NumberText.fixed(made.sumOfProducts, decimals: 0)] {
          #expect(!text.contains(product), "\(sum.name), \(done) done: \(product) is in\n\(text)")
        }
      }
      state.playhead.position = nil
      #expect(view(state).grid.text().contains(NumberText.fixed(made.sumOfProducts, decimals: 0)))
    }
  }
}
