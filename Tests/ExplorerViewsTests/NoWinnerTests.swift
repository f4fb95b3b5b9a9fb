import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Tensors
import TestSupport
import Testing

/// Logits among which no class stands out, on every screen and in plain mode.
struct NoWinnerTests {
  private static let names = ["cat", "dog", "ship"]

  /// What is said of three logits.
  struct Case: Sendable, CustomTestStringConvertible {
    let logits: [Float]
    let reason: String
    var testDescription: String { "\(logits)" }
  }

  static let cases = [
    Case(logits: [0, 0, 0], reason: "all three logits are equal"),
    Case(logits: [2, 1, 2], reason: "cat and ship have equal logits"),
    Case(logits: [1, .nan, 2], reason: "the logit of dog is NaN"),
    Case(logits: [.nan, .nan, 2], reason: "two of three logits are NaN"),
    Case(logits: [.nan, .nan, .nan], reason: "all three logits are NaN"),
    Case(logits: [1, 2, .infinity], reason: "the logit of ship is ∞"),
    Case(logits: [-.infinity, -.infinity, -.infinity], reason: "all three logits are equal"),
  ]

  private func state(_ logits: [Float], columns: Int = 120) throws -> ExplorerState {
    let dense = LearnedDense(weight: Tensor(Shape(1, logits.count), repeating: 0), bias: logits)
    let layers = [
      TestLayer(name: "input", block: Input(Shape(1)), inputs: []),
      TestLayer(name: "dense", block: dense, inputs: [0]),
    ]
    let network = try TrainedNetwork(layers: layers)
    let pass = try Trace(network, input: Tensor(Shape(1), [1]))
    let model = ExplorerModel(
      title: DisplayText("small.keras"), trained: network, classes: Self.names.map { DisplayText($0) })
    var state = ExplorerState(
      model: model, pictures: [PictureSlot(name: DisplayText("one.ppm"))], rows: 40, columns: columns)
    state.receiveFirst(Evaluation(trace: pass, pictureSize: Size2D(square: 1)), picture: 0)
    return state
  }

  private func screens(_ state: ExplorerState) -> [String] {
    var state = state
    var texts = [view(state).grid.text()]
    for move: Move in [.line(1), .closer, .closer, .wholeNetwork, .line(2), .closer] {
      _ = update(&state, .move(move))
      texts.append(view(state).grid.text())
    }
    return texts
  }

  @Test("no winner is named, and every screen says why", arguments: cases)
  func everyScreen(found: Case) throws {
    for columns in [80, 120, 200] {
      for text in screens(try state(found.logits, columns: columns)) {
        #expect(text.prefix { $0 != "\n" }.contains("no winner: \(found.reason)"), "\(text)")
        #expect(!text.contains("NaN %"), "\(text)")
        #expect(!text.contains("▸cat ") || text.contains("▸ cat"), "\(text)")
      }
    }
  }

  @Test("why asks for a class where none stands out", arguments: cases)
  func why(found: Case) throws {
    var state = try state(found.logits)
    let before = state.bookmark
    _ = update(&state, .move(.why))
    #expect(state.bookmark == before)
    #expect(state.notice == "no winner: \(found.reason); / finds a class")
    #expect(!view(state).grid.text().contains("why cat"))
  }

  @Test("a softmax without shares says why, and prints none", arguments: cases)
  func shares(found: Case) throws {
    let text = try #require(screens(state(found.logits)).last)
    let hasShares = found.logits.allSatisfy(\.isFinite)
    let sum = text.split(separator: "\n").first { $0.contains("sum ") }
    #expect(sum?.contains("100 %") ?? false == hasShares, "\(text)")
    #expect(text.contains("No shares: where") != hasShares, "\(text)")
    #expect(text.contains("  no share") != hasShares, "\(text)")
  }

  @Test("plain mode says why there is no winner", arguments: cases)
  func plain(found: Case) throws {
    let reason = found.reason.replacing("∞", with: "infinity")
    var session = PlainSession(try state(found.logits))
    #expect(session.greeting.contains("No winner: \(reason)."))
    #expect(session.run("why").lines == ["No winner: \(reason). Type why and the name of a class."])
    #expect(session.run("logits").lines.first == "No winner: \(reason).")
  }

  @Test("plain mode says the only output of a network that has but one")
  func single() throws {
    let kinds: [any BuildingBlock] = [Input(Shape(1, 1, 1)), Flatten()]
    let layers = zip(["in", "out"], kinds).enumerated().map { index, layer in
      TestLayer(name: layer.0, block: layer.1, inputs: index == 0 ? [] : [index - 1])
    }
    let pass = try Trace(TrainedNetwork(layers: layers), input: Tensor(Shape(1, 1, 1), [0.25]))
    let session = PlainSession(Subject.state(pass, rows: 24, columns: 80))
    #expect(session.greeting.contains("The output is 0.250."))
  }

  @Test("many equal logits are counted, not named")
  func many() {
    let name = { (index: Int) in "class\(index)" }
    #expect(
      Verdict.tie(Array(0..<7)).reasons(among: 1_000, name: name)
        == ["seven of 1,000 classes have the largest logit"])
    #expect(Verdict.tie([0, 1]).reasons(among: 2, name: name) == ["both logits are equal"])
    #expect(Verdict.notANumber([0]).reasons(among: 1, name: name) == ["the output is NaN"])
    #expect(Verdict.winner(1).words(among: 3, name: name) == [])
  }

  @Test("classes are ranked only where one can be stronger than another")
  func ranking() throws {
    #expect(try !#require(state([0, 0, 0]).evaluation).hasRanking)
    #expect(try !#require(state([0, .nan, 0]).evaluation).hasRanking)
    #expect(try #require(state([2, 1, 2]).evaluation).hasRanking)
  }
}
