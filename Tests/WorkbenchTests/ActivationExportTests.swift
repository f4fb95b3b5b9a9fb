import ConvNet
import Tensors
import TestSupport
import Testing
import Workbench

@Suite("exported tensors")
struct ActivationExportTests {
  @Test("the picture, every activation, and every pre-activation of another function than linear are there")
  func entries() throws {
    let export = ActivationExport(try pass(named: ["photo", "conv", "flat", "out"]))
    #expect(export.entries.map(\.name) == ["input", "conv.pre", "conv", "flat", "out"])
    #expect(
      export.entries.map(\.tensor.shape) == [
        Shape(1, 2, 1), Shape(1, 2, 1), Shape(1, 2, 1), Shape(2), Shape(1),
      ])
    #expect(export.entries.map(\.tensor.values) == [[-1, 2], [-2, 4], [0, 4], [0, 4], [4]])
  }

  @Test("names that would collide or leave the folder are changed, layers before pre-activations")
  func names() throws {
    let export = ActivationExport(try pass(named: ["photo", "input", "../x", "input-2.pre"]))
    #expect(export.entries.map(\.name) == ["input", "input-2.pre-2", "input-2", "%2E.%2Fx", "input-2.pre"])
  }

  @Test("files are written as NumPy's, in place of older ones")
  func files() throws {
    let folder = try TemporaryFolder()
    let out = folder["new/out"]
    let export = ActivationExport(try pass(named: ["photo", "conv", "flat", "out"]))
    try export.write(as: .npy, to: out)
    try export.write(as: .npy, to: out)
    for entry in export.entries {
      #expect(try NumPyFile.decode(InputFile.bytes(of: "\(out)/\(entry.name).npy")) == entry.tensor)
    }
  }

  @Test("a folder that can't be made is an error")
  func cannotCreate() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([], to: "file")
    let export = ActivationExport(try pass(named: ["photo", "conv", "flat", "out"]))
    #expect(throws: CommandError.self) { try export.write(as: .npy, to: file) }
  }

  /// The finished pass of (−1, 2) through a ReLU convolution by 2, Flatten, and the sum of both.
  private func pass(named names: [String]) throws -> Trace {
    let kinds: [any BuildingBlock] = [
      Input(Shape(1, 2, 1)),
      LearnedConv2D(weight: Tensor(Shape(1, 1, 1, 1), [2]), bias: nil, activationFunction: .relu),
      Flatten(),
      LearnedDense(weight: Tensor(Shape(2, 1), [1, 1]), bias: nil),
    ]
    let layers = zip(names, kinds).enumerated().map { index, layer in
      TestLayer(name: layer.0, block: layer.1, inputs: index == 0 ? [] : [index - 1])
    }
    let pass = try Trace(
      TrainedNetwork(layers: layers), input: Tensor(Shape(1, 2, 1), [-1, 2]))
    return pass
  }
}
