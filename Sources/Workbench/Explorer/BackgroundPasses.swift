public import Explorer
import Synchronization

/// Evaluates pictures in threads of their own, one at a time, while somebody else waits for what they report.
public final class BackgroundPasses: Sendable {
  /// How long a pass that has just begun goes on before the screen speaks of it, since most are done by then; and how
  /// often who waits looks for what is computed.
  public static let patience = Duration.milliseconds(100)

  private let session: ExplorerSession
  /// Tells who waits, from any thread, that there are reports.
  private let wake: @Sendable () -> Void
  private let reports = Mutex<[Event]>([])
  /// Gives up the pass that is on its way.
  private let work = Mutex<Cancellation?>(nil)
  /// Gives up the changes that are being made.
  private let changing = Mutex<Cancellation?>(nil)
  /// Gives up the evidence that is being sought.
  private let seeking = Mutex<Cancellation?>(nil)

  /// Evaluates pictures of a session.
  public init(_ session: ExplorerSession, wake: @escaping @Sendable () -> Void) {
    self.session = session
    self.wake = wake
  }

  /// What was reported since the last time.
  public func takeReports() -> [Event] {
    reports.withLock { reports in
      defer { reports = [] }
      return reports
    }
  }

  /// Gives up the pass that is on its way.
  func stop() { work.withLock { $0?.cancel() } }

  /// Evaluates a picture, layer by layer until it is given up, in place of the one that is on its way.
  ///
  /// A thread that waits for a file that never comes is left to itself.
  func begin(picture: Int, generation: Int) {
    stop()
    let cancellation = Cancellation()
    work.withLock { $0 = cancellation }
    do {
      try WorkThread.begin { self.evaluate(picture: picture, generation: generation, until: cancellation) }
    } catch {
      let failure = Refusal(error.message)
      report(.evaluated(picture: picture, generation: generation, .failure(failure)), of: generation)
      wake()
    }
  }

  /// Gives up the changes that are being made.
  func stopChange() { changing.withLock { $0?.cancel() } }

  /// Makes changes in place of those that are being made, layer by layer until they are given up.
  func begin(_ request: ChangeRequest, in model: ExplorerModel) {
    stopChange()
    let cancellation = Cancellation()
    changing.withLock { $0 = cancellation }
    do {
      try WorkThread.begin {
        guard let answer = self.session.change(request, in: model, until: cancellation) else { return }
        self.reports.withLock { $0.append(answer) }
        self.wake()
      }
    } catch {
      let answer = Event.changed(generation: request.generation, .failure(ChangeFailure(error.message)))
      reports.withLock { $0.append(answer) }
      wake()
    }
  }

  /// Gives up the evidence that is being sought.
  func stopEvidence() { seeking.withLock { $0?.cancel() } }

  /// Covers places in place of those that are being covered, until it is given up; who waits is told of what is found.
  func begin(_ request: EvidenceRequest) {
    stopEvidence()
    let cancellation = Cancellation()
    seeking.withLock { $0 = cancellation }
    do {
      try WorkThread.begin {
        let workers = max(1, Machine.processorCount - 1)
        let answer = self.session.seek(request, workers: workers, until: cancellation) {
          self.tell($0, of: request.generation)
        }
        if let answer { self.tell(answer, of: request.generation) }
      }
    } catch {
      let answer = Event.covered(generation: request.generation, .failure(Refusal(error.message)))
      tell(answer, of: request.generation)
    }
  }

  /// Reports what is found in place of what was found before, and wakes who waits.
  private func tell(_ event: Event, of generation: Int) {
    reports.withLock { reports in
      reports.removeAll { if case .covered(generation, _) = $0 { true } else { false } }
      reports.append(event)
    }
    wake()
  }

  /// For the sake of what is computed so far nobody is woken: who waits looks for it now and then.
  private func evaluate(picture: Int, generation: Int, until cancellation: Cancellation) {
    let answer = session.evaluate(picture: picture, generation: generation, until: cancellation) { soFar in
      if !cancellation.isCancelled { report(.computed(soFar, generation: generation), of: generation) }
    }
    guard let answer else { return }
    report(answer, of: generation)
    wake()
  }

  /// Of several reports of a pass the last says all; one that is given up may still report beside the next.
  private func report(_ event: Event, of generation: Int) {
    reports.withLock { reports in
      reports.removeAll { if case .computed(_, generation) = $0 { true } else { false } }
      reports.append(event)
    }
  }
}
