import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// What the text of a change can become.
struct ChangeCompletionTests {
  private func completions(_ text: String, _ layers: [TestLayer]? = nil) throws -> [String] {
    let trained = try layers.map { try TrainedNetwork(layers: $0) } ?? Examples.small()
    let classes = ["cat", "dog", "ship", "a truck"].map { DisplayText($0) }
    return ExplorerModel(title: DisplayText("a.keras"), trained: trained, classes: classes)
      .completions(ofChange: text)
  }

  @Test("an unfinished first word becomes a verb, of which no toy is offered")
  func verbs() throws {
    let verbs = [
      "paint", "shift", "flip", "swap", "picture", "drop", "hold", "set", "untrained", "weights", "read",
    ]
    #expect(try completions("") == verbs)
    #expect(try completions("  s") == ["shift", "swap", "set"])
    #expect(try completions("f") == ["flip"])
    #expect(try completions("x").isEmpty && completions("erase ").isEmpty)
  }

  @Test("behind a verb stand the layers that it can change, with a bracket where a place goes on")
  func layers() throws {
    #expect(
      try completions("drop ") == [
        "drop input[:,:,", "drop conv2d[:,:,", "drop maxpooling2d[:,:,", "drop flatten[", "drop dense[",
      ])
    #expect(try completions("hold CONV") == ["hold conv2d["])
    #expect(
      try completions("set ") == [
        "set conv2d.kernel[", "set conv2d.bias[", "set dense.kernel[", "set dense.bias[",
      ])
    #expect(try completions("untrained ") == ["untrained conv2d", "untrained dense"])
    #expect(try completions("filter ") == ["filter conv2d"])
    #expect(try completions("filter conv2d 3 s") == ["filter conv2d 3 sobel-x", "filter conv2d 3 sobel-y"])
    #expect(try completions("filter conv2d ").isEmpty && completions("weights ").isEmpty)
  }

  @Test("behind a bracket stand maps, and units and classes of a line, which are changes when they are whole")
  func places() throws {
    #expect(try completions("drop conv2d[") == (0..<6).map { "drop conv2d[:,:,\($0)]" })
    #expect(try completions("drop conv2d[:,:,3") == ["drop conv2d[:,:,3]"])
    #expect(
      try completions("drop dense[") == [
        "drop dense[cat]", "drop dense[dog]", "drop dense[ship]", "drop \"dense[a truck]\"", "drop dense[0]",
        "drop dense[1]", "drop dense[2]", "drop dense[3]",
      ])
    #expect(
      try completions("drop flatten[5") == [
        "drop flatten[5]", "drop flatten[50]", "drop flatten[51]", "drop flatten[52]", "drop flatten[53]",
      ])
    for text in try completions("drop dense[") + completions("drop conv2d[") {
      let trained = try Examples.small()
      let classes = ["cat", "dog", "ship", "a truck"].map { DisplayText($0) }
      var made = MadeChanges(
        of: trained.network,
        in: ExplorerModel(title: DisplayText("a"), trained: trained, classes: classes))
      try made.make(Change(text))
      #expect(made.edits.count == 1)
    }
  }

  @Test("a picture's colours and channels are offered where they stand")
  func colours() throws {
    #expect(try completions("paint 1,2 gr") == ["paint 1,2 grey", "paint 1,2 green"])
    #expect(try completions("paint 1,2 m") == ["paint 1,2 magenta", "paint 1,2 mean"])
    #expect(try completions("paint ").isEmpty && completions("paint 1,2 grey ").isEmpty)
    #expect(try completions("swap red ") == ["swap red red", "swap red green", "swap red blue"])
  }

  @Test("a name with blanks is offered in double quotes, which stay open while it goes on")
  func quoted() throws {
    let layers = [
      TestLayer(name: "input", block: Input(Shape(3, 3, 1)), inputs: []),
      TestLayer(
        name: "my conv", block: LearnedConv2D(weight: Tensor(Shape(2, 2, 1, 2)), bias: [0, 0]), inputs: [0]),
    ]
    #expect(try completions("drop m", layers) == ["drop \"my conv[:,:,"])
    #expect(try completions("drop \"my c", layers) == ["drop \"my conv[:,:,"])
    #expect(
      try completions("drop \"my conv[:,:,", layers) == [
        "drop \"my conv[:,:,0]\"", "drop \"my conv[:,:,1]\"",
      ])
    #expect(try completions("untrained ", layers) == ["untrained \"my conv\""])
    #expect(try completions("drop a\"", layers).isEmpty)
  }
}
