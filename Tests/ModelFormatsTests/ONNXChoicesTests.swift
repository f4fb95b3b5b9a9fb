import ConvNet
import Tensors
import TestSupport
import Testing

@testable import ModelFormats

/// Outputs and sizes that an ONNX file leaves open.
struct ONNXChoicesTests {
  /// Reads a file with two outputs, `y` and `z`, of a graph whose input has some extents; 0 is open.
  private func read(_ choices: ModelChoices, _ extents: [UInt64] = [1, 3, 4, 4]) throws -> ModelFile {
    let nodes = ONNXMessage.node("Relu", ["x"], ["y"]) + ONNXMessage.node("Sigmoid", ["y"], ["z"])
    let graph = nodes + ONNXMessage.value(11, "x", extents)
    let ends = ["y", "z"].flatMap { ONNXMessage.value(12, $0, extents) }
    let bytes =
      ONNXMessage.number(1, 8) + ONNXMessage.text(2, "test") + ONNXMessage.bytes(7, graph + ends)
      + ONNXMessage.bytes(8, ONNXMessage.number(2, 18))
    return try ModelFile.read(bytes, name: "test.onnx", choices: choices, memoryLimit: 1 << 24)
  }

  @Test("of several outputs the first is followed, or the one that is named; another is refused")
  func outputs() throws {
    let first = try read(ModelChoices())
    #expect(first.outputs == ["y", "z"] && first.output == "y")
    #expect(try first.network.get().layers.count == 2)
    let second = try read(ModelChoices(output: "z"))
    #expect(second.output == "z")
    #expect(try second.network.get().layers.count == 3)
    #expect(throws: ModelError.unknownOutput("x", outputs: ["y", "z"])) {
      try read(ModelChoices(output: "x"))
    }
  }

  @Test("rows and columns that are open are those asked for; those that are given must be the same")
  func sizes() throws {
    let size = ModelChoices(inputSize: Size2D(height: 6, width: 5))
    #expect(try read(size, [0, 3, 0, 0]).network.get().inputShape == Shape(6, 5, 3))
    #expect(try read(size, [1, 3, 6, 0]).network.get().inputShape == Shape(6, 5, 3))
    #expect(throws: ModelError.fixedInputShape(Shape(4, 4, 3))) { try read(size).network.get() }
    #expect(throws: ModelError.openInputShape("[?, 3, ?, ?]")) {
      try read(ModelChoices(), [0, 3, 0, 0]).network.get()
    }
  }
}
