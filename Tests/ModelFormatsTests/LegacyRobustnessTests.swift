import ModelFormats
import TestSupport
import Testing

/// Broken legacy files and broken records of them.
///
/// What broken files do to the process that reads them is tested end to end.
struct LegacyRobustnessTests {
  @Test("broken records end in an error or a model, and never take more memory than the file has bytes")
  func brokenRecords() async {
    let progress = Progress()
    await #expect(processExitsWith: .success) { [progress = progress as Progress] in
      let file = try LegacyFixture.file("nested_models.keras2")
      let records = LegacyFixture.records(of: file)
      MemoryLimit.set(additionalBytes: 256 << 20)
      ProcessorLimit.set(seconds: 300)
      for seed in UInt64(0)..<1_000 {
        progress.note("seed \(seed)")
        var corruption = Corruption(seed: seed)
        _ = try? LegacyFixture.read(file, records: corruption.corrupted(records))
      }
      progress.finish()
    }
    #expect(progress.unfinished() == nil)
  }

  @Test("every prefix of a file is refused as damaged")
  func prefixes() async {
    let progress = Progress()
    await #expect(processExitsWith: .success) { [progress = progress as Progress] in
      let file = try LegacyFixture.file("built_later.keras2")
      ProcessorLimit.set(seconds: 300)
      for count in 9..<file.count {
        progress.note("a prefix of \(count) bytes")
        let prefix = Array(file.prefix(count))
        #expect(throws: ModelError.legacyDamaged) {
          try LegacyFixture.read(prefix, records: LegacyFixture.records(of: prefix))
        }
      }
      progress.finish()
    }
    #expect(progress.unfinished() == nil)
  }
}
