import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Foundation
import Tensors
import TestSupport
import Testing

/// While what the network says is hidden for a vote, nothing tells it: where only that is another, every screen is the same,
/// cell by cell, with its cursor, its targets and the names made of it, and so is every answer of plain mode.
///
/// `CNNVIEW_WALKS=50` looks fifty times as often.
struct HidingSpoilerTests {
  private static let factor = ProcessInfo.processInfo.environment["CNNVIEW_WALKS"].flatMap(Int.init) ?? 1
  private static let sizes: [(rows: Int, columns: Int)] = [(24, 80), (30, 100), (40, 120), (60, 200)]

  /// Networks with every kind of layer and of end.
  private static let subjects = [.bundled] + Subject.fixtures + Subject.segmentations + ends

  private static let ends: [Subject] = [
    (
      "softmax as a layer",
      [Flatten(), LearnedDense(weight: .random(Shape(84, 6), seed: 1), bias: nil), ActivationLayer(.softmax)]
    ),
    (
      "softmax in a line",
      [
        Flatten(),
        LearnedDense(weight: .random(Shape(84, 6), seed: 1), bias: nil, activationFunction: .softmax),
      ]
    ),
    (
      "a map a class",
      [
        LearnedConv2D(weight: .random(Shape(2, 2, 2, 5), seed: 2), bias: nil), GlobalPooling2D(.average),
        ActivationLayer(.softmax),
      ]
    ),
    (
      "one number",
      [
        Flatten(),
        LearnedDense(weight: .random(Shape(84, 1), seed: 3), bias: nil, activationFunction: .sigmoid),
      ]
    ),
  ].map { (name: String, kinds: [any BuildingBlock]) in
    Subject(name: name) { rows, columns in
      let layers = ([Input(Shape(7, 6, 2))] + kinds).enumerated().map { index, kind in
        TestLayer(name: "layer\(index)", block: kind, inputs: index == 0 ? [] : [index - 1])
      }
      return try Subject.state(TrainedNetwork(layers: layers), seed: 5, rows: rows, columns: columns)
    }
  }

