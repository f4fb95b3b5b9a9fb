import ConvNet
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Workbench

/// Model files, whole.
enum Models {
  /// How many bytes the activations of a network may take.
  static let memoryLimit = 1 << 20
  /// A network of more products or numbers isn't run.
  private static let largestRun = (products: 100_000, numbers: 8_192)

  /// The small networks of the fixtures, and the bad ones.
  static func files() throws -> [[UInt8]] {
    try Repository.networkNames().map { try Repository.bytes(Repository.networkFile($0)) }
      + bytes(of: Repository.fixtures.appending(path: "bad"), ending: "keras")
  }

  /// The graphs of the fixtures.
  static func graphs() throws -> [[UInt8]] {
    try bytes(of: Repository.fixtures.appending(path: "onnx"), ending: "onnx")
  }

  /// The files of a folder with an ending, in order.
  static func bytes(of folder: URL, ending: String) throws -> [[UInt8]] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == ending }
      .sorted { $0.path < $1.path }
      .map(Repository.bytes)
  }

  /// Reads a file of the format that its content has.
  static func read(_ bytes: [UInt8]) {
    read(bytes, legacyReader: nil)
  }

  /// Reads a file, which gives an error in words, a listing with one, or a network that runs.
  static func read(_ bytes: [UInt8], legacyReader: LegacyReader?) {
    do throws(ModelError) {
      let model = try ModelFile.read(
        bytes, name: "model", memoryLimit: memoryLimit, legacyReader: legacyReader)
      switch model.trained {
      case .failure(let error): requireHarmless(CommandError.model(path: "model", error).message)
      case .success(let trained):
        require(
          model.layers.map(\.name) == trained.network.layers.map(\.name), "another listing than the network's"
        )
        run(trained)
      }
    } catch {
      requireHarmless(CommandError.model(path: "model", error).message)
    }
  }

  /// Runs a small network by the definition and fast.
  private static func run(_ trained: TrainedNetwork) {
    let network = trained.network
    let numbers = network.shapes.reduce(0) { $0 + $1.count }
    guard network.multiplyAddCount < largestRun.products, numbers < largestRun.numbers else { return }
    let input = Tensor.random(network.inputShape, seed: 1)
    guard let reference = try? Trace(trained, input: input) else {
      return require(false, "an input of the network's shape is refused")
    }
    require(reference.isComplete, "a trace that is not complete")
    let pass = FastPass(trained)
    try? pass.run(on: input)
    for index in network.layers.indices {
      let expected = reference.activations[index]
      guard isTame(expected) else { return }
      let agreement = Agreement(pass.activation(ofLayer: index), expected: expected)
      require(
        agreement.holds(to: 1e-3) || agreement.worstDifference < 1e-3,
        "layer \(index) differs by \(agreement.worstDifference)")
    }
  }

  /// Whether sums of such numbers keep in the range of `Float`, and have their digits.
  private static func isTame(_ tensor: Tensor) -> Bool {
    tensor.values.allSatisfy { abs($0) < 1_000 && (abs($0) > 1e-3 || $0 == 0) }
  }
}
