import ConvNet
import Explorer
import Foundation
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// The wrong ideas of the tutorial's listing, on the bundled pictures; the numbers were computed with NumPy as well.
@Suite("the tutorial misread")
struct MisreadTutorialTests {
  private static let names = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]

  private func state(_ picture: String = "ship", _ texts: String...) throws -> ExplorerState {
    let path = Repository.assets.appending(path: "images/\(picture).ppm").path
    return try ExplorerSession(
      images: [path], model: nil, labels: nil, changes: RequestedChanges(texts: texts), rows: 40, columns: 120
    ).evaluatedState()
  }

  private func winner(_ picture: String, _ change: String) throws -> (name: String, logit: Float) {
    let now = try #require(try state(picture, change).variant?.now)
    let winner = try #require(now.winner)
    return (Self.names[winner], now.logits[winner])
  }

  private func value(_ change: String, _ position: [Int], line: Int) throws -> Float {
    try #require(try state("ship", change).variant?.now).trace.activations[line][position: position]
  }

  @Test("with channels averaged every picture is deer 5.8: nothing of the picture is left")
  func averaged() throws {
    for name in Self.names {
      let (winner, logit) = try winner(name, "read averaged")
      #expect(winner == "deer" && abs(logit - 5.8) < 0.05, "\(name)")
    }
    #expect(abs(try value("read averaged", [16, 11, 0], line: 1) - 2.4083) < 5e-5)
  }

  @Test("with means in place of maxima all ten pictures stay right")
  func meanPool() throws {
    for name in Self.names { #expect(try winner(name, "read mean-pool").name == name) }
    #expect(abs(try value("read mean-pool", [8, 5, 0], line: 2) - 6.6441) < 5e-5)
  }

  @Test("without relu the ship stays one, and the automobile becomes a truck")
  func noReLU() throws {
    let ship = try winner("ship", "read no-relu")
    #expect(ship.name == "ship" && abs(ship.logit - 185.5) < 0.06)
    #expect(try winner("automobile", "read no-relu").name == "truck")
    let words = try #require(MisreadingWords(try state("ship", "read no-relu")))
    #expect(
      words.corrections[0]
        == "Without it lines 7 and 8 are one multiplication: 10,250 numbers could do what 66,250 do.")
  }

  @Test("with kernels turned the ship becomes a truck")
  func flipped() throws {
    let now = try #require(try state("ship", "read flipped").variant?.now)
    #expect(now.winner == 9 && abs(now.probabilities[9] - 0.727) < 0.0006)
  }

  @Test("each idea says where it parts from Keras")
  func verdicts() throws {
    func verdict(_ idea: String) throws -> String {
      try #require(MisreadingWords(try state("ship", "read \(idea)"))).verdicts[0]
    }
    let stop3 = " In Keras it runs and gives (13, 13, 64)."
    let stop7 = " In Keras it runs and gives (64,)."
    let expected = [
      "per-channel": "Line 3 would stop: it has learned for 32 channels, and 3 arrive." + stop3,
      "each-with-each": "Line 3 would stop: it has learned for 32 channels, and 96 arrive." + stop3,
      "one-filter": "Line 3 would stop: it has learned for 32 channels, and 1 arrives." + stop3,
      "size": "Line 3 would stop: 16 is the side that arrives, and no window makes it 64." + stop3,
      "flat-filter": "Shapes fit, but line 1 would have 320 parameters; it has 896.",
      "own-weights": "Shapes fit, but line 1 would have 806,400 parameters; it has 896.",
      "averaged": "conv2d[16,11,0] would be 2.4083, not 7.4235. ship would become deer (5.8, 99.6 %).",
      "quadrants": "Line 3 would stop: its 3×3 window does not fit on a 2×2 map." + stop3,
      "overlap": "Line 7 would stop: it has learned for 1,024 numbers, and 36,864 arrive." + stop7,
      "pool-merges": "Line 3 would stop: it has learned for 32 channels, and 1 arrives." + stop3,
      "keep-partial": "Line 7 would stop: it has learned for 1,024 numbers, and 1,600 arrive." + stop7,
      "same": "Line 7 would stop: it has learned for 1,024 numbers, and 4,096 arrive." + stop7,
      "softmax-inside": "The 10 numbers of line 8 add up to −36.7, not 1.",
    ]
    for (idea, words) in expected { #expect(try verdict(idea) == words) }
    #expect(try verdict("flipped").hasSuffix(" ship would become truck (3.0, 72.7 %)."))
    #expect(try verdict("no-relu").hasSuffix(" ship would stay, with 185.5 in place of 13.8."))
    #expect(try verdict("mean-pool").hasSuffix(" ship would stay, with 11.1 in place of 13.8."))
  }

  @Test("each idea credits the believer, says what is right, and asks Keras in one line that it answers")
  func sentences() throws {
    for misreading in Misreading.allCases {
      let words = try #require(MisreadingWords(try state("ship", "read \(misreading.word)")))
      #expect(words.credit.hasPrefix("Not ") || words.credit.hasPrefix("An easy mistake"), "\(misreading)")
      #expect(!words.corrections[0].isEmpty)
      let question = try #require(words.questionToKeras, "\(misreading)")
      #expect(question.code.hasPrefix("print(") && question.code.hasSuffix(")") && !question.answer.isEmpty)
      #expect(words.question.count <= 44, "\(words.question)")
    }
  }

  @Test("without red one map would change if filters worked on channels alone; all 32 do")
  func experiment() throws {
    let words = try #require(MisreadingWords(try state("ship", "read per-channel")))
    #expect(
      words.experiments.first
        == "Try it: Esc, then :drop input[:,:,0]. Without red one map of line 1 would change; in Keras all 32 do."
    )
  }

  @Test("of a line that stops for what an earlier one gives, the earlier one is spoken of")
  func stopping() throws {
    var state = try state("ship", "read per-channel")
    _ = update(&state, .move(.line(3)))
    let words = try #require(MisreadingWords(state))
    #expect(
      words.line == 1 && words.corrections[0].hasPrefix("Line 1 would have 30 parameters; it has 896: "))
  }

  @Test("what other changes do is not laid at an idea's door")
  func others() throws {
    let words = try #require(MisreadingWords(try state("ship", "drop conv2d[:,:,0]", "read mean-pool")))
    #expect(words.verdicts[0].hasPrefix("With all 2 changes ship would stay, with "))
  }

  @Test("pieces of 13 rows are cut by a pooling with strides")
  func pieces() throws {
    let words = try #require(MisreadingWords(try state("ship", "read quadrants max_pooling2d_1")))
    #expect(
      words.corrections[0]
        == "(2, 2) is the size of the window, not the number of pieces. For 2×2 pieces one would write MaxPooling2D((7, 7), strides=(6, 6))."
    )
  }

  @Test("dense layers are one only where relu between them is misread")
  func reluOfAnotherLine() throws {
    let words = try #require(MisreadingWords(try state("ship", "read no-relu conv2d")))
    #expect(
      words.corrections == ["relu makes every negative number 0, and that bends; max pooling bends too."])
  }

  @Test("a summary has both columns, and the engine's fault as the sentence")
  func summary() throws {
    let opened = try OpenedModel(path: nil)
    let text = try Summary(opened, RequestedChanges(texts: ["read quadrants"])).text
    #expect(text.contains("as misread"))
    #expect(text.contains("Line 3 would stop: its 3×3 window does not fit on a 2×2 map."))
    let told = try Summary(opened, RequestedChanges(texts: ["read own-weights"])).text
    #expect(told.contains("806,400") && !told.contains("Then layer"))
  }

  @Test("what can only be told is refused where numbers are asked for")
  func refused() throws {
    let path = Repository.assets.appending(path: "images/ship.ppm").path
    let opened = try OpenedModel(path: nil)
    #expect(throws: CommandError.change("read own-weights", .onlyTold("read own-weights"))) {
      try opened.changedPass(ofPictureAt: path, RequestedChanges(texts: ["read own-weights"]), classes: [])
    }
    let stops = RequestedChanges([.flip, .read(.quadrants, layer: nil)])
    let fault = LayerFault.windowTooLarge(window: Size2D(square: 3), input: Shape(2, 2, 32))
    let expected = ChangeError.stops(line: 3, .layer(fault), in: try opened.network())
    #expect(throws: CommandError.change("read quadrants", expected)) {
      try opened.changedPass(ofPictureAt: path, stops, classes: [])
    }
    #expect(
      expected.message
        == "so misread the network stops at line 3: its 3×3 window does not fit on a 2×2 map; "
        + "summary and the explorer say what its shapes would be")
    let made = try opened.made(stops, classes: [])
    #expect(throws: CommandError.self) { try ChangedMeasurement(opened, [], classes: [], made) }
    #expect(throws: CommandError.self) { try Sweep(opened, [], classes: [], line: 1, made) }
  }
}