  /// Two states at the start that show pictures of one name and are hidden, and passes that differ in what is hidden only.
  private func pair(
    _ subject: Subject, _ size: (rows: Int, columns: Int), _ generator: inout SeededGenerator
  ) throws -> (real: ExplorerState, other: ExplorerState) {
    let start = try subject.make(size.rows, size.columns)
    let evaluation = try #require(start.evaluation)
    func fresh(_ evaluation: Evaluation) -> ExplorerState {
      let slots = ["secret.ppm", "second.ppm"].map { PictureSlot(name: DisplayText($0)) }
      var state = ExplorerState(
        model: start.model, pictures: slots, rows: size.rows, columns: size.columns)
      state.receiveFirst(evaluation, picture: 0)
      return state
    }
    var real = fresh(evaluation)
    real.hideAnswer()
    let position = Position(layer: try #require(real.hiddenLayer))
    var other = fresh(GarbledPass.evaluation(evaluation, behind: position, &generator))
    other.hideAnswer()
    return (real, other)
  }

  private func expectSame(_ one: ExplorerState, _ other: ExplorerState, _ what: String) -> Bool {
    let (seen, garbled) = (Sight(one), Sight(other))
    let names = seen.text.contains("secret") || "\(seen.savedName)".contains("secret")
    if names { Issue.record("\(what): the picture's name is in\n\(seen.text)") }
    guard seen != garbled else { return !names }
    Issue.record("\(what): \(seen.difference(from: garbled))")
    return false
  }

  /// Keys that show nothing that is hidden.
  private static func key(_ state: ExplorerState, _ generator: inout SeededGenerator) -> (Happening, String) {
    while true {
      let (happening, name) = RandomEvents.happening(in: state, nil, &generator)
      switch happening {
      case .typed("hide"), .wanted(.ask(.vote(.accept))), .wanted(.picture), .wanted(.quit),
        .wanted(.suspend), .reported(.evaluated):
        continue
      case .wanted, .reported, .typed: return (happening, name)
      }
    }
  }

  @Test("at every depth and line no screen tells what is hidden", arguments: subjects)
  func places(subject: Subject) throws {
    var generator = SeededGenerator(seed: 41)
    let lineCount = try subject.make(24, 80).model.lineCount
    for sample in 0..<min(lineCount, subject.name == "bundled" ? 10 : 6) * Self.factor {
      let size = Self.sizes[Int.random(in: 0..<Self.sizes.count, using: &generator)]
      var (real, other) = try pair(subject, size, &generator)
      let line =
        sample < 2 ? lineCount - 1 - sample : Int.random(in: 0..<lineCount, using: &generator)
      var path = ["\(subject.name) \(size.columns)×\(size.rows), line \(line)"]
      let typed = [[], [":large"], [":drop input[:,:,0]"], [":untrained"]][sample % 4]
      func act(_ happening: Happening, _ name: String) -> Bool {
        happening.act(on: &real)
        happening.act(on: &other)
        path.append(name)
        return expectSame(real, other, path.joined(separator: " "))
      }
      for text in typed { guard act(.typed(String(text.dropFirst())), text) else { return } }
      guard act(.wanted(.move(.line(line))), "") else { return }
      for _ in 0..<4 { guard act(.wanted(.move(.closer)), "closer") else { return } }
      for _ in 0..<12 {
        let (happening, name) = Self.key(real, &generator)
        guard act(happening, name) else { return }
      }
    }
  }

  @Test("no answer of plain mode tells what is hidden", arguments: subjects)
  func plain(subject: Subject) throws {
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<2 * Self.factor {
      let (real, other) = try pair(subject, (60, 200), &generator)
      var (one, two) = (PlainSession(real), PlainSession(other))
      #expect(one.greeting == two.greeting)
      let last = real.model.lineCount - 1
      let commands = [
        "where", "picture", "logits", "why", "why 0", "code", "maps", "in", "in", "in", "explain", "follow",
        "out",
        "layer \(last)", "code", "maps", "in", "unit 0", "unit 0 0", "explain", "follow 1", "next",
        "previous",
        "before", "after", "evidence", "run", "step 3", "step layer 90", "step", "back", "run",
        "layer \(max(0, last - 1))", "maps", "in", "map 0", "row 0", "explain", "run", "ask", "answer A",
        "reveal",
        "change flip", "changes", "logits", "original", "changed", "layer \(last)", "explain", "undo",
      ]
      for command in commands {
        let (said, garbled) = (one.run(command), two.run(command))
        guard said == garbled, one.prompt == two.prompt else {
          Issue.record("\(subject.name), \(command):\n\(said.lines)\n\(garbled.lines)")
          return
        }
        #expect(!said.lines.joined().contains("secret"), "\(command)")
      }
    }
  }

  @Test(
    "another bias of the last layer, which makes another class win, changes no screen, with a change and without"
  )
  func bias() throws {
    let session = try BundledShip.session()
    let trained = try #require(session.model.trained)
    let last = trained.network.layers.count - 1
    let address = trained.network.address(of: .bias, ofLayer: last)
    var parameters = trained.parameters
    parameters[address] = Tensor(Shape(10), (0..<10).map { $0 == 3 ? 90 : Float($0) })
    let otherTrained = try TrainedNetwork(trained.network, parameters)
    let model = ExplorerModel(
      title: session.model.title, trained: otherTrained, lines: session.model.lines,
      classes: session.model.classes, preprocessing: session.model.preprocessing)
    let pass = try Trace(otherTrained, input: session.evaluation.trace.input)
    let evaluation = Evaluation(trace: pass, picture: session.evaluation.picture)
    #expect(evaluation.winner == 3 && session.evaluation.winner == 8)
    for size in Self.sizes {
      var states = [(session.model, session.evaluation), (model, evaluation)].map { model, evaluation in
        var state = ExplorerState(
          model: model, pictures: [PictureSlot(name: DisplayText("secret.ppm"))], rows: size.rows,
          columns: size.columns)
        state.receiveFirst(evaluation, picture: 0)
        state.hideAnswer()
        return state
      }
      let actions: [Happening] =
        [.typed("drop conv2d[:,:,0]")] + (0..<10).map { .wanted(.move(.line($0))) }
        + [.typed("large"), .wanted(.move(.line(8))), .typed("large"), .typed("reset")]
        + (0..<10).map { .wanted(.move(.line($0))) }
      for (number, action) in actions.enumerated() {
        for index in states.indices { action.act(on: &states[index]) }
        guard expectSame(states[0], states[1], "\(size), \(number) \(action)") else { return }
        #expect(!view(states[0]).grid.text().contains("99.9"))
      }
    }
  }
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

  var text: String { screen.grid.text() }

  /// In what it differs, in words.
  func difference(from other: Sight) -> String {
    let rows = zip(
      text.split(separator: "\n", omittingEmptySubsequences: false),
      other.text.split(separator: "\n", omittingEmptySubsequences: false))
    let different = rows.enumerated().filter { $0.element.0 != $0.element.1 }
      .map { "\($0.offset)  \($0.element.0)\n\($0.offset)~ \($0.element.1)" }
    return
      "cursor \(screen.cursor == other.screen.cursor), targets \(screen.targets == other.screen.targets), "
      + "names \(savedName == other.savedName) \(place == other.place), places \(cursors == other.cursors)\n"
      + different.joined(separator: "\n")
  }
}
