import CKernels

/// The threads of a `FastPass`, and room for each.
///
/// They sleep where there has been no work for some tens of microseconds.
final class FastTeam {
  /// How many threads there are, the caller's among them.
  let count: Int
  /// Room for each thread.
  private(set) var scratch: [UnsafeMutablePointer<Float>] = []

  private let team: OpaquePointer?
  private var buffers: [FastBuffer] = []

  /// Forms a team of so many threads; of fewer where the system gives no more.
  init(count: Int) {
    _ = cnn_blas_open()
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

  /// Has so many pieces of an item done by whichever thread is free; returns when all are done.
  func divide(
    _ item: Int, into pieces: Int, _ context: UnsafeMutableRawPointer,
    _ work: @convention(c) (UnsafeMutableRawPointer?, cnn_piece) -> Void
  ) {
    if let team, pieces > 1 {
      cnn_team_divide(team, Int32(pieces), work, context, item)
    } else {
      work(context, cnn_piece(item: item, piece: 0, pieces: 1, thread: 0))
    }
  }
}
