import CellScreen
import ConvNet
import Explorer
import ModelFormats
import Tensors
import TestSupport
import Testing

/// What the screen says of a line, in words and as arithmetic.
struct WordsTests {
  private func words(_ network: TrainedNetwork, line: Int, at cursor: LayerCursor? = nil) -> LineWords {
    var state = Examples.state(network, line: line, depth: cursor == nil ? .network : .map)
    if let cursor { state.cursor = cursor }
    return LineWords(state)
  }

  /// A network of the fixtures.
  private func fixture(_ name: String) throws -> TrainedNetwork {
    let bytes = try Repository.bytes(Repository.networkFile(name))
    return try ModelFile.read(bytes, name: name, memoryLimit: 1 << 30).trained.get()
  }

  // MARK: The reference network

  @Test("where there is room the factors of a number of parameters have names")
  func namedFactors() throws {
    let network = try Examples.reference()
    let wordings = [1, 3, 7, 8].map { words(network, line: $0).parameterWordings }
    #expect(
      wordings == [
        ["3×3 window · 3 channels · 32 filters + 32 biases = 896", "3·3·3·32 + 32 = 896"],
        ["3×3 window · 32 maps · 64 filters + 64 biases = 18,496", "3·3·32·64 + 64 = 18,496"],
        ["1,024 inputs · 64 units + 64 biases = 65,600", "1024·64 + 64 = 65,600"],
        ["64 inputs · 10 units + 10 biases = 650", "64·10 + 10 = 650"],
      ])
  }

  @Test("the 32 is explained by what a map a channel would be, where that is another number")
  func filters() throws {
    func token(_ network: TrainedNetwork, _ line: Int) -> String {
      var state = Examples.state(network, line: line)
      state.token = 0
      return LineWords(state).shapeArithmetic
    }
    let network = try Examples.reference()
    #expect(token(network, 1) == "One map a channel would be 3 maps, and leave the 32 without a meaning.")
    #expect(
      token(network, 3) == "One map for each that comes in would be 32, and leave the 64 without a meaning.")
    #expect(token(network, 5) == "Whoever wrote the line chose 64; the 64 maps that come in don't limit it.")
  }

  @Test("a sentence says what each line of the reference network does")
  func sentences() throws {
    let network = try Examples.reference()
    let sentences = (0...9).map { words(network, line: $0).sentence(fitting: 80) }
    #expect(
      sentences == [
        "A picture is 32 rows × 32 columns × 3 colours = 3,072 numbers from 0 to 1.",
        "32 filters: each reads all 3 channels at once, its 3 sums added into one map.",
        "225 windows of 2×2 a map (15 across, 15 down); of each the largest is kept.",
        "64 filters: each reads all 32 maps at once, 288 products → 1 number of its map.",
        "13 ÷ 2 = 6.5 → 6: row 12 and column 12 of every map are never read (hatched).",
        "64 filters: each reads all 64 maps at once, 576 products → 1 number of its map.",
        "The same 1,024 numbers in one line. Nothing is computed; channel runs fastest.",
        "64 units. Each multiplies all 1,024 numbers by 1,024 weights of its own, adds.",
        "10 units, one a class. The 10 sums are logits: any number, not yet percent.",
        "Turns 10 logits into 10 shares of 100 %. Not a layer here; the order stays.",
      ])
  }

  @Test("arithmetic says how each shape of the reference network comes about")
  func shapes() throws {
    let network = try Examples.reference()
    let shapes = (0...9).map { words(network, line: $0).shapeArithmetic }
    #expect(
      shapes == [
        "", "(32, 32, 3) → (32−3+1, 32−3+1, 32) = (30, 30, 32)",
        "(30, 30, 32) → (30÷2, 30÷2, 32) = (15, 15, 32)",
        "(15, 15, 32) → (15−3+1, 15−3+1, 64) = (13, 13, 64)",
        "(13, 13, 64) → (⌊13÷2⌋, ⌊13÷2⌋, 64) = (6, 6, 64)",
        "(6, 6, 64) → (6−3+1, 6−3+1, 64) = (4, 4, 64)",
        "(4, 4, 64) → 4·4·64 = (1024,)   i = (row·4 + column)·64 + channel",
        "(1024,) → (64,)", "(64,) → (10,)", "",
      ])
  }

  @Test("arithmetic says how the parameters of the reference network are counted")
  func parameters() throws {
    let network = try Examples.reference()
    let parameters = (0...9).map { words(network, line: $0).parameterArithmetic }
    #expect(
      parameters == [
        "", "3·3·3·32 + 32 = 896", "nothing learned: 0", "3·3·32·64 + 64 = 18,496", "nothing learned: 0",
        "3·3·64·64 + 64 = 36,928", "", "1024·64 + 64 = 65,600", "64·10 + 10 = 650", "",
      ])
  }

  @Test("a sentence says what the cell under the cursor reads")
  func cells() throws {
    let network = try Examples.reference()
    func sentence(_ line: Int, _ cursor: LayerCursor, _ width: Int) -> String {
      words(network, line: line, at: cursor).sentence(fitting: width)
    }
    let first = LayerCursor(channel: 9, row: 18, column: 27)
    #expect(
      sentence(1, first, 120)
        == "Map 9 = filter 9 over the picture. "
        + "This cell reads rows 18–20, columns 27–29 of all 3 channels at once.")
    #expect(
      sentence(1, first, 80)
        == "Map 9: filter 9 over the picture. This cell reads rows 18–20, columns 27–29.")
    #expect(sentence(1, first, 60) == "Map 9. This cell reads rows 18–20, columns 27–29.")
    #expect(
      sentence(3, LayerCursor(channel: 11, row: 8, column: 11), 120)
        == "Map 11 = filter 11 over 32 maps. "
        + "This cell reads rows 8–10, columns 11–13 of all 32 maps at once.")
    #expect(
      sentence(2, LayerCursor(channel: 9, row: 9, column: 13), 80)
        == "This cell keeps the largest of rows 18–19, columns 26–27 of map 9.")
    #expect(
      sentence(0, LayerCursor(channel: 2, row: 1, column: 3), 80)
        == "The blue numbers of the picture, 0 to 1. This cell is row 1, column 3.")
  }

  @Test(
    "every sentence about the reference network fits 80 columns, with and without a cell", arguments: 0...9)
  func widths(line: Int) throws {
    let network = try Examples.reference()
    let shape = network.shapes.indices.contains(line) ? network.shapes[line] : Shape(10)
    let last =
      shape.rank == 3
      ? LayerCursor(channel: shape[2] - 1, row: shape[0] - 1, column: shape[1] - 1) : LayerCursor()
    for cursor in [nil, LayerCursor(), last] {
      let words = words(network, line: line, at: cursor)
      let sentence = DisplayText(words.sentence(fitting: 80))
      #expect(sentence.width <= 80, "\(sentence)")
      let parameters = DisplayText(words.parameterArithmetic).width
      let shape = DisplayText(words.shapeArithmetic).width
      #expect(shape + (parameters == 0 ? 0 : 2 + parameters) <= 80, "\(words.shapeArithmetic)")
    }
  }

  @Test("softmax is calculated for the winner")
  func softmax() throws {
    var state = Examples.state(try Examples.small(), line: 5)
    state.receiveFirst(try Examples.evaluation(Examples.small()), picture: 0)
    let evaluation = try #require(state.evaluation)
    let winner = try #require(evaluation.winner)
    let words = LineWords(state)
    #expect(
      words.shapeArithmetic.hasPrefix("e^\(NumberText.fixed(evaluation.logits[winner], decimals: 3)) ÷ Σ"))
    #expect(
      words.shapeArithmetic.hasSuffix(NumberText.percent(evaluation.probabilities[winner], decimals: 3)))
  }

  // MARK: Other networks

  @Test(
    "every sentence about the networks of the fixtures fits 80 columns", arguments: Repository.networkNames())
  func fixtureWidths(name: String) throws {
    let network = try fixture(name)
    for line in network.layers.indices {
      let shape = network.shapes[line]
      let cursors = shape.rank == 3 ? [LayerCursor(row: shape[0] - 1, column: shape[1] - 1), nil] : [nil]
      for cursor in cursors {
        let sentence = words(network, line: line, at: cursor).sentence(fitting: 80)
        #expect(!sentence.isEmpty && DisplayText(sentence).width <= 80, "\(name), line \(line): \(sentence)")
      }
    }
  }

  @Test(
    "the arithmetic of every fixture, calculated, gives shape and parameters",
    arguments: Repository.networkNames())
  func fixtureArithmetic(name: String) throws {
    let network = try fixture(name)
    for line in network.layers.indices.dropFirst() {
      try expectArithmetic(network, line: line, "\(name), line \(line)")
    }
  }

  @Test(
    "the arithmetic of every small window, calculated, gives the shape", arguments: Padding.allCases, 1...4)
  func sweep(padding: Padding, side: Int) throws {
    for extent in side...9 {
      for strides in 1...4 {
        let border = padding.border(
          over: Shape(extent, extent + 1, 1), window: Size2D(square: side), strides: Size2D(square: strides))
        let blocks: [any BuildingBlock] = [
          Examples.convolution(side, from: 1, to: 2, strides: strides, padding: border),
          Examples.pooling(side, strides: strides, padding: border),
        ]
        for block in blocks {
          let network = try Examples.network([Input(Shape(extent, extent + 1, 1)), block])
          try expectArithmetic(network, line: 1, "\(block.code) on \(extent)×\(extent + 1)")
        }
      }
    }
  }

  /// Calculates what the arithmetic of a line says, and compares.
  private func expectArithmetic(_ network: TrainedNetwork, line: Int, _ what: String) throws {
    let words = words(network, line: line)
    let (input, output) = (network.inputShapes(ofLayer: line)[0], network.shapes[line])
    let text = words.shapeArithmetic
    let hasOneInput = network.layers[line].inputs.count == 1
    #expect(!hasOneInput || text.hasPrefix("\(input) → "), "\(what): \(text)")
    #expect(text.contains("\(input)"), "\(what): \(text)")
    #expect(text.contains("\(output)"), "\(what): \(text)")
    if let start = text.firstRange(of: " → (")?.upperBound, let end = text.firstRange(of: ") = (")?.lowerBound
    {
      let extents = text[start..<end].split(separator: ", ").map { Calculator.value(String($0)) }
      #expect(extents == output.extents.map(Double.init), "\(what): \(text)")
    }
    if let owner = network.layers[line].weightsOf {
      let words = words.parameterArithmetic
      let name = DisplayText(network.layers[owner].name).truncated(to: 20)
      #expect(words == "the weights of \(name), counted there", "\(what)")
      return
    }
    let count = network.parameterCount(ofLayer: line)
    let sides = words.parameterArithmetic.split(separator: " = ")
    if sides.count == 2 {
      #expect(Calculator.value(String(sides[0])) == Double(count), "\(what): \(words.parameterArithmetic)")
      #expect(sides[1] == NumberText.grouped(count), "\(what): \(words.parameterArithmetic)")
    } else {
      #expect(count == 0, "\(what): \(words.parameterArithmetic)")
    }
  }

  @Test("strides and padding are said where there is room, and always are in the arithmetic")
  func stridesAndPadding() throws {
    let strided = words(try fixture("strides_same"), line: 1)
    #expect(
      strided.sentence(fitting: 200)
        == "4 filters: each reads all 3 channels at once, its 3 sums added into one map. "
        + "strides=(2, 2): the window moves so far at a time. "
        + "padding='same': a border of zeros around the input.")
    #expect(
      strided.shapeArithmetic
        == "(20, 19, 3) → (20÷2, ⌈19÷2⌉, 4) = (10, 10, 4)")
    let same = words(try fixture("ten_and_more"), line: 1)
    #expect(same.shapeArithmetic == "(5, 5, 2) → (5+1−2+1, 5+1−2+1, 2) = (5, 5, 2)")
    let valid = words(try fixture("strides_valid"), line: 1)
    #expect(valid.shapeArithmetic == "(20, 20, 2) → (⌊(20−3)÷2⌋+1, 20−3+1, 3) = (9, 18, 3)")
  }

  @Test("a cell at a padded border says so")
  func paddedCell() throws {
    let words = words(try fixture("ten_and_more"), line: 1, at: LayerCursor(row: 4, column: 4))
    #expect(
      words.sentence(fitting: 80)
        == "Map 0: filter 0 over the picture. This cell reads row 4, column 4 and padding.")
  }

  @Test("what pooling never reads is named, whatever its windows are")
  func neverRead() throws {
    let network = try fixture("pooling_valid")
    let sentences = network.layers.indices.map { words(network, line: $0).sentence(fitting: 80) }
    #expect(
      sentences[4] == "rows 2, 5 and 8 and columns 2 and 5 of every map are never read (hatched).")
    #expect(
      sentences[5] == "3 ÷ 2 = 1.5 → 1: row 2 and column 2 of every map are never read (hatched).")
    #expect(sentences[3] == "72 windows of 3×3 a map (8 across, 9 down); of each the largest is kept.")
  }

  @Test("the last layer says what its sums become")
  func lastLayers() throws {
    func last(_ name: String) throws -> String {
      let network = try fixture(name)
      return words(network, line: network.layers.count - 1).sentence(fitting: 80)
    }
    #expect(try last("grey_sigmoid") == "1 unit. Sigmoid turns its sum into a probability between 0 and 1.")
    #expect(try last("kernels") == "6 units, one a class. Softmax turns the 6 sums into shares of 100 %.")
    #expect(
      try last("dense_end")
        == "3 units at every place, each with a weight of its own for each of its 4 numbers.")
  }

  @Test("a network that can't run says why")
  func fault() {
    #expect(LineWords(Examples.broken()).sentence(fitting: 80) == "LSTM can't be run")
  }

  // MARK: Counting

  @Test("places are counted in words")
  func counting() {
    #expect(counted("row", []) == "no row")
    #expect(counted("row", [12]) == "row 12")
    #expect(counted("row", [18, 19, 20]) == "rows 18–20")
    #expect(counted("row", [7, 8]) == "rows 7–8")
    #expect(counted("column", [3, 7]) == "columns 3 and 7")
    #expect(counted("column", [3, 7, 11]) == "columns 3, 7 and 11")
  }

  @Test("lines are broken at blanks, and only words too long for a line are longer")
  func wrapping() {
    #expect(wrapped("one two three", to: 7) == ["one two", "three"])
    #expect(wrapped("one two three", to: 3) == ["one", "two", "three"])
    #expect(wrapped("日本語 日本", to: 11) == ["日本語 日本"])
    #expect(wrapped("日本語 日本", to: 10) == ["日本語", "日本"])
    #expect(wrapped("", to: 5) == [])
  }
}
