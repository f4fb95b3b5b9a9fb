import CellScreen
import KerasNotation
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import ConvNet
@testable import Explorer

/// What the screen says of layers that work number by number, merge, or only move numbers.
struct PointwiseWordsTests {
  /// The networks of the fixtures that are made of such layers.
  private static let names = [
    "residual", "inception", "squeeze_excitation", "merges", "concatenations", "functions",
    "activation_layers",
    "training_only", "batch_normalizations", "layer_normalizations", "rescalings", "reshapes", "constants",
    "items", "array_functions", "constant_blocks",
  ]

  private static let tested: [any DescribedLayer.Type] = [
    MergeLayer.self, Concatenate.self, Slice.self, Stack.self, ActivationLayer.self, PReLU.self,
    Identity.self,
    BatchNormalization.self,
    LayerNormalization.self, Rescaling.self, Normalization.self, Reshape.self, Permute.self,
    ConstantArithmetic.self,
  ]

  private func network(_ name: String) throws -> TrainedNetwork {
    let bytes = try Repository.bytes(Repository.networkFile(name))
    return try ModelFile.read(bytes, name: name, memoryLimit: 1 << 30).trained.get()
  }

  private func pass(_ network: TrainedNetwork) throws -> Trace {
    let pass = try Trace(network, input: .random(network.inputShape, seed: 1))
    return pass
  }

