internal import ConvNet
private import Dispatch
import Explorer
private import Synchronization

extension ExplorerSession {
  /// How long what is found waits before it is reported.
  private static let interval = Duration.milliseconds(60)

  /// Covers places until all are known, for any thread, with at most some workers; now and then it reports what is known
  /// by then, from any thread.
  ///
  /// Returns what is known in the end, or why nothing can be; `nil` where the work was given up.
  func seek(
    _ request: EvidenceRequest, workers most: Int = .max, until cancellation: Cancellation = Cancellation(),
    report: @Sendable (Event) -> Void = { _ in }
  ) -> Event? {
    let items = request.items
    let workers: Int
    do {
      workers = try PictureWork(
        of: request.network, passes: 1, pictures: max(1, items.count), asked: nil, path: opened.path
      ).workers
    } catch {
      return .covered(generation: request.generation, .failure(Refusal(error.message)))
    }
    let known = Mutex(Known(findings: request.findings))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(workers, most)) { _ in
      let sweep: OcclusionSweep
      do throws(EvidenceError) {
        sweep = try request.sweep()
      } catch {
        return known.withLock { $0.failure = error }
      }
      while !cancellation.isCancelled {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < items.count else { return }
        let (place, fill) = (items[index].place, items[index].fill)
        let change = sweep.change(atPlace: place, fill)
        let news = known.withLock { known in
          known.findings.take(change, atPlace: place, fill)
          return known.news(after: Self.interval)
        }
        if let news { report(.covered(generation: request.generation, .success(news))) }
      }
    }
    guard !cancellation.isCancelled else { return nil }
    return .covered(generation: request.generation, known.withLock(\.result))
  }
}

/// What is known, and when that was reported last.
private struct Known {
  var findings: CoverFindings
  /// Why nothing can be known; `nil` where nothing speaks against it.
  var failure: EvidenceError?
  private var last = ContinuousClock.now

  init(findings: CoverFindings) { self.findings = findings }

  /// What is known in the end.
  var result: Result<CoverFindings, Refusal> {
    failure.map { .failure(Refusal($0.message)) } ?? .success(findings)
  }

  /// What is known, where the last report was long ago.
  mutating func news(after interval: Duration) -> CoverFindings? {
    let now = ContinuousClock.now
    guard now - last >= interval else { return nil }
    last = now
    return findings
  }
}
