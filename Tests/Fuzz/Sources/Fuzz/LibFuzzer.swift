import Foundation
import FuzzDriver
import FuzzTargets
import Synchronization

/// libFuzzer on a target.
enum LibFuzzer {
  /// The target of this process; libFuzzer's calls carry no context.
  private static let chosen = Mutex<FuzzTarget?>(nil)
  private static let target = chosen.withLock { $0 } ?? FuzzTarget.all[0]

  /// Runs libFuzzer with the program's path and its options; returns its exit code.
  static func run(_ target: FuzzTarget, arguments: [String]) -> Int32 {
    chosen.withLock { $0 = target }
    // What targets keep of the fixtures is read here, and counts neither as memory nor as time of an input.
    _ = try? target.seeds()
    let all = arguments + ["-max_len=\(target.longest)"]
    // libFuzzer keeps them as long as it runs.
    let strings = UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: all.count + 1)
    _ = strings.initialize(from: all.map { strdup($0) } + [nil])
    return fuzz_run(
      Int32(all.count), strings.baseAddress,
      { LibFuzzer.read(UnsafeBufferPointer(start: $0, count: $1)) },
      { LibFuzzer.mutate($0, count: $1, limit: $2, seed: $3) })
  }

  /// How many seconds of processor time reading an input may take; a slow machine doesn't count.
  private static let longest = 10.0

  /// Reads an input, and ends the process where that takes more memory than the target allows, or too long.
  private static func read(_ input: UnsafeBufferPointer<UInt8>) {
    let bytes = Array(input)
    fuzz_watch_memory()
    let start = clock()
    target.read(bytes)
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    if seconds > longest {
      fatalError("\(bytes.count) bytes took \(seconds) seconds; at most \(longest) may be")
    }
    let (most, limit) = (fuzz_most_memory(), target.memory(bytes))
    if most > limit {
      fatalError("\(bytes.count) bytes took \(most) bytes of memory; at most \(limit) may be")
    }
  }

  /// Changes an input, every other time in a way that knows its form, where the target has one.
  private static func mutate(
    _ start: UnsafeMutablePointer<UInt8>?, count: Int, limit: Int, seed: UInt32
  ) -> Int {
    guard let change = target.change, seed.isMultiple(of: 2) else { return fuzz_mutate(start, count, limit) }
    let changed = change(Array(UnsafeBufferPointer(start: start, count: count)), UInt64(seed))
    guard let start, (1...limit).contains(changed.count) else { return fuzz_mutate(start, count, limit) }
    for (index, byte) in changed.enumerated() { start[index] = byte }
    return changed.count
  }
}