  /// Wordings are ordered, the longest is at most 100 columns wide where layers have short names, and the last 80.
  private func expectFit(_ sentences: [String], _ what: String) {
    #expect(!sentences.isEmpty, "\(what)")
    for sentence in sentences { #expect(DisplayText(sentence).width <= 120, "\(what): \(sentence)") }
    #expect(DisplayText(sentences.last ?? "").width <= 80, "\(what): \(sentences.last ?? "")")
  }

  @Test("every line, cell, token and unit has words that fit", arguments: names)
  func fit(name: String) throws {
    let network = try network(name)
    let pass = try pass(network)
    for (index, layer) in network.layers.enumerated() {
      guard let operation = layer.operation as? any DescribedLayer,
        Self.tested.contains(where: { $0 == type(of: operation) })
      else { continue }
      let context = LayerContext(trained: network, index: index)
      let what = "\(name), \(layer.name)"
      expectFit(operation.words(in: context).sentences, what)
      for token in operation.listing where token.meaning != nil && token.meaning != .activationFunction {
        let words = token.meaning.flatMap { operation.tokenWords($0, in: context) }
        expectFit(words?.sentences ?? [], "\(what), \(token.text)")
      }
      let shape = network.shapes[index]
      for offset in [0, shape.count / 2, shape.count - 1] {
        let position = shape.indices(ofOffset: offset)
        if shape.rank == 3 {
          let cursor = LayerCursor(channel: position[2], row: position[0], column: position[1])
          expectFit(operation.cellSentences(at: cursor, in: context), "\(what) at \(position)")
        }
        let explanation = try #require(pass.explain(unitAt: position, inLayer: index))
        let words = operation.unitWords(explanation, in: context)
        expectFit(words.sentences, "\(what)\(position)")
        #expect(words.numbers.hasPrefix("\(layer.name)[\(position.map(String.init).joined(separator: ","))]"))
        let columns = [words.formula, words.numbers].map { $0.split(separator: "=")[0].count }
        #expect(columns[0] == columns[1], "\(words.formula) and \(words.numbers)")
      }
    }
  }

  /// The words of a line, and of a unit of it.
  private func words(_ name: String, _ layer: String, _ position: [Int]) throws -> (LineWords, UnitWords) {
    let network = try network(name)
    let index = try #require(network.index(ofLayerNamed: layer))
    let operation = try #require(network.layers[index].operation as? any DescribedLayer)
    let context = LayerContext(trained: network, index: index)
    let explanation = try #require(pass(network).explain(unitAt: position, inLayer: index))
    return (operation.words(in: context), operation.unitWords(explanation, in: context))
  }

  @Test("merges say what becomes one number, and what repeats")
  func merges() throws {
    let (add, sum) = try words("residual", "add", [3, 2, 1])
    #expect(
      add.sentences[0] == "Adds conv2d and batch_normalization number by number, same place to same place.")
    #expect(add.shapeArithmetic == "(8, 7, 4) and (8, 7, 4) → (8, 7, 4)")
    #expect(sum.formula == "out[u,v,w] = a[u,v,w] + b[u,v,w]")
    #expect(
      sum.sentences[0] == "2 numbers, one of each layer, become one: the sum of them. Nothing is learned.")
    let (excited, product) = try words("squeeze_excitation", "excited", [2, 3, 1])
    #expect(
      excited.sentences[0] == "Multiplies 2 layers number by number; (1, 1, 4) repeats over (6, 5, 4).")
    #expect(product.formula == "out[u,v,w]     = a[u,v,w] · b[0,0,w]")
    let (_, largest) = try words("merges", "maximum_all", [1, 2, 0])
    #expect(largest.formula == "out[u,v,w]         = max(a[u,v,w], b[0,v,w], c[u,0,0], d[w])")
  }

  @Test("a concatenation says which layer stands where")
  func concatenation() throws {
    let (line, unit) = try words("inception", "concatenate", [2, 3, 5])
    #expect(line.sentences.last == "4 layers one behind the other. Nothing is computed.")
    #expect(line.shapeArithmetic == "(8, 7, 2) and 3 more → (8, 7, 2+3+2+1) = (8, 7, 8)")
    #expect(unit.formula == "out[u,v,w]         = in[u,v,w−5]")
    #expect(unit.numbers.hasPrefix("concatenate[2,3,5] = conv2d_3[2,3,0]"))
  }

  @Test("a part says axis by axis what is kept, and its units where they stood")
  func parts() throws {
    let (turned, blue) = try words("items", "get_item", [1, 2, 0])
    #expect(turned.sentences[0] == "Kept: maps 2, 1, 0. Nothing is computed.")
    #expect(blue.formula == "out[u,v,w]      = in[u,v,2−w]")
    #expect(blue.numbers == "get_item[1,2,0] = input_layer[1,2,2]")
    let (part, cell) = try words("items", "get_item_1", [1, 2, 0])
    #expect(part.sentences[0] == "Kept: rows 1 to 5 and columns 0, 2, 4. Nothing is computed.")
    #expect(cell.formula.hasSuffix(" = in[u+1,2·v,w]"))
    #expect(try words("items", "get_item_4", [0, 0]).0.sentences[0] == "Kept: map 3. Nothing is computed.")
    let (stack, place) = try words("items", "stack", [1, 2, 1])
    #expect(stack.sentences[0] == "get_item_2, get_item_3 and get_item_4 become 3 maps. Nothing is computed.")
    #expect(place.numbers == "stack[1,2,1] = get_item_3[1,2]")
  }

  @Test("arithmetic with a number for each map, or each place, says whose it is")
  func blocks() throws {
    let (means, unit) = try words("constant_blocks", "add", [1, 2, 0])
    #expect(
      means.sentences[0]
        == "Every number plus its map's number. The code gives the 3 numbers; nothing is learned.")
    #expect(unit.formula == "out[u,v,w] = in[u,v,w] + c")
    let (places, _) = try words("constant_blocks", "add_1", [1, 2, 0])
    #expect(places.sentences[1] == "Every number plus the number at its place.")
    let (_, last) = try words("constant_blocks", "subtract_1", [1, 2, 0])
    #expect(last.formula.hasSuffix("= in[u,v,w] · (−1) + c"))
  }

  @Test("normalizations write their steps with numbers")
  func normalizations() throws {
    let (line, unit) = try words("batch_normalizations", "batch_normalization", [1, 2, 0])
    #expect(
      line.sentences[0]
        == "Every map less its mean, divided by its spread, then · γ + β: 4 numbers a map, from training.")
    #expect(line.parameterArithmetic == "4·3 = 12")
    #expect(
      unit.formula
        == "out[u,v,w]                 = (in[u,v,w] − mean[w]) ÷ √(variance[w] + ε) · γ[w] + β[w]")
    let (rows, row) = try words("batch_normalizations", "batch_normalization_1", [1, 2, 0])
    #expect(rows.sentences[1] == "Every row less its mean, divided by its spread, then · γ + β.")
    #expect(row.formula.hasSuffix("(in[u,v,w] − mean[u]) ÷ √(variance[u] + ε) · γ[u] + β[u]"))
    let (groups, _) = try words("layer_normalizations", "layer_normalization", [1, 2, 0])
    #expect(
      groups.sentences[0]
        == "Groups of 90 numbers: each less its group's mean, divided by the group's spread, then · γ.")
    #expect(groups.parameterArithmetic == "1·6·5·3 = 90")
  }

  @Test(
    "what Normalization divides by is kept from being nought as in Keras")
  func normalization() throws {
    let (_, unit) = try words("rescalings", "normalization", [1, 2, 0])
    #expect(unit.formula.hasSuffix("= (in[u,v,w] − mean) ÷ max(√variance, 1e-7)"))
    let layer = Normalization(.given(mean: Constant(1), variance: Constant(0)), axes: [])
    guard
      case .elementwise(let way) = layer.form(
        ofUnitAt: [0], inputs: [Tensor(Shape(1), [1])], LayerParameters())
    else {
      Issue.record("no steps")
      return
    }
    #expect(way.steps.map(\.words) == ["− mean", "÷ max(√variance, 1e-7)"])
    #expect(way.steps[1].operand == 1e-7)
  }

  @Test("steps are written in the order in which they are done, sums in brackets before a factor")
  func arithmetic() {
    let way = Elementwise(
      place: InputPlace([0]), input: 1,
      steps: [
        .init(operation: .subtract, operand: -0.5, role: .mean),
        .init(operation: .divide, operand: 2, role: .deviation),
        .init(operation: .multiply, operand: 0.00012345, role: .gamma),
        .init(operation: .add, operand: 0, role: .beta),
      ])
    #expect(way.arithmetic(input: "1.000", decimals: 3) == "(1.000 − (−0.500)) ÷ 2.000 · 0.000123 + 0.000")
  }

  @Test("layers that only train say so, and what they do then")
  func training() throws {
    let (line, unit) = try words("training_only", "dropout", [3])
    #expect(
      line.sentences[0]
        == "Only while training: some numbers, drawn at random, become 0. Here every number passes.")
    #expect(unit.sentences == ["The same number as before. Dropout works only while training."])
    #expect(unit.numbers == "dropout[3] = flatten[3]")
  }

  @Test("shapes and orders of axes say where a number stood")
  func shapes() throws {
    let (line, unit) = try words("reshapes", "permute", [5, 1, 0])
    #expect(line.sentences[0] == "The axes change places: now columns, rows, maps. Nothing is computed.")
    #expect(unit.formula == "out[u,v,w]     = in[v,u,w]")
    #expect(unit.numbers.hasSuffix("[1,5,0]"))
    let (reshape, number) = try words("reshapes", "reshape", [0, 1, 1])
    #expect(reshape.shapeArithmetic == "(2, 6, 4) → (3, 8, 2)   2·6·4 = 3·8·2")
    #expect(number.numbers == "reshape[0,1,1] = permute_1[0,0,3],  i = 3")
  }

  @Test("a function says its formula, and what it made of the number")
  func functions() throws {
    let (line, unit) = try words("functions", "gelu", [1, 2, 0])
    #expect(line.sentences[0] == "GELU: x ÷ 2 · (1 + erf(x ÷ √2)), number by number; no shape changes.")
    #expect(unit.formula == "out[u,v,w]  = f(in[u,v,w]),  f(x) = x ÷ 2 · (1 + erf(x ÷ √2))")
    #expect(unit.numbers.hasPrefix("gelu[1,2,0] = f("))
    let (slopes, _) = try words("activation_layers", "p_re_lu_1", [1, 1, 2])
    #expect(slopes.parameterArithmetic == "1·1·4 = 4")
  }
}
