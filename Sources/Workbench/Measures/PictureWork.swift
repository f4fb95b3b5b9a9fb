internal import ConvNet
private import Dispatch
internal import ModelFormats
private import Synchronization

/// Work on many pictures, on all processors.
struct PictureWork {
  /// How many workers there are.
  let workers: Int

  /// Finds out how many workers can work on some pictures, each with so many passes of a network: one a processor, but
  /// only as many as half of the machine's memory, and what the system gives, hold the activations of, and their
  /// pictures.
  ///
  /// `asked` is how many there are to be, `nil` for as many as there can be.
  ///
  /// - Throws: `CommandError.memory` where there is none for a single one.
  init(
    of network: Network, passes: Int, pictures: Int, asked: Int?, path: String
  ) throws(CommandError) {
    let bytes = passes * network.passBytes + network.pictureBytes
    let workers = min(asked ?? Self.workerCount(bytes), pictures)
    guard SystemMemory.gives(workers * bytes) else { throw .memory(path: path, bytes: workers * bytes) }
    self.workers = workers
  }

  private static func workerCount(_ bytes: Int) -> Int {
    let limit = Machine.memoryForActivations / max(1, bytes)
    var count = max(1, min(Machine.processorCount, limit))
    while count > 1, !SystemMemory.gives(count * bytes) { count -= 1 }
    return count
  }

  /// What becomes of each of so many pictures, in their order; of those before an interruption only.
  ///
  /// Every worker is made once and takes one picture after the other: while one decodes a file, another evaluates.
  /// `progress` is told how many are done, one call at a time, from any thread.
  func results<Worker, Output: Sendable>(
    of count: Int, worker: @Sendable () -> Worker, progress: @Sendable (Int) -> Void,
    doing work: @Sendable (Worker, Int) -> Output
  ) -> [Output] {
    let results = Mutex<[Int: Output]>([:])
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let worker = worker()
      while !Interruption.isAsked {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let result = work(worker, index)
        results.withLock {
          $0[index] = result
          progress($0.count)
        }
      }
    }
    return results.withLock { results in (0..<count).compactMap { results[$0] } }
  }
}
