import ConvNet
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing
import Workbench

@Suite("activations compared with saved ones")
struct VerificationTests {
  private let folder: TemporaryFolder
  private let pass: Trace

  /// A pass of a small network, and its tensors in a folder.
  init() throws {
    folder = try TemporaryFolder()
    let kinds: [any BuildingBlock] = [
      Input(Shape(5, 4, 1)),
      LearnedConv2D(
        weight: .random(Shape(3, 3, 1, 2), seed: 1), bias: [0.5, -0.5], activationFunction: .relu),
      Flatten(), LearnedDense(weight: .random(Shape(12, 3), seed: 2), bias: nil),
    ]
    let names = ["input", "a/b", "flat", "dense"]
    let layers = zip(names, kinds).enumerated().map { index, layer in
      TestLayer(name: layer.0, block: layer.1, inputs: index == 0 ? [] : [index - 1])
    }
    let pass = try Trace(
      TrainedNetwork(layers: layers), input: .random(Shape(5, 4, 1), seed: 3))
    self.pass = pass
    try ActivationExport(pass).write(as: .npy, to: folder.path)
  }

  private func verify(_ tolerance: Float = 1e-4) throws(CommandError) -> Verification {
    try Verification(pass, expected: folder.path, tolerance: tolerance)
  }

  /// Replaces a tensor in the folder.
  private func save(_ name: String, _ tensor: Tensor) throws {
    try folder.write(NumPyFile.encode(tensor), to: name + ".npy")
  }

  private func text() throws -> String { try verify().report }

  @Test("what export has written agrees, pre-activations and input among it")
  func same() throws {
    let verification = try verify()
    #expect(verification.lines.map(\.name) == ["input", "a%2Fb.pre", "a%2Fb", "flat", "dense"])
    #expect(verification.lines.allSatisfy { $0.verdict == .agrees(difference: 0) })
    #expect(verification.firstDifference == nil)
    #expect(try text().hasSuffix("\n\n5 tensors agree to 0.0001 of the largest number in each."))
  }

  @Test("a file may be called as Keras calls the layer, too")
  func namedByKeras() throws {
    let layers = [
      TestLayer(name: "input", block: Input(Shape(2, 2, 1)), inputs: []),
      TestLayer(name: "prédiction", block: Flatten(), inputs: [0]),
    ]
    let pass = try Trace(TrainedNetwork(layers: layers), input: .random(Shape(2, 2, 1), seed: 3))
    let folder = try TemporaryFolder()
    try folder.write(NumPyFile.encode(pass.activations[1]), to: "prédiction.npy")
    let verification = try Verification(pass, expected: folder.path, tolerance: 1e-4)
    #expect(verification.lines.map(\.verdict) == [.agrees(difference: 0)])
  }

  @Test("a batch of one is taken off")
  func batch() throws {
    let dense = pass.activations[3]
    try save("dense", dense.reshaped(to: Shape(1, 3)))
    #expect(try verify().firstDifference == nil)
  }

  @Test("the first layer that differs is named, with the unit where it differs most")
  func difference() throws {
    var flat = pass.activations[2]
    let largest = try #require(flat.values.map(abs).max())
    let found = flat[7]
    flat.values[7] += largest / 100
    try save("flat", flat)
    try save("dense", Tensor(Shape(3), repeating: 9))
    let first = try #require(try verify().firstDifference)
    guard case .differs(let difference, [7], found, flat[7]) = first.verdict else {
      Issue.record("\(first)")
      return
    }
    #expect(first.name == "flat" && abs(difference - 0.01) < 1e-3)
    #expect(try text().contains("flat is the first that differs: flat[7] is "))
    #expect(try verify(0.02).firstDifference?.name == "dense")
  }

  @Test("NaN where a number is expected is a difference, at its place")
  func nonFinite() throws {
    var flat = pass.activations[2]
    flat.values[2] = .nan
    try save("flat", flat)
    guard case .differs(.infinity, [2], _, _)? = try verify().firstDifference?.verdict else {
      Issue.record("no difference")
      return
    }
  }

  @Test("another shape is a difference")
  func shape() throws {
    try save("dense", Tensor(Shape(4)))
    #expect(try verify().firstDifference?.verdict == .shape(found: Shape(4)))
    #expect(
      try text().hasSuffix("dense is the first that differs: its shape is (3,), and the file's is (4,)."))
  }

  @Test("layers without a file are said; those of input and pre-activations need not be there")
  func missing() throws {
    for name in ["input", "a%2Fb.pre", "flat"] {
      try FileManager.default.removeItem(atPath: folder[name + ".npy"])
    }
    let verification = try verify()
    #expect(verification.lines.map(\.name) == ["a%2Fb", "flat", "dense"])
    #expect(verification.lines[1].verdict == .missing)
    #expect(try text().hasSuffix("; 1 without a file was not compared."))
  }

  @Test("a folder that is not there, that has none of the layers, or a file that is no tensor is an error")
  func errors() throws {
    #expect(throws: CommandError.missing(path: "/nowhere")) {
      try Verification(pass, expected: "/nowhere", tolerance: 1e-4)
    }
    #expect(throws: CommandError.notAFolder(path: folder["dense.npy"])) {
      try Verification(pass, expected: folder["dense.npy"], tolerance: 1e-4)
    }
    let empty = try TemporaryFolder()
    #expect(throws: CommandError.nothingExpected(path: empty.path)) {
      try Verification(pass, expected: empty.path, tolerance: 1e-4)
    }
    try folder.write(Array("junk".utf8), to: "dense.npy")
    #expect(throws: CommandError.numPy(path: folder["dense.npy"], .notNumPy(firstBytes: Array("junk".utf8))))
    {
      try verify()
    }
  }
}
