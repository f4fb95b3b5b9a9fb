import ConvNet
import Foundation
import ImageFormats
import ModelFormats
import Tensors
import TestSupport
import Testing
import Workbench

/// Whole tensors of every layer, as Keras computed them.
struct NetworkAgreementTests {
  /// What computes the tensors, and how well they must agree.
  enum Path: CaseIterable {
    case reference, fast, fastOnTwoThreads

    /// The largest difference allowed, in the largest magnitude of a tensor.
    var tolerance: Float { self == .reference ? 1e-5 : 1e-4 }
  }

  /// The tensors of all layers.
  private struct Tensors {
    let preActivations: [Tensor?]
    let activations: [Tensor?]

    init(_ network: TrainedNetwork, _ input: Tensor, _ path: Path) throws {
      guard path == .reference else {
        let pass = FastPass(network, threadCount: path == .fast ? 1 : 2)
        try pass.run(on: input)
        preActivations = network.layers.indices.map(pass.preActivation)
        activations = network.layers.indices.map(pass.activation)
        return
      }
      let pass = try Trace(network, input: input)
      (preActivations, activations) = (pass.preActivations, pass.activations)
    }
  }

  private func network(_ file: URL) throws -> TrainedNetwork {
    let model = try ModelFile.read(Repository.bytes(file), name: file.path, memoryLimit: 1 << 30)
    return try model.trained.get()
  }

  private func expectAgreement(_ found: Tensor?, _ file: [UInt8], _ path: Path, _ what: String) throws {
    let expected = try NumPyFile.decode(file)
    let found = try #require(found, "\(what) was not computed")
    try #require(found.shape == expected.shape, "\(what)")
    let agreement = Agreement(found, expected: expected)
    let worst = agreement.nonFiniteMismatch ?? agreement.worstPosition ?? []
    #expect(
      agreement.holds(to: path.tolerance),
      "\(what) at \(worst): \(found[position: worst]), Keras has \(expected[position: worst])")
  }

  /// Compares every tensor that Keras computed, and expects that there is one for every layer.
  private func expectAgreement(_ network: TrainedNetwork, _ path: Path, _ name: String) throws {
    var files = try KerasTensors(of: name).files
    func file(_ stem: String) throws -> [UInt8] {
      let file = files.removeValue(forKey: stem)
      return try #require(file, "Keras has no \(stem) of \(name)")
    }
    let found = try Tensors(network, NumPyFile.decode(file("input")), path)
    for (index, layer) in network.layers.enumerated().dropFirst() {
      let stem = SafeFileNames.encoded(layer.name)
      let what = "\(name) (\(path)), layer \(layer.name)"
      if layer.operation.activationFunction != .linear {
        try expectAgreement(found.preActivations[index], file(stem + ".pre"), path, what + " before")
      }
      try expectAgreement(found.activations[index], file(stem), path, what)
    }
    #expect(files.isEmpty, "\(name) has no layers for \(files.keys.sorted())")
  }

  @Test(
    "every tensor of every network agrees with Keras, by the definition and fast",
    arguments: Repository.networkNames(), Path.allCases)
  func fixtures(name: String, path: Path) throws {
    try expectAgreement(network(Repository.networkFile(name)), path, name)
  }

  @Test("every tensor of the bundled network on the bundled ship agrees with Keras", arguments: Path.allCases)
  func reference(path: Path) throws {
    try expectAgreement(network(Repository.referenceFile), path, "reference")
  }

  @Test(
    "the logits of the ten bundled pictures agree with Keras, in both sizes",
    arguments: [("images", "sample_logits.npy"), ("images/large", "sample_logits_large.npy")])
  func samples(folder: String, expected: String) throws {
    let network = try network(Repository.referenceFile)
    let labels = try String(
      contentsOf: Repository.assets.appending(path: "models/cifar10.labels"), encoding: .utf8)
    let files = labels.split(separator: "\n").map { "\(folder)/\($0).ppm" }
    try expectAgreement(logits(ofPictures: files, network), with: expected, "logits of \(folder)")
  }

  @Test("the logits of the bundled puzzles agree with Keras")
  func puzzles() throws {
    let network = try network(Repository.referenceFile)
    let files = try FileManager.default
      .contentsOfDirectory(atPath: Repository.assets.appending(path: "images/puzzles").path)
      .filter { $0.hasSuffix(".ppm") }.sorted().map { "images/puzzles/" + $0 }
    try expectAgreement(logits(ofPictures: files, network), with: "puzzle_logits.npy", "logits of puzzles")
  }

  /// The logits of pictures among the assets, (picture, class).
  private func logits(ofPictures files: [String], _ network: TrainedNetwork) throws -> Tensor {
    let logits = try files.flatMap { file in
      let picture = try Picture(decoding: Repository.bytes(Repository.assets.appending(path: file)))
      let pass = try Trace(network, input: picture.input(network.inputShape))
      return try #require(pass.logits)
    }
    return Tensor(Shape(files.count, logits.count / files.count), logits)
  }

  private func expectAgreement(_ found: Tensor, with fixture: String, _ what: String) throws {
    let file = Repository.fixtures.appending(path: fixture)
    try expectAgreement(found, Repository.bytes(file), .reference, what)
  }
}
