import ConvNet
import Tensors
import TestSupport
import Testing

@testable import ModelFormats

/// What ONNX files can't be run, and how that is said.
struct ONNXRefusalTests {
  private func error(
    _ nodes: [UInt8], opset: UInt64 = 18, type: UInt64 = 1, extents: [UInt64] = [1, 3, 4, 4]
  ) -> ModelError? {
    ONNXMessage.error(ONNXMessage.file(nodes, opset: opset, type: type, extents: extents))
  }

  private let relu = ONNXMessage.node("Relu", ["x"], ["y"])

  @Test("a graph of one node runs")
  func sound() {
    #expect(error(relu) == nil)
  }

  @Test("operator sets 7 to 23 are read, and no others", arguments: [0, 6, 7, 23, 24])
  func versions(opset: UInt64) {
    let isRead = (7...23).contains(opset)
    #expect(error(relu, opset: opset) == (isRead ? nil : .onnx(.version(found: Int(opset), known: 7...23))))
  }

  @Test("all operators that can't be run are named, with their domains")
  func operators() {
    let nodes =
      ONNXMessage.node("NonMaxSuppression", ["x"], ["a"])
      + ONNXMessage.node("Relu", ["a"], ["b"], domain: "com.example") + ONNXMessage.node("Relu", ["b"], ["y"])
    #expect(
      error(nodes)
        == .onnx(
          .operators([
            ONNXOperator(node: "n_a", name: "NonMaxSuppression"),
            ONNXOperator(node: "n_b", name: "Relu", domain: "com.example"),
          ])))
  }

  @Test("an attribute that isn't known, and one whose value can't be run, are named")
  func attributes() {
    let unknown = ONNXMessage.node("Relu", ["x"], ["y"], attributes: [ONNXMessage.integers("twist", [1, 2])])
    let note = ONNXOperator(node: "n_y", name: "Relu")
    #expect(error(unknown) == .onnx(.attribute(note, attribute: "twist", value: "[1, 2]")))
    let pool = ONNXMessage.node(
      "MaxPool", ["x"], ["y"],
      attributes: [ONNXMessage.integers("kernel_shape", [2, 2]), ONNXMessage.integers("dilations", [2, 2])])
    #expect(
      error(pool)
        == .onnx(
          .attribute(ONNXOperator(node: "n_y", name: "MaxPool"), attribute: "dilations", value: "[2, 2]")))
  }

  @Test("values that nothing gives, that are given twice, and a missing output are named")
  func values() {
    #expect(
      error(ONNXMessage.node("Add", ["x", "z"], ["y"]))
        == .onnx(.missing(ONNXOperator(node: "n_y", name: "Add"), value: "z")))
    #expect(error(relu + relu) == .onnx(.givenTwice(value: "y")))
    #expect(error(ONNXMessage.node("Relu", ["x"], ["z"])) == .onnx(.noOutput("y")))
    #expect(error([]) == .onnx(.noGraph))
  }

  @Test("only one picture of floats of 32 bits is computed with")
  func inputs() {
    #expect(error(relu, type: 10) == .onnx(.inputType(input: "x", type: "float16")))
    #expect(error(relu, type: 7) == .onnx(.inputType(input: "x", type: "int64")))
    #expect(error(relu, extents: [2, 3, 4, 4]) == .onnx(.inputShape(input: "x", shape: "[2, 3, 4, 4]")))
    #expect(error(relu, extents: [0, 3, 4, 4]) == nil)
    #expect(error(relu, extents: [1, 3, 0, 4]) == .openInputShape("[1, 3, ?, 4]"))
  }

  @Test("a second output that somebody reads is refused, and one that nobody reads is not")
  func secondOutput() {
    let window = [ONNXMessage.integers("kernel_shape", [2, 2])]
    let pool = ONNXMessage.node("MaxPool", ["x"], ["y", "i"], attributes: window)
    #expect(error(pool) == nil)
    let read =
      ONNXMessage.node("MaxPool", ["x"], ["a", "i"], attributes: window)
      + ONNXMessage.node("Add", ["a", "i"], ["y"])
    #expect(
      error(read) == .onnx(.secondOutput(ONNXOperator(node: "n_a", name: "MaxPool"), output: "i")))
  }

  @Test("the listing of a network that can't run goes on to its end, without shapes")
  func listing() throws {
    let nodes =
      ONNXMessage.node("Relu", ["x"], ["a"])
      + ONNXMessage.node("ReduceL2", ["a"], ["b"]) + ONNXMessage.node("Relu", ["b"], ["y"])
    let file = try ModelFile.read(ONNXMessage.file(nodes), name: "test.onnx", memoryLimit: 1 << 20)
    #expect(file.layers.map(\.className) == ["InputLayer", "Relu", "ReduceL2", "Relu"])
    #expect(file.layers.last?.outputShape == nil)
  }

  /// The bits of 0.5 and −2 in a type of 16 bits.
  private static let halves: [(type: UInt64, bits: [UInt16])] = [
    (10, [0x3800, 0xC000, 0x0001]), (16, [0x3F00, 0xC000, 0x0001]),
  ]

  @Test(
    "numbers of 16 bits are read from bytes, and from whole numbers that hold their bits", arguments: [0, 1])
  func halves(index: Int) throws {
    let (type, bits) = Self.halves[index]
    let raw = ONNXMessage.bytes(9, bits.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    let typed = bits.flatMap { ONNXMessage.number(5, UInt64($0)) }
    for numbers in [raw, typed] {
      let graph =
        ONNXMessage.tensor("w", [3, 1, 1], type: type, numbers)
        + ONNXMessage.node("PRelu", ["x", "w"], ["y"])
      let network = try ModelFile.read(ONNXMessage.file(graph), name: "", memoryLimit: 1 << 20).trained.get()
      let alpha = network.parameters[layer: network.layers[1].name][.alpha].values
      #expect(alpha[0] == 0.5 && alpha[1] == -2)
      #expect(
        alpha[2]
          == (type == 10 ? Float(sign: .plus, exponent: -24, significand: 1) : Float(bitPattern: 0x10000)))
    }
  }

  @Test("numbers of 64 bits are read where 32 bits hold them")
  func doubles() {
    func error(_ number: Double) -> ModelError? {
      let bits = (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> ($0 * 8)) }
      let tensor = ONNXMessage.tensor("w", [], type: 11, ONNXMessage.bytes(9, bits))
      return ONNXMessage.error(ONNXMessage.file(tensor + ONNXMessage.node("Mul", ["x", "w"], ["y"])))
    }
    #expect(error(0.5) == nil)
    #expect(error(0.1) == .onnx(.precision(tensor: "w")))
  }
}
