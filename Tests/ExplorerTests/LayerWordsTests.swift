import CellScreen
import ConvNet
import Explorer
import KerasNotation
import ModelFormats
import Tensors
import TestSupport
import Testing

/// What is said of the tokens and the units of every kind of layer.
struct LayerWordsTests {
  private func network(_ name: String) throws -> TrainedNetwork {
    let bytes = try Repository.bytes(Repository.networkFile(name))
    return try ModelFile.read(bytes, name: name, memoryLimit: 1 << 30).trained.get()
  }

  @Test(
    "every token of every network has words of its own that fit 80 columns",
    arguments: Repository.networkNames())
  func tokens(name: String) throws {
    let network = try network(name)
    for line in network.layers.indices {
      var state = Examples.state(network, line: line)
      // Where a layer does one thing, its line and its tokens may say the same; so may tokens with one meaning.
      let operation = network.layers[line].operation
      let doesMore =
        network.network.parameterCount(readByLayer: line) > 0
        || network.inputShapes(ofLayer: line).contains { operation.grid(over: $0) != nil }
      var sentences = doesMore ? [LineWords(state).sentence(fitting: 80)] : []
      var meanings: Set<ListingToken.Meaning> = []
      for token in state.governingTokens.indices {
        state.token = token
        let words = LineWords(state)
        let what = "\(name), \(network.layers[line].operation.kerasCode().text), token \(token)"
        #expect(DisplayText(words.sentence(fitting: 80)).width <= 80, "\(what): \(words.sentences)")
        #expect(DisplayText(words.shapeArithmetic).width <= 100, "\(what): \(words.shapeArithmetic)")
        guard let meaning = state.tokenMeaning, meanings.insert(meaning).inserted else { continue }
        sentences.append(words.sentence(fitting: 80))
      }
      #expect(Set(sentences).count == sentences.count, "\(name), line \(line): \(sentences)")
    }
  }

  @Test(
    "the words of every unit have a form that fits 80 columns, and formulas fit the screen",
    arguments: Repository.networkNames())
  func units(name: String) throws {
    let network = try network(name)
    let pass = try Trace(network, input: .random(network.inputShape, seed: 1))
    for (layer, shape) in network.shapes.enumerated().dropFirst() {
      for offset in Set([0, shape.count / 2, shape.count - 1]) {
        let explanation = try #require(pass.explain(unitAt: shape.indices(ofOffset: offset), inLayer: layer))
        let words = try #require(UnitWords(explanation, in: network))
        let shortest = try #require(words.sentences.last, "\(name), layer \(layer)")
        #expect(DisplayText(shortest).width <= 80, "\(shortest)")
        for text in words.sentences + [words.formula, words.numbers] {
          #expect(DisplayText(text).width <= 120, "\(name): \(text)")
        }
      }
    }
  }
}
