import FuzzTargets
import TestSupport
import Testing

/// A short, seeded part of what `Scripts/fuzz` does.
struct FuzzTargetTests {
  @Test(
    "whatever bytes a reader gets, it ends in an error or in something sound, in little memory",
    arguments: FuzzTarget.all.map(\.name))
  func inputs(name: String) async {
    let progress = Progress()
    await #expect(processExitsWith: .success) { [progress = progress as Progress, name] in
      let target = try #require(FuzzTarget.all.first { $0.name == name })
      let seeds = try target.seeds().filter { $0.count <= target.longest }
      progress.note("making the first input")
      target.read(seeds[0])
      MemoryLimit.set(additionalBytes: 256 << 20)
      ProcessorLimit.set(seconds: 300)
      for (index, seed) in seeds.enumerated() {
        progress.note("seed \(index) of \(name)")
        target.read(seed)
      }
      for seed in UInt64(0)..<200 {
        progress.note("change \(seed) of \(name)")
        target.read(changed(seeds[Int(seed) % seeds.count], by: target, seed: seed))
      }
      progress.finish()
    }
    let unfinished = progress.unfinished()
    #expect(unfinished == nil, "ended the process")
  }

  @Test("every target has sound inputs to start from, which libFuzzer may read")
  func seeds() throws {
    for target in FuzzTarget.all {
      #expect(try target.seeds().filter { $0.count <= target.longest }.count >= 3, "\(target.name)")
    }
  }
}

/// A broken copy of a seed; every third one is broken without regard to its form.
private func changed(_ input: [UInt8], by target: FuzzTarget, seed: UInt64) -> [UInt8] {
  if let change = target.change, !seed.isMultiple(of: 3) { return change(input, seed) }
  var corruption = Corruption(seed: seed)
  return corruption.corrupted(input)
}
