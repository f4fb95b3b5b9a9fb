import ConvNet
import Tensors
import TestSupport
import Testing

@testable import ModelFormats

/// Broken files end in a typed error or in a network that runs, under limits of memory and time.
struct RobustnessTests {
  /// What of a file is broken; members are put back into a sound archive with their new checksums.
  enum Part: String, CaseIterable, Codable, Sendable {
    case file
    case config
    case weights

    /// A broken copy of a fixture.
    func broken(_ fixture: KerasFixture, seed: UInt64) -> [UInt8] {
      var corruption = Corruption(seed: seed)
      switch self {
      case .file: return corruption.corrupted(fixture.bytes)
      case .config: return fixture.replacing(config: corruption.corrupted(fixture.config))
      case .weights: return fixture.replacing(weights: corruption.corrupted(fixture.weights))
      }
    }
  }

  private static func limitProcess() {
    MemoryLimit.set(additionalBytes: 256 << 20)
    ProcessorLimit.set(seconds: 300)
  }

  /// Reads a file, and runs its network where there is one that is not too large for a test.
  private static func readAndRun(_ bytes: [UInt8]) {
    guard let model = try? read(bytes), let network = try? model.trained.get() else { return }
    precondition(model.layers.map(\.name) == network.layers.map(\.name))
    guard network.multiplyAddCount < 1_000_000 else { return }
    let trace = try? Trace(network, input: Tensor(network.inputShape, repeating: 0.5))
    precondition(trace?.isComplete == true)
  }

  @Test("every prefix of a file is refused", arguments: ["dense_end", "residual"])
  func prefixes(name: String) async {
    let progress = Progress()
    await #expect(processExitsWith: .success) { [progress = progress as Progress, name] in
      let fixture = try KerasFixture(name)
      Self.limitProcess()
      for count in 0..<fixture.bytes.count {
        progress.note("a prefix of \(count) bytes")
        if (try? read(Array(fixture.bytes.prefix(count)))) != nil {
          Issue.record("\(count) bytes are enough")
        }
      }
      progress.finish()
    }
    expectFinished(progress)
  }

  @Test(
    "a thousand broken copies of each part end in an error or a network that runs", arguments: Part.allCases,
    ["built_later", "residual"])
  func corruptions(part: Part, name: String) async {
    let progress = Progress()
    await #expect(processExitsWith: .success) { [progress = progress as Progress, part, name] in
      let fixture = try KerasFixture(name)
      Self.limitProcess()
      for seed in UInt64(0)..<1_000 {
        progress.note("seed \(seed) of \(part)")
        Self.readAndRun(part.broken(fixture, seed: seed))
      }
      progress.finish()
    }
    expectFinished(progress)
  }

  @Test(
    "weights that unpack to far more than the config declares are refused before they are unpacked",
    arguments: [[], HDF5File.signature])
  func bomb(beginning: [UInt8]) async {
    await #expect(processExitsWith: .success) { [beginning] in
      let fixture = try KerasFixture("dense_end")
      let weights = StoredZip.deflated(KerasFixture.weights, beginning: beginning, zeros: 600_000_000)
      let bomb = StoredZip.archive([StoredZip.Member(KerasFixture.config, fixture.config), weights])
      MemoryLimit.set(additionalBytes: 64 << 20)
      ProcessorLimit.set(seconds: 10)
      let error = try failure(of: bomb)
      let isExpected =
        if case .memberTooLarge = error { !beginning.isEmpty } else {
          beginning.isEmpty && error == .weightsNotHDF5
        }
      #expect(isExpected, "\(String(describing: error))")
    }
  }

  @Test("what a config declares is counted without its weights, and bounds the file of weights")
  func declared() throws {
    let fixture = try KerasFixture("tutorial")
    let model = try KerasModel(KerasModel.config(of: fixture.config))
    let count = try read(fixture.bytes).trained.get().parameterCount
    var declared: Int?
    let file = model.modelFile(name: "", memoryLimit: .max) { count throws(ModelError) in
      declared = count
      throw .weightsNotHDF5
    }
    #expect(declared == count && file.trained.map(\.parameterCount) == .failure(.weightsNotHDF5))
    #expect(DeclaredWeights.largestFile(declaring: 100) == 4 << 20 + 2_400)
    #expect(DeclaredWeights.largestFile(declaring: .max) == .max)
    #expect(DeclaredWeights.largestFile(declaring: .max / 24) == .max)
  }

  private func expectFinished(_ progress: Progress, sourceLocation: SourceLocation = #_sourceLocation) {
    let unfinished = progress.unfinished()
    #expect(unfinished == nil, "ended the process", sourceLocation: sourceLocation)
  }
}
