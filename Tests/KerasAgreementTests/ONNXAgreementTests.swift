import ConvNet
import Foundation
import Tensors
import TestSupport
import Testing
import Workbench

@testable import ModelFormats

/// Values of ONNX graphs, as ONNX Runtime computed them.
struct ONNXAgreementTests {
  private static let folder = Repository.fixtures.appending(path: "onnx")

  /// The names of the graphs.
  static func names() -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    let graphs = files?.filter { $0.hasSuffix(".onnx") }.map { String($0.dropLast(5)) }
    return required(graphs?.sorted() ?? [], atLeast: 12, "graphs in \(folder.path)")
  }

  @Test("there are graphs of both of PyTorch's exporters, and some made by hand")
  func all() {
    #expect(Self.names().count >= 12)
    #expect(Self.names().contains("plain-legacy") && Self.names().contains("plain-dynamo"))
  }

  /// The values of a graph by their names, as the file has them.
  private func expected(
    _ name: String, in folder: URL = Self.folder
  ) throws -> [(name: String, tensor: Tensor)] {
    let files = try KerasTensors(archive: folder.appending(path: "\(name).npz")).files
    let letters = try NumPyFile.decode(#require(files["values"])).values.map { UInt8($0) }
    let names = String(decoding: letters, as: UTF8.self).split(separator: "\n").map(String.init)
    return try names.enumerated().map { index, name in
      (name, try NumPyFile.decode(#require(files["\(index)"])))
    }
  }

  /// A tensor of a file in the order in which the network has a value.
  private func arranged(_ tensor: Tensor, as value: ONNXValue, shape: Shape) -> Tensor {
    let order = value.axes.compactMap(\.self)
    let rest = tensor.shape.extents.indices.filter { !order.contains($0) }
    let moved = order + rest
    return moved.isEmpty
      ? tensor.reshaped(to: shape)
      : Permute(axes: moved).preActivation(of: [tensor]).reshaped(to: shape)
  }

  @Test("every value of every graph agrees with ONNX Runtime", arguments: names())
  func values(name: String) throws {
    let bytes = try Repository.bytes(Self.folder.appending(path: "\(name).onnx"))
    let opened = try ONNXModel.opened(FileContent(bytes), name: name, memoryLimit: 1 << 30) { _ in nil }
    let network = try opened.file.trained.get()
    let values = try expected(name)
    let picture = try #require(values.first)
    let entry = try #require(opened.values[picture.name])
    let pass = try Trace(
      network, input: arranged(picture.tensor, as: entry, shape: network.network.inputShape))
    var layers: Set<Int> = []
    var missing: [String] = []
    for (value, tensor) in values {
      guard let found = opened.values[value] else {
        missing.append(value)
        continue
      }
      layers.insert(found.layer)
      let numbers = pass.activations[found.layer]
      try #require(
        numbers.shape.count == tensor.shape.count, "\(name), \(value): \(numbers.shape), \(tensor.shape)")
      let agreement = Agreement(numbers, expected: arranged(tensor, as: found, shape: numbers.shape))
      #expect(agreement.holds(to: 1e-5), "\(name), \(value): off by \(agreement.worstDifference)")
    }
    // What stands inside of a pattern that is one operation has no layer.
    #expect(missing.count <= values.count / 3, "\(name) has no \(missing)")
    #expect(layers.count >= 2)
    let output = try #require(values.last?.name)
    #expect(opened.values[output] != nil, "the output was not compared")
  }

  private static let otherFolder = ProcessInfo.processInfo.environment["CNNVIEW_ONNX"].map {
    URL(filePath: $0)
  }

  @Test("graphs of another folder agree, or say why they can't be run", .enabled(if: otherFolder != nil))
  func others() throws {
    let folder = try #require(Self.otherFolder)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".onnx")
    }
    try #require(!files.isEmpty)
    for name in files.sorted().map({ String($0.dropLast(5)) }) {
      print("ONNX \(name): \(try fate(name, in: folder))")
    }
  }

  /// How the last value of a graph compares.
  private func fate(_ name: String, in folder: URL) throws -> String {
    let bytes = try Repository.bytes(folder.appending(path: "\(name).onnx"))
    do {
      let opened = try ONNXModel.opened(FileContent(bytes), name: name, memoryLimit: 1 << 30) { _ in nil }
      let network = try opened.file.trained.get()
      let values = try expected(name, in: folder)
      let (entry, output) = (try #require(values.first), try #require(values.last))
      let (place, result) = (
        try #require(opened.values[entry.name]), try #require(opened.values[output.name])
      )
      let pass = try Trace(
        network, input: arranged(entry.tensor, as: place, shape: network.network.inputShape))
      let numbers = pass.activations[result.layer]
      guard numbers.shape.count == output.tensor.shape.count else { return "WRONG shape \(numbers.shape)" }
      let agreement = Agreement(numbers, expected: arranged(output.tensor, as: result, shape: numbers.shape))
      return agreement.holds(to: 1e-5) ? "passed" : "WRONG by \(agreement.worstDifference)"
    } catch let error as ModelError {
      return CommandError.model(path: "m", error).message
    }
  }
}
