import ConvNet
import Explorer
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

  @Test("a part of the pass is the tensors of one layer, before and after its function, or one of both")
  func parts() throws {
    let pass = try pass(named: ["photo", "conv", "flat", "out"])
    let export = ActivationExport(pass)
    func names(_ layer: String, _ side: ExportPart.Side? = nil, map: Int? = nil) throws -> [String] {
      let part = try ExportPart(
        layer: layer, map: map, side: side, of: pass.network, lines: pass.network.lines)
      return export.limited(to: part).entries.map(\.name)
    }
    #expect(try names("conv") == ["conv.pre", "conv"])
    #expect(try names("conv", .before) == ["conv.pre"] && names("conv", .after) == ["conv"])
    #expect(try names("conv", map: 0) == ["conv.map0"] && names("conv", .before, map: 0) == ["conv.pre.map0"])
    #expect(try names("photo") == ["input"] && names("input", .after, map: 0) == ["input.map0"])
    #expect(try names("flat") == ["flat"] && names("out", .after) == ["out"])
  }

  @Test("a map is written as rows and columns", arguments: [ActivationExport.Format.npy, .csv, .json])
  func maps(format: ActivationExport.Format) throws {
    let folder = try TemporaryFolder()
    let pass = try pass(named: ["photo", "conv", "flat", "out"])
    let part = try ExportPart(
      layer: "conv", map: 0, side: .before, of: pass.network, lines: pass.network.lines)
    try ActivationExport(pass).limited(to: part).write(as: format, to: folder.path)
    let bytes = try InputFile.bytes(of: folder["conv.pre.map0.\(format.rawValue)"])
    let text = String(decoding: bytes, as: UTF8.self)
    switch format {
    case .npy: #expect(try NumPyFile.decode(bytes) == Tensor(Shape(1, 2), [-2, 4]))
    case .csv: #expect(text == "row,column,value\n0,0,-2.0\n0,1,4.0\n")
    default:
      #expect(
        text == """
          {
            "name": "conv.pre.map0",
            "layer": "conv",
            "stage": "preActivation",
            "map": 0,
            "shape": [1, 2],
            "axes": ["row", "column"],
            "values": [
              [-2.0, 4.0]
            ]
          }

          """)
    }
  }

  @Test("a part that there is not is an error that knows what there is")
  func noPart() throws {
    let network = try pass(named: ["photo", "conv", "flat", "out"]).network
    func part(_ layer: String, map: Int? = nil, _ side: ExportPart.Side? = nil) throws {
      _ = try ExportPart(layer: layer, map: map, side: side, of: network, lines: network.lines)
    }
    let known = ["photo", "conv", "flat", "out"]
    #expect(throws: ExportRequestError.noSuchLayer(name: "con", known: known)) { try part("con") }
    #expect(throws: ExportRequestError.noSuchLayer(name: "", known: known)) { try part("") }
    #expect(throws: ExportRequestError.noMaps(layer: "flat", shape: Shape(2))) { try part("flat", map: 0) }
    for map in [-1, 1, Int.max] {
      #expect(throws: ExportRequestError.noSuchMap(layer: "conv", map: map, count: 1)) {
        try part("conv", map: map)
      }
    }
    for layer in ["flat", "out", "photo"] {
      #expect(throws: ExportRequestError.nothingBefore(layer: layer)) { try part(layer, .before) }
    }
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
