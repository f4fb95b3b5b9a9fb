import ConvNet
import Tensors
import TestSupport
import Testing

@testable import ModelFormats

/// Broken and hostile ONNX files end in a typed error or in a network that runs, under limits of memory and time.
struct ONNXRobustnessTests {
  private static func limitProcess() {
    MemoryLimit.set(additionalBytes: 256 << 20)
    ProcessorLimit.set(seconds: 300)
  }

  private func expectFinished(_ progress: Progress, sourceLocation: SourceLocation = #_sourceLocation) {
    let unfinished = progress.unfinished()
    #expect(unfinished == nil, "ended the process", sourceLocation: sourceLocation)
  }

  @Test("every prefix of an ONNX file is refused", arguments: ["plain-legacy", "windows"])
  func prefixes(name: String) async {
    let progress = Progress()
    await #expect(processExitsWith: .success) { [progress = progress as Progress, name] in
      let bytes = try ONNXMessage.fixture(name)
      Self.limitProcess()
      for count in 0..<bytes.count {
        progress.note("a prefix of \(count) bytes")
        if ONNXMessage.error(Array(bytes.prefix(count))) == nil { Issue.record("\(count) bytes are enough") }
      }
      progress.finish()
    }
    expectFinished(progress)
  }

  @Test(
    "a thousand broken copies of an ONNX file end in an error or a network that runs",
    arguments: ["residual-dynamo", "mixed-legacy", "moves", "oldest", "matrices"])
  func corruptions(name: String) async {
    let progress = Progress()
    await #expect(processExitsWith: .success) { [progress = progress as Progress, name] in
      let bytes = try ONNXMessage.fixture(name)
      Self.limitProcess()
      for seed in UInt64(0)..<1_000 {
        progress.note("seed \(seed) of \(name)")
        var corruption = Corruption(seed: seed)
        guard let model = try? ModelFile.read(corruption.corrupted(bytes), name: name, memoryLimit: 1 << 26),
          let network = try? model.trained.get()
        else { continue }
        precondition(model.layers.map(\.name) == network.layers.map(\.name))
        guard network.multiplyAddCount < 1_000_000 else { continue }
        let trace = try? Trace(network, input: Tensor(network.inputShape, repeating: 0.5))
        precondition(trace?.isComplete == true)
      }
      progress.finish()
    }
    expectFinished(progress)
  }

  @Test("a million nodes, or texts, are refused before anything is made of them")
  func many() async {
    await #expect(processExitsWith: .success) {
      var nodes = [UInt8](repeating: 0, count: 2_000_000)
      for index in stride(from: 0, to: nodes.count, by: 2) { nodes[index] = 0x0A }
      let file = ONNXMessage.file(nodes)
      MemoryLimit.set(additionalBytes: 64 << 20)
      ProcessorLimit.set(seconds: 10)
      #expect(ONNXMessage.error(file) == .onnx(.tooLarge(limit: ONNXScan.limit)))
    }
  }

  @Test("nodes that read each other in a circle are refused, by name")
  func circle() {
    let nodes =
      ONNXMessage.node("Add", ["x", "b"], ["a"]) + ONNXMessage.node("Relu", ["a"], ["b"])
      + ONNXMessage.node("Relu", ["b"], ["y"])
    guard case .onnx(.circle(let node)) = ONNXMessage.error(ONNXMessage.file(nodes)) else {
      Issue.record("not refused")
      return
    }
    #expect(["n_a", "n_b"].contains(node.node))
  }

  @Test("a chain of a hundred thousand nodes is read without running out of stack")
  func chain() {
    let count = 90_000
    var nodes: [UInt8] = []
    for index in 0..<count {
      let input = index == 0 ? "x" : "v\(index)"
      nodes += ONNXMessage.node("Identity", [input], [index == count - 1 ? "y" : "v\(index + 1)"])
    }
    // Nothing is computed.
    #expect(ONNXMessage.error(ONNXMessage.file(nodes)) == .network(.noLayers))
  }

  private static let extents: [[UInt64]] = [
    [3, 1, 1], [1_099_511_627_776, 1_099_511_627_776], [0, 4_611_686_018_427_387_904],
  ]

  @Test("tensors whose extents and numbers disagree are refused", arguments: extents)
  func lengths(extents: [UInt64]) {
    let tensor = ONNXMessage.tensor("w", extents, ONNXMessage.bytes(9, [UInt8](repeating: 0, count: 8)))
    let error = ONNXMessage.error(ONNXMessage.file(tensor + ONNXMessage.node("Add", ["x", "w"], ["y"])))
    #expect(error == .onnx(.tensorLength(tensor: "w")))
  }

  @Test("the file of a tensor has to be in the model's folder, and long enough")
  func external() {
    func tensor(_ file: String, _ offset: String = "0") -> [UInt8] {
      var entries: [UInt8] = []
      for (key, value) in [("location", file), ("offset", offset), ("length", "12")] {
        entries += ONNXMessage.bytes(13, ONNXMessage.text(1, key) + ONNXMessage.text(2, value))
      }
      return ONNXMessage.tensor("w", [3, 1, 1], entries + ONNXMessage.number(14, 1))
    }
    func error(_ file: String, _ offset: String = "0") -> ModelError? {
      let bytes = ONNXMessage.file(tensor(file, offset) + ONNXMessage.node("Add", ["x", "w"], ["y"]))
      return ONNXMessage.error(bytes, siblings: ["data": [UInt8](repeating: 0, count: 16)])
    }
    #expect(error("data") == nil)
    #expect(error("data", "4") == nil)
    for offset in ["5", "-1", "9223372036854775807", "x"] {
      #expect(error("data", offset) == .onnx(.external(tensor: "w", file: "data")), "\(offset)")
    }
    #expect(error("other") == .onnx(.external(tensor: "w", file: "other")))
    for file in ["../data", "/data", "a/../../data", "", "a//b", "..", "a\\b"] {
      #expect(error(file) == .onnx(.outside(tensor: "w", file: file)), "\(file)")
    }
  }
}
