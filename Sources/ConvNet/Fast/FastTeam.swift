import CBLAS

/// The threads of a `FastPass`, and room for each.
///
/// They look for work for some tens of microseconds after a run, and sleep then.
final class FastTeam {
  /// How many threads there are, the caller's among them.
  let count: Int
  /// Room for each thread.
  private(set) var scratch: [UnsafeMutablePointer<Float>] = []

  private let team: OpaquePointer?
  private var buffers: [FastBuffer] = []

  /// Forms a team of so many threads; of fewer where the system gives no more.
  init(count: Int) {
    cnn_blas_use_one_thread()
    team = count > 1 ? cnn_team_create(Int32(clamping: count)) : nil
    self.count = team.map { Int(cnn_team_size($0)) } ?? 1
  }

  deinit {
    if let team { cnn_team_destroy(team) }
  }

  /// Makes room of so many numbers for each thread, where there is less.
  func reserveScratch(_ count: Int) {
    guard buffers.first.map({ $0.count < count }) ?? true else { return }
    buffers = (0..<self.count).map { _ in FastBuffer(count: count) }
    scratch = buffers.map(\.start)
  }

  /// Has every thread do a piece of work, told its number; returns when all are done.
  func work(
    _ context: UnsafeMutableRawPointer, _ work: @convention(c) (UnsafeMutableRawPointer?, Int32) -> Void
  ) {
    if let team { cnn_team_work(team, work, context) } else { work(context, 0) }
  }

  /// Waits, inside of work, until all threads have come here.
  func meet() {
    if let team { cnn_team_meet(team) }
  }
}
