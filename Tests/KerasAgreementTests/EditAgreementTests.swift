import ConvNet
import ModelFormats
import Tensors
import TestSupport
import Testing

/// Traces of the fixtures after edits.
struct EditAgreementTests {
  @Test(
    "edits at random of every network make the trace that is made anew", arguments: Repository.networkNames())
  func random(name: String) throws {
    let bytes = try Repository.bytes(Repository.networkFile(name))
    let trained = try ModelFile.read(bytes, name: name, memoryLimit: 1 << 30).trained.get()
    let trace = try Trace(trained, input: .random(trained.network.inputShape, seed: 1))
    for seed in UInt64(0)..<8 {
      var random = RandomEdits(of: trace, seed: seed)
      for _ in 0..<1 + seed % 4 { random.add() }
      let (found, expected) = (try trace.after(random.edits), try random.traceAnew())
      try #require(found.computedLayers == expected.computedLayers, "\(random.words)")
      let differing = expected.network.layers.indices.filter { index in
        !found.preActivations[index].isIdentical(to: expected.preActivations[index])
          || !found.activations[index].isIdentical(to: expected.activations[index])
      }
      #expect(differing.isEmpty, "\(random.words)")
    }
  }
}
