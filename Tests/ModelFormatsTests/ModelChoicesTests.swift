import ConvNet
import KerasNotation
import Tensors
import TestSupport
import Testing

@testable import ModelFormats

/// Outputs and sizes that a file leaves open.
struct ModelChoicesTests {
  private func several(_ output: String?) throws -> ModelFile {
    let bytes = try Repository.bytes(Repository.networkFile("several_outputs"))
    return try ModelFile.read(
      bytes, name: "test", choices: ModelChoices(output: output), memoryLimit: 1 << 24)
  }

  @Test("of several outputs the first in the file's order is followed, with what leads to it alone")
  func first() throws {
    let file = try several(nil)
    #expect(file.outputs == ["first", "second", "third"])
    #expect(file.layers.map(\.name) == ["input_layer", "stem", "second", "flatten", "first"])
    #expect(try file.network.get().layers.last?.name == "first")
  }

  @Test("another output is followed by its name, also one that leads to others")
  func named() throws {
    let second = try several("second")
    #expect(second.layers.map(\.name) == ["input_layer", "stem", "second"])
    #expect(try second.network.get().shapes.last == Shape(3, 2, 4))
    let third = try several("third")
    #expect(third.layers.map(\.name) == ["input_layer", "stem", "reshape", "third"])
    guard case .failure(.unsupportedLayers(let layers)) = third.network else {
      Issue.record("an LSTM runs")
      return
    }
    #expect(layers.map(\.name) == ["third"])
  }

  @Test(
    "an output that the file doesn't have is refused with those that it has",
    arguments: ["stem", "", "First"])
  func unknown(name: String) {
    #expect(throws: ModelError.unknownOutput(name, outputs: ["first", "second", "third"])) {
      try several(name)
    }
  }

  @Test("a model with one output has it by its name too")
  func one() throws {
    let bytes = try Repository.bytes(Repository.networkFile("tutorial"))
    let last = try #require(read(bytes).outputs.first)
    let file = try ModelFile.read(
      bytes, name: "test", choices: ModelChoices(output: last), memoryLimit: 1 << 24)
    #expect(file.outputs == [last] && file.layers.last?.name == last)
  }

  /// The first line of a model whose input has a shape, where a size is asked for.
  private func input(_ shape: String, _ size: Size2D?, more: String = "") throws -> ModelFile.ListedLayer {
    let json = """
      {"class_name": "Sequential", "config": {"name": "s", "layers": [
        {"class_name": "InputLayer", "config": {"name": "in", "batch_shape": \(shape)}}\(more)]}}
      """
    let model = try KerasModel(
      JSONParser.value(of: Array(json.utf8)), choices: ModelChoices(inputSize: size))
    let file = model.modelFile(name: "test", memoryLimit: 1 << 30) { _ throws(ModelError) in
      throw .notAModelFile
    }
    if file.layers[0].outputShape == nil, case .failure(let error) = file.network { throw error }
    return file.layers[0]
  }

  @Test("rows and columns that are open are those asked for; those that are given must be the same")
  func sizes() throws {
    let size = Size2D(height: 6, width: 5)
    #expect(try input("[null, null, null, 3]", size).outputShape == Shape(6, 5, 3))
    #expect(try input("[null, 6, null, 3]", size).outputShape == Shape(6, 5, 3))
    #expect(try input("[null, 6, 5, 3]", size).outputShape == Shape(6, 5, 3))
    #expect(try input("[null, null, null]", size).outputShape == Shape(6, 5, 1))
    #expect(throws: ModelError.fixedInputShape(Shape(5, 6, 3))) { try input("[null, 5, 6, 3]", size) }
    #expect(throws: ModelError.fixedInputShape(Shape(7, 7))) { try input("[null, 7, 7]", size) }
    let listed = try input("[null, null, null, 3]", size)
    #expect(listed.code.text == "Input((6, 5, 3))")
  }

  @Test("with channels first the size is that of the last two axes")
  func channelsFirst() throws {
    let pooling = """
      , {"class_name": "MaxPooling2D", "config": {"name": "p", "pool_size": 2, "data_format": "channels_first"}}
      """
    let size = Size2D(height: 6, width: 4)
    #expect(try input("[null, 3, null, null]", size, more: pooling).outputShape == Shape(6, 4, 3))
    #expect(throws: ModelError.fixedInputShape(Shape(3, 4, 6))) {
      try input("[null, 3, 4, 6]", size, more: pooling)
    }
  }

  @Test("what stays open is refused: channels, and everything where nothing is asked for")
  func open() {
    for (shape, size) in [
      ("[null, null, null, 3]", nil), ("[null, 6, 5, null]", Size2D(height: 6, width: 5)),
    ] {
      #expect(throws: ModelError.self) { try input(shape, size) }
    }
    #expect(throws: ModelError.openInputShape("(None, 6, None, 3)")) { try input("[null, 6, null, 3]", nil) }
  }

  @Test("a grey picture without an axis for channels enters with one, and goes on as rows and columns")
  func plane() throws {
    let file = try read(Repository.bytes(Repository.networkFile("grey_plane")))
    let network = try file.network.get()
    #expect(network.layers.prefix(2).map(\.name) == ["plane/picture", "plane"])
    #expect(network.shapes.prefix(2) == [Shape(9, 8, 1), Shape(9, 8)])
    let codes = file.layers.prefix(2).map(\.code.text)
    #expect(codes == ["Input((9, 8))  # grey picture", "Input((9, 8))  # rows, columns"])
  }
}
